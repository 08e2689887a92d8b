using LlmCourse.EndToEnd.Tests.Fixtures;
using LlmCourse.Runs.Hub;
using LlmCourse.Runs.Hub.Labs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace LlmCourse.EndToEnd.Tests;

/// <summary>The lab "leak a benchmark": scores and picks are the engine's, and a link brings back the seed and the question.</summary>
public sealed class LeakLabTests(CourseSite site)
{
    private const string Lesson = "/lessons/what-a-model-eats";
    private const float Patience = 120_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ITrainerClient Trainer => site.Services.GetRequiredService<ITrainerClient>();

    [Fact]
    public async Task Leak_ShowsTheScoresOfTheEngine_AndSavesThem()
    {
        var lab = await OpenAsync("");
        await lab.GetByTestId("leak-run").ClickAsync();
        await DoneAsync(lab);

        var (questions, tests) = await EngineAsync(new LeakRequest(0.5, 3, 0, 13, 1));
        var leaked = questions.Count(question => question.Leaked);
        foreach (var test in tests) await Assertions.Expect(lab.GetByTestId($"score-{test.Corpus}")).ToHaveTextAsync($"{test.RightLeaked + test.RightOthers}");

        (await LinesAsync(lab, "leak-csv")).ShouldBe([
            "corpus,documents,leaky_documents,right_leaked,leaked_questions,right_others,other_questions",
            .. tests.Select(test => $"{test.Corpus},{test.Documents},{test.LeakyDocuments},{test.RightLeaked},{leaked},{test.RightOthers},{questions.Count - leaked}"),
        ]);
        (await LinesAsync(lab, "answers-csv")).Length.ShouldBe(questions.Count + 1);
        var picture = await lab.Page.RunAndWaitForDownloadAsync(() => lab.GetByTestId("leak-png").ClickAsync());
        (await File.ReadAllBytesAsync((await picture.PathAsync())!, Token)).Take(4).ShouldBe([0x89, (byte)'P', (byte)'N', (byte)'G']);
    }

    [Fact]
    public async Task Link_BringsBackSeedKnobsAndQuestion()
    {
        var first = await OpenAsync("?lab-leak-leak-part=0.25&lab-leak-seed=7&lab-leak-question=1");
        await DoneAsync(first);
        await first.GetByTestId("question").FillAsync("12");
        await first.GetByTestId("question").BlurAsync();
        await first.GetByTestId("question-next").ClickAsync();
        await Assertions.Expect(first.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("lab-leak-question=13"));

        var lab = (await site.OpenAsync(new Uri(first.Page.Url).PathAndQuery)).GetByTestId("leak-lab");
        await DoneAsync(lab);

        var (questions, tests) = await EngineAsync(new LeakRequest(0.25, 3, 0, 13, 7));
        await Assertions.Expect(lab.GetByTestId("leak-seed")).ToHaveValueAsync("7");
        await Assertions.Expect(lab.GetByTestId("question")).ToHaveValueAsync("13");
        await Assertions.Expect(lab.GetByTestId("question-right")).ToHaveTextAsync(questions[12].Choices[questions[12].Right]);
        foreach (var test in tests)
        {
            await Assertions.Expect(lab.GetByTestId($"score-{test.Corpus}")).ToHaveTextAsync($"{test.RightLeaked + test.RightOthers}");
            await Assertions.Expect(lab.GetByTestId($"pick-{test.Corpus}")).ToContainTextAsync(questions[12].Choices[test.Picks[12]]);
        }
    }

    [Fact]
    public async Task TurnedKnobs_AreNotTakenForTheResult()
    {
        var lab = await OpenAsync("?lab-leak-question=3");
        await DoneAsync(lab);
        await Assertions.Expect(lab.GetByTestId("leak-turned")).ToBeHiddenAsync();

        await lab.GetByTestId("leak-seed").FillAsync("8");
        await lab.GetByTestId("leak-seed").BlurAsync();
        await Assertions.Expect(lab.GetByTestId("leak-turned")).ToBeVisibleAsync();
        lab.Page.Url.ShouldNotContain("seed");

        await lab.GetByTestId("leak-run").ClickAsync();
        await Assertions.Expect(lab.GetByTestId("leak-turned")).ToBeHiddenAsync();
        await Assertions.Expect(lab.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("lab-leak-seed=8"), new() { Timeout = Patience });
    }

    [Fact]
    public async Task Cancel_StopsTheTests_AndKeepsTheKnobsForTheNext()
    {
        var lab = await OpenAsync("");
        await lab.GetByTestId("leak-seed").FillAsync("9");
        await lab.GetByTestId("leak-seed").BlurAsync();
        await lab.Page.EvaluateAsync( // pressed as soon as it is there: the tests may be over before a test has looked twice
            """
            () => new Promise((pressed) => {
              document.querySelector('[data-testid=leak-run]').click();
              const look = () => {
                const cancel = document.querySelector('[data-testid=leak-cancel]');
                if (!cancel) { requestAnimationFrame(look); return; }
                cancel.click();
                pressed();
              };
              look();
            })
            """);

        await Assertions.Expect(lab.GetByTestId("leak-status")).ToHaveTextAsync("stopped");
        await Assertions.Expect(lab.GetByTestId("leak-failure")).ToHaveCountAsync(0);
        await Assertions.Expect(lab.GetByTestId("leak-csv")).ToBeDisabledAsync();
        await Assertions.Expect(lab.GetByTestId("leak-seed")).ToHaveValueAsync("9");
        await AccessibilityTests.NoViolationsAsync(lab.Page);

        await lab.GetByTestId("leak-run").ClickAsync();
        await DoneAsync(lab);
        var (_, tests) = await EngineAsync(new LeakRequest(0.5, 3, 0, 13, 9));
        foreach (var test in tests) await Assertions.Expect(lab.GetByTestId($"score-{test.Corpus}")).ToHaveTextAsync($"{test.RightLeaked + test.RightOthers}");
    }

    [Fact]
    public async Task Fingers_TurnAKnob_RunTheTests_AndLeafThroughTheQuestions()
    {
        var lab = (await site.OpenOnPhoneAsync(Lesson)).GetByTestId("leak-lab");
        await lab.Locator("fieldset:enabled").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await lab.GetByTestId("slider-leak-copies").TapAsync(new() { Position = new() { X = 1, Y = 8 } });
        await Assertions.Expect(lab.GetByTestId("knob-leak-copies")).ToHaveValueAsync("1");
        await lab.GetByTestId("leak-run").TapAsync();
        await DoneAsync(lab);

        var (questions, tests) = await EngineAsync(new LeakRequest(0.5, 1, 0, 13, 1));
        await lab.GetByTestId("question-next").TapAsync();
        await Assertions.Expect(lab.GetByTestId("question")).ToHaveValueAsync("2");
        await Assertions.Expect(lab.GetByTestId("question-right")).ToHaveTextAsync(questions[1].Choices[questions[1].Right]);
        foreach (var test in tests)
        {
            await Assertions.Expect(lab.GetByTestId($"score-{test.Corpus}")).ToHaveTextAsync($"{test.RightLeaked + test.RightOthers}");
            await Assertions.Expect(lab.GetByTestId($"pick-{test.Corpus}")).ToContainTextAsync(questions[1].Choices[test.Picks[1]]);
        }

        (await lab.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(390);
    }

    [Theory]
    [InlineData(false, 1480)]
    [InlineData(true, 360)]
    public async Task Result_HasNoViolations_AndFits(bool dark, int width)
    {
        var lab = await OpenAsync("?lab-leak-question=3", dark, width);
        await DoneAsync(lab);

        await AccessibilityTests.NoViolationsAsync(lab.Page);
        (await lab.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
    }

    private static Task DoneAsync(ILocator lab) => Assertions.Expect(lab.GetByTestId("leak-status")).ToHaveTextAsync("done", new() { Timeout = Patience });

    private static async Task<string[]> LinesAsync(ILocator lab, string button)
    {
        var csv = await lab.Page.RunAndWaitForDownloadAsync(() => lab.GetByTestId(button).ClickAsync());
        return await File.ReadAllLinesAsync((await csv.PathAsync())!, Token);
    }

    private async Task<ILocator> OpenAsync(string query, bool dark = false, int width = 1480)
    {
        var lab = (await site.OpenAsync(Lesson + query, dark, width)).GetByTestId("leak-lab");
        await lab.Locator("fieldset:enabled").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        return lab;
    }

    private async Task<(IReadOnlyList<LeakQuestion> Questions, List<LeakTest> Tests)> EngineAsync(LeakRequest request)
    {
        var (questions, tests) = ((IReadOnlyList<LeakQuestion>)[], new List<LeakTest>());
        await foreach (var news in Trainer.LeakAsync(request, Token))
        {
            questions = news.Questions ?? questions;
            if (news.Test is not null) tests.Add(news.Test);
        }

        return (questions, tests);
    }
}
