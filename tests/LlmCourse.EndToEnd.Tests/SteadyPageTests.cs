using LlmCourse.EndToEnd.Tests.Fixtures;

namespace LlmCourse.EndToEnd.Tests;

/// <summary>
/// Nothing on a lesson's page jumps while fonts, styles, labs and the live connection arrive, on a first visit and on a later one.
/// The measure is the browser's own: cumulative layout shift, https://web.dev/articles/cls, of which 0.1 counts as good.
/// </summary>
public sealed class SteadyPageTests(CourseSite site)
{
    /// <summary>A tenth of what counts as good; a line of text that moves by its own height on a phone is more.</summary>
    private const double LargestShift = 0.01;

    /// <summary>Adds up the shifts that the reader did not cause, and remembers what moved.</summary>
    private const string Watch = """
        window.shifts = { total: 0, moved: [] };
        new PerformanceObserver(list => {
          for (const entry of list.getEntries()) {
            if (entry.hadRecentInput) continue;
            window.shifts.total += entry.value;
            for (const source of entry.sources) {
              const element = source.node?.nodeType === 1 ? source.node : source.node?.parentElement;
              window.shifts.moved.push(`${entry.value.toFixed(4)} ${element?.tagName} ${element?.className} ${element?.id} from y ${source.previousRect.y} h ${source.previousRect.height} to y ${source.currentRect.y} h ${source.currentRect.height}`);
            }
          }
        }).observe({ type: 'layout-shift', buffered: true });
        """;

    public static TheoryData<string, int> Pages()
    {
        var data = new TheoryData<string, int>();
        foreach (var path in new[] { "/lessons/guess-the-next-letter", "/lessons/what-a-model-eats", "/lessons/words-into-pieces", Bench.Lesson })
        {
            data.Add(path, 1480);
            data.Add(path, 360);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Lesson_DoesNotMoveItsText_WhileItArrives(string path, int width)
    {
        var page = await site.OpenAsync("/account", width: width, height: width == 360 ? 740 : 960);
        await page.AddInitScriptAsync(Watch);
        foreach (var visit in new[] { "first", "second" })
        {
            await site.GoAsync(page, path);
            await page.WaitForFunctionAsync("() => !document.querySelector('[aria-busy=true]')");
            await page.EvaluateAsync("async () => { await document.fonts.ready; await new Promise(done => setTimeout(done, 300)); }");

            (await page.EvaluateAsync<double>("() => window.shifts.total"))
                .ShouldBeLessThan(LargestShift, $"{visit} visit; what moved:\n{string.Join('\n', await page.EvaluateAsync<string[]>("() => window.shifts.moved"))}");
        }
    }
}
