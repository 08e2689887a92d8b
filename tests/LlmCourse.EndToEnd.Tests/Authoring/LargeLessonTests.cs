using System.Diagnostics;
using System.Globalization;
using System.Text;
using LlmCourse.EndToEnd.Tests.Fixtures;
using LlmCourse.Web.Hosting.Identity;
using Microsoft.Playwright;

namespace LlmCourse.EndToEnd.Tests.Authoring;

/// <summary>A lesson as long as lessons may be: written and read like any other. What it took is printed, and stands in docs/benchmarks.md.</summary>
[Collection(nameof(AuthoringSite))]
public sealed class LargeLessonTests(AuthoringSite site, ITestOutputHelper output)
{
    private const int Bytes = 60 * 1024;
    private const int Tries = 9;
    private const int Patience = 60_000; // how long it takes is printed, not asserted

    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Edit_IsInThePreview_AndAChangeOnDisk_InTheOpenPage()
    {
        var address = await site.AddLessonAsync("large", Body());
        var desk = new EditorDesk(await site.OpenAsAsync(Roles.Instructor, address));
        await desk.ReadyAsync();
        var reader = await site.OpenAsync("/lessons/large");
        await Assertions.Expect(reader.Locator("form.quiz").First.GetByRole(AriaRole.Button, new() { Name = "Answer" })).ToBeEnabledAsync();
        var watched = reader.GetByRole(AriaRole.Heading, new() { Name = "Section 40", Exact = true });
        await Place.BringAsync(watched);
        await reader.Locator("#q40 input").First.CheckAsync();
        var before = await Place.RestAsync(watched);

        var previews = new List<int>();
        await desk.SelectAsync("Section 50");
        await desk.Page.Keyboard.PressAsync("ArrowRight"); // before the identifier
        for (var count = 0; count < Tries; count++)
        {
            await desk.Page.Keyboard.TypeAsync($" {count}");
            await Assertions.Expect(desk["preview"].Locator("h2").Filter(new() { HasTextRegex = new($"Section 50.* {count}$") })).ToBeInViewportAsync(new() { Timeout = Patience });
            previews.Add(await desk.PreviewMillisecondsAsync());
        }

        var changes = new List<int>();
        var text = await File.ReadAllTextAsync(site.OwnPath("large"), cancel);
        for (var count = 0; count < Tries; count++)
        {
            var clock = Stopwatch.StartNew();
            await site.WriteAsync(site.OwnPath("large"), text.Replace("## Section 39 {", $"Written outside, the {count}th.\n\n## Section 39 {{", StringComparison.Ordinal));
            await reader.GetByText($"Written outside, the {count}th.").WaitForAsync(new() { State = WaitForSelectorState.Attached });
            changes.Add((int)clock.ElapsedMilliseconds);
        }

        await Place.ExpectAsync(watched, before);
        await Assertions.Expect(reader.Locator("#q40 input").First).ToBeCheckedAsync();
        output.WriteLine($"{text.Length / 1024} KB. Last key to preview, ms: {Told(previews)}. File written to open page, ms: {Told(changes)}.");
    }

    private static string Told(List<int> figures)
    {
        figures.Sort();
        return string.Create(CultureInfo.InvariantCulture, $"median {figures[figures.Count / 2]}, worst {figures[^1]}");
    }

    private static string Body()
    {
        var body = new StringBuilder();
        for (var i = 0; body.Length < Bytes - 1_500; i++)
        {
            body.Append(CultureInfo.InvariantCulture, $"## Section {i} {{#s{i}}}\n\nA model gives each token a *score*, and softmax makes **weights** of them: $w_{{{i}}} = e^{{x_{{{i}}}}}$, as in `Softmax.cs` and [before](#s{Math.Max(0, i - 1)}). ");
            body.Append("What is seen often is learnt first; what is rare and far away comes last, and it moves the curve least.\n\n- One thing\n- And a third, with a formula $a < b$\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n:::note Keep in mind\nThe loss is an average, in nats.\n:::\n\n");
            body.Append(CultureInfo.InvariantCulture, $":::quiz Which is larger? {{#q{i}}}\n- [x] One half\n  > Yes.\n- [ ] One third\n  > No, compare them.\n\n> Halves are larger.\n:::\n\n");
        }

        return body.ToString();
    }
}
