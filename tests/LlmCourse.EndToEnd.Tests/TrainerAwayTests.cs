using LlmCourse.EndToEnd.Tests.Fixtures;
using LlmCourse.Runs.Hub;
using LlmCourse.Runs.Hub.Labs;
using LlmCourse.Runs.Specs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace LlmCourse.EndToEnd.Tests;

/// <summary>The trainer goes and comes back: every lab says so in words, keeps what the learner had, and goes on.</summary>
public sealed class TrainerAwayTests(CuttableSite site) : IClassFixture<CuttableSite>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await site.JoinTrainerAsync();

    public async ValueTask DisposeAsync()
    {
        await site.JoinTrainerAsync();
        site.HoldMerges(false);
    }

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
    public async Task BpeTrainer_KeepsTheMergesAndTheSentence_WhenTheTrainerGoes()
    {
        const int Merges = HeldBpeLab.Reports - 1; // the first report tells where it starts
        var page = await site.OpenAsync("/lessons/words-into-pieces");
        var lab = page.GetByTestId("bpe-lab");
        site.HoldMerges(true);
        await lab.GetByTestId("bpe-train").ClickAsync();
        await Assertions.Expect(lab.GetByTestId("bpe-merges").Locator("li")).ToHaveCountAsync(Merges);
        var pieces = await lab.GetByTestId("bpe-pieces").Locator(".piece").CountAsync(); // nothing more is told

        await site.CutTrainerAsync();
        await Assertions.Expect(lab.GetByTestId("bpe-failure")).ToContainTextAsync("The connection to the trainer was lost");
        await Assertions.Expect(lab.GetByTestId("bpe-status")).ToHaveTextAsync($"stopped at {257 + Merges} tokens");
        await Assertions.Expect(lab.GetByTestId("bpe-merges").Locator("li")).ToHaveCountAsync(Merges);
        await Assertions.Expect(lab.GetByTestId("bpe-pieces").Locator(".piece")).ToHaveCountAsync(pieces);
        await Assertions.Expect(lab.GetByTestId("bpe-scrubber")).ToHaveAttributeAsync("min", "257");
        await AccessibilityTests.NoViolationsAsync(page);

        await lab.GetByTestId("bpe-train").ClickAsync();
        await Assertions.Expect(lab.GetByTestId("bpe-failure")).ToContainTextAsync("The trainer cannot be reached");
        await Assertions.Expect(lab.GetByTestId("bpe-chart-empty")).ToBeVisibleAsync(); // a new training, of which nothing came

        await site.JoinTrainerAsync();
        site.HoldMerges(false);
        await lab.GetByTestId("bpe-train").ClickAsync();
        await Assertions.Expect(lab.GetByTestId("bpe-status")).ToContainTextAsync("tokens learnt", new() { Timeout = 120_000 });
        await Assertions.Expect(lab.GetByTestId("bpe-failure")).ToHaveCountAsync(0);
        await Assertions.Expect(lab.GetByTestId("bpe-chart")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task LanguageCosts_AreAskedForAgain_UntilTheTrainerIsThere()
    {
        await site.CutTrainerAsync();
        var page = await site.OpenAsync("/lessons/words-into-pieces");
        var lab = page.GetByTestId("language-lab");
        await Assertions.Expect(lab.GetByTestId("language-table")).ToContainTextAsync("The trainer cannot be reached");
        await Assertions.Expect(lab.GetByTestId("language-csv")).ToBeDisabledAsync();
        await AccessibilityTests.NoViolationsAsync(page);

        await site.JoinTrainerAsync();
        await Assertions.Expect(lab.GetByTestId("language-table").GetByRole(AriaRole.Row)).Not.ToHaveCountAsync(0, new() { Timeout = 120_000 });
        await Assertions.Expect(lab.GetByTestId("language-table")).Not.ToContainTextAsync("cannot be reached");
        await Assertions.Expect(lab.GetByTestId("language-csv")).ToBeEnabledAsync();
    }

    [Fact]
    public async Task TokenizerDuel_KeepsTheChoice_AndStartsWhenTheTrainerIsThereAgain()
    {
        await PlanAsync();
        var page = await site.OpenAsync("/lessons/words-into-pieces?lab-duel-power=small&lab-duel-second=bpe-300");
        var duel = page.GetByTestId("duel-lab");
        await new Bench(page).PredictAsync();
        await site.CutTrainerAsync();
        await duel.GetByTestId("duel-start").ClickAsync();
        await Assertions.Expect(duel.GetByTestId("duel-problem")).ToContainTextAsync("The trainer cannot be reached");
        await Assertions.Expect(duel.GetByTestId("duel-second")).ToHaveValueAsync("bpe-300");
        await Assertions.Expect(duel.GetByTestId("duel-start")).ToBeEnabledAsync();

        await site.JoinTrainerAsync();
        await PlanAsync();
        await duel.GetByTestId("duel-start").ClickAsync();
        await Assertions.Expect(duel.GetByTestId("duel-state")).ToHaveCountAsync(2, new() { Timeout = 120_000 });
        await Assertions.Expect(duel.GetByTestId("duel-problem")).ToHaveCountAsync(0);
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("lab-duel-runs="), new() { Timeout = 60_000 }); // what a reload brings back

        await site.CutTrainerAsync();
        await Assertions.Expect(duel.GetByTestId("trainer-away")).ToContainTextAsync("this page goes on by itself");
        await page.ReloadAsync();
        await Assertions.Expect(duel.GetByTestId("duel-state")).ToHaveCountAsync(2);
        await Assertions.Expect(duel.GetByRole(AriaRole.Row, new() { NameRegex = new("^A story takes") })).ToContainTextAsync("–");

        await site.JoinTrainerAsync();
        await Assertions.Expect(duel.GetByRole(AriaRole.Row, new() { NameRegex = new("^A story takes") })).ToContainTextAsync("tokens", new() { Timeout = 120_000 });
        await Assertions.Expect(duel.Locator("[data-testid=duel-state][data-state=completed]")).ToHaveCountAsync(2, new() { Timeout = 300_000 });
        await Assertions.Expect(duel.GetByTestId("duel-verdict")).ToContainTextAsync("bits a byte");
    }

    /// <summary>Waits until the trainer is there and has worked out the plan that the page asks for: an answer may take a second on this site, and that plan takes longer.</summary>
    private async Task PlanAsync()
    {
        var trainer = site.Services.GetRequiredService<ITrainerClient>();
        var request = new DuelRequest(new TokenizerSpec { Kind = TokenizerKind.Character }, new TokenizerSpec { Kind = TokenizerKind.Bpe, VocabularySize = 300 }, 2e11);
        DuelPlan plan;
        do
        {
            plan = await trainer.PlanDuelAsync(request, TestContext.Current.CancellationToken);
        }
        while (plan.Error is not null);
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
