using LlmCourse.EndToEnd.Tests.Fixtures;
using Microsoft.Playwright;

namespace LlmCourse.EndToEnd.Tests;

/// <summary>The trainer goes and comes back: every lab says so in words, keeps what the learner had, and goes on.</summary>
public sealed class TrainerAwayTests(CuttableSite site) : IClassFixture<CuttableSite>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await site.JoinTrainerAsync();

    public async ValueTask DisposeAsync() => await site.JoinTrainerAsync();

    [Fact]
    public async Task GuessLab_AsksAgainByItself_WhenTheTrainerIsAwayFromTheStart()
    {
        await site.CutTrainerAsync();
        var page = await site.OpenAsync("/lessons/guess-the-next-letter");
        await Assertions.Expect(page.GetByTestId("guess-problem")).ToContainTextAsync("The trainer cannot be reached");

        await site.JoinTrainerAsync();

        await Assertions.Expect(page.GetByTestId("guess-bet")).ToBeEnabledAsync();
        await Assertions.Expect(page.GetByTestId("guess-problem")).ToBeEmptyAsync();
    }

    [Fact]
    public async Task GuessLab_KeepsTheGameAndTheBet_WhenTheTrainerGoes()
    {
        var page = await site.OpenAsync("/lessons/guess-the-next-letter");
        await BetAsync(page, "O");
        await LettersAsync(page, 1);

        await site.CutTrainerAsync();
        await BetAsync(page, "n");
        await Assertions.Expect(page.GetByTestId("guess-problem")).ToContainTextAsync("The trainer cannot be reached");
        await Assertions.Expect(page.GetByTestId("guess-stakes")).ToContainTextAsync("n ");
        await LettersAsync(page, 1);

        await site.JoinTrainerAsync();
        await page.GetByTestId("guess-bet").ClickAsync();
        await LettersAsync(page, 2);
        await Assertions.Expect(page.GetByTestId("guess-problem")).ToBeEmptyAsync();
    }

    [Fact]
    public async Task GuessLab_TakesALetterBackByItself_OnceTheTrainerIsThereAgain()
    {
        var page = await site.OpenAsync("/lessons/guess-the-next-letter");
        await BetAsync(page, "O");
        await LettersAsync(page, 1); // a bet that is under way is waited for
        await BetAsync(page, "n");
        await LettersAsync(page, 2);

        await site.CutTrainerAsync();
        await page.GetByTestId("guess-undo").ClickAsync();
        await Assertions.Expect(page.GetByTestId("guess-problem")).ToContainTextAsync("The trainer cannot be reached");

        await site.JoinTrainerAsync();
        await LettersAsync(page, 1);
        await Assertions.Expect(page.GetByTestId("guess-problem")).ToBeEmptyAsync();
    }

    [Fact]
    public async Task PipelineLab_SaysWhatIsKept_AndRunsWhenTheTrainerIsThereAgain()
    {
        var page = await site.OpenAsync("/lessons/what-a-model-eats");
        var lab = page.GetByTestId("pipeline-lab");
        await site.CutTrainerAsync();
        await lab.GetByTestId("pipeline-run").ClickAsync();
        await Assertions.Expect(lab.GetByTestId("pipeline-failure")).ToContainTextAsync("The trainer cannot be reached");

        await site.JoinTrainerAsync();
        await lab.GetByTestId("pipeline-run").ClickAsync();
        await Assertions.Expect(lab.GetByTestId("pipeline-status")).ToContainTextAsync("done", new() { Timeout = 300_000 });
        await Assertions.Expect(lab.GetByTestId("pipeline-failure")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task LeakLab_SaysSo_AndTestsWhenTheTrainerIsThereAgain()
    {
        var page = await site.OpenAsync("/lessons/what-a-model-eats");
        var lab = page.GetByTestId("leak-lab");
        await site.CutTrainerAsync();
        await lab.GetByTestId("leak-run").ClickAsync();
        await Assertions.Expect(lab.GetByRole(AriaRole.Alert)).ToContainTextAsync("The trainer cannot be reached");

        await site.JoinTrainerAsync();
        await lab.GetByTestId("leak-run").ClickAsync();
        await Assertions.Expect(lab.GetByTestId("leak-status")).ToHaveTextAsync("done", new() { Timeout = 300_000 });
        await Assertions.Expect(lab.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task FilterDuel_SaysSoWhileItTrains_AndGoesOnByItself()
    {
        var page = await site.OpenAsync("/lessons/what-a-model-eats");
        var duel = page.GetByTestId("filter-duel");
        await duel.GetByTestId("duel-start").ClickAsync();
        await Assertions.Expect(duel.GetByTestId("duel-raw")).ToContainTextAsync("at step", new() { Timeout = 300_000 });

        await site.CutTrainerAsync();
        await Assertions.Expect(duel.GetByTestId("trainer-away")).ToContainTextAsync("The trainer does not answer");

        await site.JoinTrainerAsync();
        await Assertions.Expect(duel.GetByTestId("trainer-away")).ToHaveCountAsync(0);
        await Assertions.Expect(duel.GetByTestId("duel-filtered")).ToContainTextAsync("at the end", new() { Timeout = 900_000 });
    }

    [Fact]
    public async Task TokenizerLab_KeepsTheText_AndCutsItByItselfAfterwards()
    {
        var page = await site.OpenAsync("/lessons/words-into-pieces");
        var lab = page.GetByTestId("tokenizer-lab").First;
        await Assertions.Expect(lab.Locator(".piece").First).ToBeVisibleAsync();
        await site.CutTrainerAsync();
        await lab.GetByTestId("tokenizer-text").FillAsync("xylophone");
        await Assertions.Expect(lab).ToContainTextAsync("The trainer cannot be reached");

        await site.JoinTrainerAsync();
        await Assertions.Expect(lab.GetByTestId("cuts")).ToContainTextAsync("xylo");
        await Assertions.Expect(lab).Not.ToContainTextAsync("The trainer cannot be reached");
    }

    [Fact]
    public async Task Bench_SaysSoWhileItTrains_AndGoesOnByItself()
    {
        var bench = new Bench(await site.OpenAsync(Bench.Lesson));
        await bench.StartSmallAsync(steps: Bench.Endless);
        await bench.WaitForStepAsync(1);

        await site.CutTrainerAsync();
        await Assertions.Expect(bench["trainer-away"]).ToContainTextAsync("What it has logged is kept");
        await bench["pause"].ClickAsync();
        await Assertions.Expect(bench["refusal"]).ToContainTextAsync("The trainer cannot be reached");
        var step = await bench.StepAsync();

        await site.JoinTrainerAsync();
        await Assertions.Expect(bench["trainer-away"]).ToHaveCountAsync(0);
        await bench.WaitForStepAsync(step + 1);
        await bench["pause"].ClickAsync();
        await bench.WaitForStateAsync("paused");
        await Assertions.Expect(bench["refusal"]).ToHaveCountAsync(0);
        await bench.StopAsync();
        await bench.WaitForStateAsync("cancelled");
    }

    private static async Task BetAsync(IPage page, string letter)
    {
        await page.GetByTestId("guess-letter").PressSequentiallyAsync(letter);
        await page.GetByTestId("guess-bet").ClickAsync();
    }

    private static Task LettersAsync(IPage page, int count) => Assertions.Expect(page.GetByTestId("guess-lab")).ToHaveAttributeAsync("data-letters", $"{count}");
}
