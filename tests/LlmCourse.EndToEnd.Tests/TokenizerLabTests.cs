using System.Text.RegularExpressions;
using LlmCourse.EndToEnd.Tests.Fixtures;
using LlmCourse.Llm.Corpora.Languages;
using LlmCourse.Llm.Tokenization;
using LlmCourse.Runs.Hub;
using LlmCourse.Runs.Hub.Labs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace LlmCourse.EndToEnd.Tests;

/// <summary>The lesson "Words into pieces": ids and counts on the page are those of the tokenizers.</summary>
public sealed class TokenizerLabTests(CourseSite site)
{
    private const string Lesson = "/lessons/words-into-pieces";

    public static TheoryData<int, string[], string> Cuts { get; } = new()
    {
        { 0, ["character", "word", "bpe"], "She put the lantern in the chest." },
        { 0, ["character", "word", "bpe"], "An unheard-of zyzzyva!\n  two  spaces 🙂" },
        { 1, ["bpe", "gpt2", "cl100k", "o200k"], "Zażółć 2024 + 東京\n\treturn x; 👩‍🚀" },
    };

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task TypedText_IsCutAsTheTokenizersCutIt(int number, string[] tokenizers, string text)
    {
        var page = await site.OpenAsync(Lesson);
        var lab = page.GetByTestId("tokenizer-lab").Nth(number);
        await lab.GetByTestId("count-bpe").WaitForAsync();
        await lab.GetByTestId("tokenizer-text").FillAsync(text);
        var expected = await TokenizeAsync(text, tokenizers);
        expected.Error.ShouldBeNull();
        expected.Cuts.Select(cut => cut.Tokenizer).ShouldBe(tokenizers);

        foreach (var cut in expected.Cuts)
        {
            var pieces = lab.GetByTestId($"cut-{cut.Tokenizer}").Locator(".piece");
            await Assertions.Expect(pieces).ToHaveCountAsync(cut.Pieces.Count);
            var ids = await pieces.EvaluateAllAsync<string[]>("all => all.map(piece => piece.dataset.id)");
            ids.ShouldBe(cut.Pieces.Select(piece => $"{piece.Id}"));
            (await lab.GetByTestId($"count-{cut.Tokenizer}").InnerTextAsync()).ShouldBe($"{cut.Pieces.Count}");
        }
    }

    [Fact]
    public async Task LitPiece_ShowsItsBytes_AndLightsTheSameTextInEveryRow()
    {
        var page = await site.OpenAsync(Lesson);
        var lab = page.GetByTestId("tokenizer-lab").Nth(1);
        await lab.GetByTestId("count-o200k").WaitForAsync();
        await lab.GetByTestId("tokenizer-text").FillAsync("a 🙂");
        await Assertions.Expect(lab.GetByTestId("count-bpe")).ToHaveTextAsync("6");
        await ReadyAsync(lab);
        await lab.GetByTestId("cut-bpe").Locator(".piece").Last.HoverAsync();

        var readout = lab.GetByTestId("piece-readout");
        await Assertions.Expect(readout).ToContainTextAsync("82"); // the last byte of the smile
        await Assertions.Expect(readout).ToContainTextAsync("130");
        await Assertions.Expect(readout).ToContainTextAsync("byte 4 of the 4 of 🙂 U+1F642");
        foreach (var tokenizer in new[] { "gpt2", "cl100k", "o200k" })
            await Assertions.Expect(lab.GetByTestId($"cut-{tokenizer}").Locator(".piece.under")).ToHaveTextAsync(new Regex("^·🙂"));
    }

    [Fact]
    public async Task Word_IsMergedStepByStep_AsTheEngineMergesIt_AndTheAddressKeepsTheStep()
    {
        const string text = "the strawberries";
        var page = await site.OpenAsync($"{Lesson}?lab-real-text={Uri.EscapeDataString(text)}");
        var lab = page.GetByTestId("tokenizer-lab").Nth(1);
        await Assertions.Expect(lab.GetByTestId("count-gpt2")).ToHaveTextAsync("2");
        await ReadyAsync(lab);
        await lab.GetByTestId("cut-gpt2").Locator(".pieces").FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("Enter");

        var trace = await site.Services.GetRequiredService<ITrainerClient>().TraceAsync(new TraceRequest("gpt2", text, 3), TestContext.Current.CancellationToken);
        var parts = lab.GetByTestId("merge-parts").Locator(".piece");
        await Assertions.Expect(parts).ToHaveCountAsync(trace.Parts.Count);
        await Assertions.Expect(lab.GetByTestId("merge-parts").Locator(".gap.chosen")).ToHaveTextAsync($"{trace.Steps[0].Rank}");
        await lab.GetByTestId("merge-next").PressAsync("Enter");
        await Assertions.Expect(parts).ToHaveCountAsync(trace.Parts.Count - 1);
        (await parts.Nth(trace.Steps[0].Position).GetAttributeAsync("data-id")).ShouldBe($"{trace.Steps[0].Joined.Id}");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(@"lab-real-word=gpt2\.3&lab-real-merge=1"));

        await CourseSite.ReloadAsync(page);
        await Assertions.Expect(parts).ToHaveCountAsync(trace.Parts.Count - 1);
        await lab.GetByTestId("merge-slider").FocusAsync();
        await page.Keyboard.PressAsync("End");
        (await parts.EvaluateAllAsync<string[]>("all => all.map(part => part.dataset.id)")).ShouldBe(trace.End.Select(part => $"{part.Id}"));
    }

    [Theory]
    [InlineData(false, 1480)]
    [InlineData(true, 1480)]
    [InlineData(false, 360)]
    [InlineData(true, 360)]
    public async Task MergePlayer_HasNoViolations_AndIsCoveredByNothing(bool dark, int width)
    {
        var page = await site.OpenAsync($"{Lesson}?lab-real-text=the%20strawberries&lab-real-word=gpt2.3&lab-real-merge=1", dark, width);
        var lab = page.GetByTestId("tokenizer-lab").Nth(1);
        await Assertions.Expect(lab.GetByTestId("merge-parts").Locator(".gap.chosen")).ToBeVisibleAsync();
        await lab.GetByTestId("merge-next").ScrollIntoViewIfNeededAsync();

        await AccessibilityTests.NoViolationsAsync(page);
        (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
        var readout = (await lab.GetByTestId("piece-readout").BoundingBoxAsync()).ShouldNotBeNull();
        var player = (await lab.GetByTestId("merge-player").BoundingBoxAsync()).ShouldNotBeNull();
        (readout.Y + readout.Height).ShouldBeLessThanOrEqualTo(player.Y + 1);
    }

    [Fact]
    public async Task Languages_CostWhatTheEngineCounts_AndTheFileHoldsEveryNumber()
    {
        var page = await site.OpenAsync($"{Lesson}?lab-languages-by=gpt2");
        var lab = page.GetByTestId("language-lab");
        await lab.Locator("tr[data-code]").First.WaitForAsync();
        var expected = LanguageCost.Measure(new PublishedVocabularies(PublishedVocabularies.DefaultFolder).Read("gpt2"), ParallelSentence.All);
        foreach (var cost in expected)
        {
            var cells = await lab.Locator($"tr[data-code={cost.Sentence.Code}] td").AllInnerTextsAsync();
            cells[0].ShouldBe($"{cost.Tokens}");
            cells[1].ShouldBe($"× {cost.Ratio.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture)}");
        }

        (await lab.Locator("tr[data-code]").First.GetAttributeAsync("data-code")).ShouldBe(expected.MaxBy(cost => cost.Tokens)!.Sentence.Code);
        await lab.GetByTestId("by-o200k").ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("lab-languages-by=o200k"));

        var download = await page.RunAndWaitForDownloadAsync(() => lab.GetByTestId("language-csv").ClickAsync());
        var lines = await File.ReadAllLinesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        lines.Length.ShouldBe(expected.Count + 1);
        lines[0].ShouldContain("gpt2_tokens");
        (await page.RunAndWaitForDownloadAsync(() => lab.GetByTestId("language-png").ClickAsync())).SuggestedFilename.ShouldBe("language-costs.png");
    }

    [Fact]
    public async Task UnknownWord_IsShownAsOutOfVocabulary_AndBytesAreNot()
    {
        var page = await site.OpenAsync(Lesson);
        await page.GetByTestId("cut-bpe").First.WaitForAsync();
        await page.GetByTestId("tokenizer-text").First.FillAsync("Nora hid the zyzzyva");
        await Assertions.Expect(page.GetByTestId("cut-word").First.Locator(".piece.unknown")).ToHaveCountAsync(1);
        await Assertions.Expect(page.GetByTestId("cut-word").First).ToContainTextAsync("1 out of vocabulary");
        await Assertions.Expect(page.GetByTestId("cut-bpe").First.Locator(".piece.unknown")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Pieces_LightWithTheirIds_ByMouseAndByKeyboard()
    {
        var page = await site.OpenAsync(Lesson);
        var piece = page.GetByTestId("cut-bpe").First.Locator(".piece").Nth(1);
        await piece.WaitForAsync();
        await ReadyAsync(page.GetByTestId("tokenizer-lab").First);
        await piece.HoverAsync();
        await Assertions.Expect(piece).ToHaveClassAsync(new Regex("\\blit\\b"));
        await Assertions.Expect(page.GetByTestId("piece-readout").First).ToContainTextAsync($"is token {await piece.GetAttributeAsync("data-id")}");

        await page.Mouse.MoveAsync(0, 0); // what lies under the mouse when the page moves would be lit
        await page.GetByTestId("cut-character").First.Locator(".pieces").FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        var second = page.GetByTestId("cut-character").First.Locator(".piece").Nth(1);
        await Assertions.Expect(page.GetByTestId("piece-readout").First).ToContainTextAsync($"is token {await second.GetAttributeAsync("data-id")}");
    }

    [Fact]
    public async Task BpeTrainer_StreamsMerges_AndRecutsTheSentence()
    {
        var page = await site.OpenAsync(Lesson);
        await page.GetByTestId("bpe-train").First.WaitForAsync();
        var vocabulary = page.GetByTestId("knob-bpe-vocabulary").First;
        await vocabulary.FillAsync("300");
        await vocabulary.BlurAsync();
        await Assertions.Expect(page.GetByTestId("bpe-chart-empty").First).ToContainTextAsync("a curve grows here");
        await Assertions.Expect(page.GetByTestId("bpe-chart").First).ToBeHiddenAsync();
        await page.GetByTestId("bpe-train").First.ClickAsync();
        await Assertions.Expect(page.GetByTestId("bpe-status").First).ToContainTextAsync("300 tokens learnt", new() { Timeout = 120_000 });

        await Assertions.Expect(page.GetByTestId("bpe-merges").First.Locator("li")).ToHaveCountAsync(300 - 257); // 256 bytes and the end of text are there before the first merge
        await Assertions.Expect(page.GetByTestId("bpe-chart").First.Locator("canvas")).ToBeVisibleAsync();
        foreach (var empty in new[] { "bpe-chart-empty", "bpe-merges-empty" }) await Assertions.Expect(page.GetByTestId(empty).First).ToBeHiddenAsync();
        var pieces = page.GetByTestId("bpe-pieces").First.Locator(".piece");
        var learnt = await pieces.CountAsync();
        await page.GetByTestId("bpe-scrubber").First.FocusAsync();
        await page.Keyboard.PressAsync("Home");
        var bytes = await pieces.CountAsync();
        bytes.ShouldBeGreaterThan(learnt);
        bytes.ShouldBe(System.Text.Encoding.UTF8.GetByteCount(await page.GetByTestId("bpe-probe").First.InputValueAsync()));
    }

    [Fact]
    public async Task BpeTrainer_LearnsOtherPieces_FromATextOfTheLearner()
    {
        var folder = Directory.CreateTempSubdirectory("llmcourse-upload-");
        try
        {
            var path = Path.Combine(folder.FullName, "drums.txt");
            await File.WriteAllTextAsync(path, string.Concat(Enumerable.Repeat("boom tschak boom boom tschak. ", 50)), TestContext.Current.CancellationToken);
            var page = await site.OpenAsync(Lesson);
            var lab = page.GetByTestId("bpe-lab");
            await lab.GetByTestId("knob-corpus").SelectOptionAsync("upload");
            await Assertions.Expect(lab.GetByTestId("bpe-train")).ToBeDisabledAsync();
            await Assertions.Expect(lab.GetByTestId("upload")).ToBeEnabledAsync();
            await lab.GetByTestId("upload").SetInputFilesAsync(path);
            await Assertions.Expect(lab.GetByTestId("bpe-train")).ToBeEnabledAsync();
            await lab.GetByTestId("bpe-train").ClickAsync();
            await Assertions.Expect(lab.GetByTestId("bpe-status")).ToContainTextAsync("tokens learnt", new() { Timeout = 120_000 });
            await Assertions.Expect(lab.GetByTestId("bpe-merges")).ToContainTextAsync("boom");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Waits until no row is still getting ready: each that becomes so draws all rows anew.</summary>
    private static Task ReadyAsync(ILocator lab) => Assertions.Expect(lab.GetByTestId("cuts")).ToHaveAttributeAsync("aria-busy", "false");

    /// <summary>What the engine says, asked for until every tokenizer is ready.</summary>
    private async Task<TokenizeReply> TokenizeAsync(string text, string[] tokenizers)
    {
        var trainer = site.Services.GetRequiredService<ITrainerClient>();
        while (true)
        {
            var reply = await trainer.TokenizeAsync(new TokenizeRequest(text, tokenizers), TestContext.Current.CancellationToken);
            if (!reply.IsPreparing) return reply;
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }
}
