using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using LlmCourse.EndToEnd.Tests.Fixtures;
using LlmCourse.Llm.Corpora;
using LlmCourse.Runs.Hub;
using LlmCourse.Runs.Hub.Labs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace LlmCourse.EndToEnd.Tests;

/// <summary>The lab "guess the next letter": what is drawn is what the models and the author paid, and nothing comes before its bet.</summary>
public sealed partial class GuessLabTests(CourseSite site)
{
    private const string Lesson = "/lessons/guess-the-next-letter";
    private const int Story = 2, Counted = 2_000, Order = 5; // as the lesson sets the lab up

    private static string Text { get; } = StoryCorpus.Create(1, 1, GuessLimits.Stories).Validation[Story - 1].Text;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ITrainerClient Trainer => site.Services.GetRequiredService<ITrainerClient>();

    [Fact]
    public async Task Letter_ThatMissesItsField_DoesNotTurnThePage()
    {
        var page = await OpenAsync();
        await page.EvaluateAsync("document.activeElement.blur()");
        await page.Keyboard.PressAsync("j"); // keys are heard: the focus goes to a heading
        (await page.EvaluateAsync<string>("document.activeElement.tagName")).ShouldBe("H2");

        await page.Keyboard.PressAsync("n");
        await page.WaitForTimeoutAsync(500);

        new Uri(page.Url).AbsolutePath.ShouldBe(Lesson);
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Guess the next letter");
    }

    [Fact]
    public async Task Bets_CostOnThePage_WhatTheEngineCharges()
    {
        var page = await OpenAsync();
        await BetAsync(page, "O3");
        await BetAsync(page, "n4");
        await BetAsync(page, "e2x1"); // two letters share the certainty
        await BetAsync(page, "");
        var desk = await Trainer.OpenGuessingAsync(new GuessDeskRequest(Counted), Token);
        int Id(string letter) => desk.Alphabet.Single(known => known.Text == letter).Id;
        var reply = await Trainer.GuessAsync(
            new GuessRequest(Story, Counted, Order, [new([new(Id("O"), 75)]), new([new(Id("n"), 95)]), new([new(Id("e"), 50), new(Id("x"), 25)]), new([])]), Token);
        reply.Error.ShouldBeNull();

        foreach (var (unit, factor) in new[] { ("bits", 1 / Math.Log(2)), ("nats", 1) })
        {
            await page.GetByTestId("guess-unit").SelectOptionAsync(unit);
            foreach (var (player, nats, all) in new[]
            {
                ("you", reply.Letters.Select(letter => letter.You), (double?)null), ("unigram", reply.Letters.Select(letter => letter.Unigram), desk.HeldOut[1]),
                ("bigram", reply.Letters.Select(letter => letter.Bigram), desk.HeldOut[2]), ("nGram", reply.Letters.Select(letter => letter.NGram), desk.HeldOut[Order]),
                ("source", reply.Letters.Select(letter => letter.Source), desk.Floor),
            })
            {
                var row = page.GetByTestId("guess-scores").Locator($"[data-player={player}]");
                await Assertions.Expect(row.Locator("[data-value=letter]")).ToHaveTextAsync(Figure(nats.Last() * factor));
                await Assertions.Expect(row.Locator("[data-value=mean]")).ToHaveTextAsync(Figure(nats.Average() * factor));
                await Assertions.Expect(row.Locator("[data-value=all]")).ToHaveTextAsync(all is { } known ? Figure(known * factor) : "–");
                var perplexity = Math.Exp(nats.Average());
                await Assertions.Expect(row.Locator("[data-value=perplexity]")).ToHaveTextAsync(perplexity.ToString(perplexity < 10 ? "0.00" : "0.0", CultureInfo.InvariantCulture));
            }
        }

        // The cards of the newest letter lie open: a share for each player, as the engine gives it.
        var came = page.GetByTestId("guess-chances").Locator("tr.came");
        await Assertions.Expect(came).ToHaveAttributeAsync("data-letter", $"{reply.Letters[^1].Letter}");
        await Assertions.Expect(came.Locator("[data-value=bigram]")).ToHaveTextAsync(Percent(reply.Chances!.Bigram[reply.Letters[^1].Letter]));
    }

    [Fact]
    public async Task NextLetters_DoNotTravel_BeforeTheirBets()
    {
        const int Bets = 8;
        var uncovered = new List<int>(); // letters in each answer that reached the browser, in order
        var page = await site.OpenAsync("/");
        page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) =>
        {
            var text = frame.Binary is { } bytes ? Encoding.UTF8.GetString(bytes) : frame.Text ?? "";
            if (Answer().IsMatch(text)) lock (uncovered) uncovered.Add(UncoveredLetter().Count(text));
        };
        await site.GoAsync(page, Lesson);
        await ReadyAsync(page);
        (await page.ContentAsync()).ShouldNotContain(Text[..12]);
        foreach (var letter in Text[..Bets]) await BetAsync(page, letter + "2");

        lock (uncovered) uncovered.ShouldBe(Enumerable.Range(0, Bets + 1));
        await Assertions.Expect(page.GetByTestId("guess-story")).ToContainTextAsync(Text[..Bets]);
        (await page.ContentAsync()).ShouldNotContain(Text[..(Bets + 1)]);
    }

    [Fact]
    public async Task Chances_LieOpen_OnlyAfterTheBet()
    {
        var page = await OpenAsync();

        await Assertions.Expect(page.GetByTestId("guess-chances")).ToBeHiddenAsync();
        await page.GetByTestId("guess-letter").PressSequentiallyAsync("O");
        await Assertions.Expect(page.GetByTestId("guess-costs")).ToContainTextAsync("You pay 0.97 bits for “O”, and 6.61 bits for anything else."); // 0.5 + 0.5/49, and 0.5/49
        await Assertions.Expect(page.GetByTestId("guess-chances")).ToBeHiddenAsync();
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.GetByTestId("guess-chances")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByTestId("guess-verdict")).ToContainTextAsync("It was “O”. You paid 0.97 bits");
    }

    [Fact]
    public async Task Link_DealsTheSameGameAgain()
    {
        var page = await OpenAsync();
        foreach (var bet in new[] { "O3", "n4", "e4", "k1" }) await BetAsync(page, bet);
        await page.GetByTestId("guess-unit").SelectOptionAsync("nats");
        await page.GetByTestId("guess-shade").SelectOptionAsync("source");
        await page.GetByTestId("guess-order").FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await page.GetByTestId("guess-story").Locator("[data-at='1']").ClickAsync();
        await Assertions.Expect(page.GetByTestId("guess-readout")).ToContainTextAsync("Letter 2, “n”");
        await Assertions.Expect(page.GetByTestId("guess-order-words")).ToContainTextAsync("6-gram");
        await page.WaitForFunctionAsync("() => location.search.includes('letter=2') && location.search.includes('order=6')");
        await Assertions.Expect(page.GetByTestId("guess-chances")).ToBeVisibleAsync(); // the trainer has answered: they are of the chosen letter
        var scores = await page.GetByTestId("guess-scores").InnerTextAsync();

        var again = await OpenAsync(new Uri(page.Url).Query);

        await Assertions.Expect(again.GetByTestId("guess-readout")).ToContainTextAsync("Letter 2, “n”");
        (await again.GetByTestId("guess-scores").InnerTextAsync()).ShouldBe(scores);
        await Assertions.Expect(again.GetByTestId("guess-unit")).ToHaveValueAsync("nats");
        await Assertions.Expect(again.GetByTestId("guess-shade")).ToHaveValueAsync("source");
        await Assertions.Expect(again.GetByTestId("guess-story")).ToContainTextAsync(Text[..4]);
    }

    [Fact]
    public async Task LetterTakenBack_CountsForNobody()
    {
        var page = await OpenAsync();
        await BetAsync(page, "O2");
        await BetAsync(page, "k4");
        await page.GetByTestId("guess-undo").ClickAsync();
        await Assertions.Expect(page.GetByTestId("guess-place")).ToHaveTextAsync("1 letter");
        await Assertions.Expect(page.GetByTestId("guess-stakes")).ToHaveTextAsync("k 95 %"); // the bet is back in hand
        var mean = page.GetByTestId("guess-scores").Locator("[data-player=you] [data-value=mean]");
        var before = await mean.InnerTextAsync();
        await page.GetByTestId("guess-letter").PressAsync("Backspace");

        await BetAsync(page, "n4");

        await Assertions.Expect(page.GetByTestId("guess-verdict")).ToContainTextAsync("counts for nobody");
        await Assertions.Expect(page.GetByTestId("guess-place")).ToHaveTextAsync("2 letters, 1 of them count");
        await Assertions.Expect(mean).ToHaveTextAsync(before);
        await page.GetByTestId("guess-restart").ClickAsync();
        await Assertions.Expect(page.GetByTestId("guess-place")).ToHaveTextAsync("Nothing is uncovered yet.");
    }

    [Fact]
    public async Task WholeStory_EndsWithWhatItsAuthorPaid()
    {
        // Nothing is staked on any letter: the trainer uncovers the story to its end, and the link holds it.
        var page = await OpenAsync($"?lab-guess-play={string.Concat(Enumerable.Repeat(".", Text.Length + 1))}");

        await Assertions.Expect(page.GetByTestId("guess-verdict")).ToContainTextAsync("The story ends here. On average you paid 5.61 bits a letter: as if there had been 49.0 letters");
        await Assertions.Expect(page.GetByTestId("guess-bet")).ToBeDisabledAsync();
        (await page.GetByTestId("guess-story").InnerTextAsync()).ShouldStartWith(Text);
        var logProbability = StoryCorpus.Create(1, 1, GuessLimits.Stories).Validation[Story - 1].LogProbability!.Value;
        await Assertions.Expect(page.GetByTestId("guess-scores").Locator("[data-player=source] [data-value=mean]"))
            .ToHaveTextAsync(Figure(-logProbability / Math.Log(2) / (Text.Length + 1)));
    }

    [Fact]
    public async Task Keys_PlayByTouch_AndStakesGoBack()
    {
        var page = await OpenAsync(width: 360);
        await page.GetByText("Letters to press").ClickAsync();
        await page.GetByTestId("guess-keys").GetByRole(AriaRole.Button, new() { Name = "capital O" }).ClickAsync();
        await page.GetByTestId("guess-keys").GetByRole(AriaRole.Button, new() { Name = "space" }).ClickAsync();
        await page.GetByTestId("guess-stakes").GetByRole(AriaRole.Button, new() { Name = "Take 45 % from a space" }).ClickAsync();
        await page.GetByTestId("guess-bet").ClickAsync();

        await Assertions.Expect(page.GetByTestId("guess-verdict")).ToContainTextAsync("It was “O”. You paid 0.97 bits");
    }

    [Fact]
    public async Task Files_HoldEveryNumber()
    {
        var page = await OpenAsync();
        await BetAsync(page, "O2");
        await BetAsync(page, "n2");

        var csv = await page.RunAndWaitForDownloadAsync(() => page.GetByTestId("guess-csv").ClickAsync());
        var lines = (await File.ReadAllTextAsync(await csv.PathAsync(), Token)).Trim().Split('\n');
        lines.Length.ShouldBe(3);
        lines[1].ShouldStartWith("1,\"O\",1,\"O 50%\",");
        var figures = lines[1].Split(',');
        double.Parse(figures[4], CultureInfo.InvariantCulture).ShouldBe(-Math.Log(0.5 + (0.5 / 49)), 1e-12);

        var png = await page.RunAndWaitForDownloadAsync(() => page.GetByTestId("guess-png").ClickAsync());
        (await File.ReadAllBytesAsync(await png.PathAsync(), Token))[1..4].ShouldBe("PNG"u8.ToArray());
    }

    [Fact]
    public async Task BetsOnNoLetter_InALink_AreRefused_AndTheStoryIsKept()
    {
        var page = await OpenAsync("?lab-guess-play=_50.O50.&lab-guess-story=9999");

        await Assertions.Expect(page.GetByTestId("guess-problem")).ToContainTextAsync("on no letters of the story");
        await Assertions.Expect(page.GetByTestId("guess-place")).ToHaveTextAsync("Nothing is uncovered yet.");
        (await page.GetByTestId("guess-story-number").InputValueAsync()).ShouldBe($"{Story}");
    }

    [Fact]
    public async Task CurveDrawnBefore_OpensTheRun_ThatBeginsAtLnV()
    {
        var page = await OpenAsync();
        var bench = new Bench(page);
        var predict = page.GetByTestId("predict-predict-curve");
        await Assertions.Expect(bench["start"]).ToBeDisabledAsync();
        await predict.Locator("[data-point='0']").FillAsync("3.9");
        await predict.GetByTestId("commit").ClickAsync();
        await bench.TurnAsync(("layers", "1"), ("width", "16"), ("steps", "50"));

        await bench["start"].ClickAsync();

        await bench.WaitForStateAsync("completed");
        await Assertions.Expect(predict).ToHaveAttributeAsync("data-state", "scored");
        var table = (await bench.CsvAsync()).Split('\n').Select(line => line.Split(',')).ToList();
        var column = Array.IndexOf(table[0], "validation_loss_nats_per_token");
        double.Parse(table[1][column], CultureInfo.InvariantCulture).ShouldBe(Math.Log(49), 0.05); // validation loss of a model that knows nothing
    }

    [Theory]
    [InlineData(false, 1480)]
    [InlineData(true, 1480)]
    [InlineData(false, 360)]
    [InlineData(true, 360)]
    public async Task GameInPlay_HasNoViolations_AndFits(bool dark, int width)
    {
        var page = await OpenAsync("?lab-guess-play=S50.l95.c95.C95.a25p25.*m25.j25.b75.C95.", dark, width);
        await Assertions.Expect(page.GetByTestId("guess-chances")).ToBeVisibleAsync();
        await page.EvaluateAsync("() => document.querySelectorAll('[data-testid=guess-lab] details').forEach(fold => fold.open = true)");

        await AccessibilityTests.NoViolationsAsync(page);
        (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
    }

    /// <summary>An answer to a game: it says whether the story is finished.</summary>
    [GeneratedRegex(@"finished(\\u0022|\\?"")\s*:")]
    private static partial Regex Answer();

    /// <summary>An uncovered letter in an answer, which travels as text within text.</summary>
    [GeneratedRegex(@"letter(\\u0022|\\?"")\s*:")]
    private static partial Regex UncoveredLetter();

    private static string Figure(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Percent(double chance) => chance < 0.001 ? "< 0.1 %" : chance < 0.0995 ? $"{(chance * 100).ToString("0.0", CultureInfo.InvariantCulture)} %" : $"{Math.Round(chance * 100)} %";

    /// <summary>Types a bet, sends it, and waits until its letter is uncovered.</summary>
    private static async Task BetAsync(IPage page, string keys)
    {
        var lab = page.GetByTestId("guess-lab");
        var letters = int.Parse(await lab.GetAttributeAsync("data-letters") ?? "0", CultureInfo.InvariantCulture);
        var field = page.GetByTestId("guess-letter");
        await field.PressSequentiallyAsync(keys);
        await field.PressAsync("Enter");
        await Assertions.Expect(lab).ToHaveAttributeAsync("data-letters", $"{letters + 1}");
    }

    private static Task ReadyAsync(IPage page) =>
        Assertions.Expect(page.GetByTestId("guess-lab")).ToHaveAttributeAsync("data-letters", new Regex(@"^\d+$"), new() { Timeout = 120_000 });

    private async Task<IPage> OpenAsync(string query = "", bool dark = false, int width = 1480)
    {
        var page = await site.OpenAsync(Lesson + query, dark, width);
        await ReadyAsync(page);
        return page;
    }
}
