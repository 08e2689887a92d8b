using AngleSharp.Html.Dom;
using LlmCourse.Runs.Specs;
using LlmCourse.Web.Components.Runs;

namespace LlmCourse.Web.Tests;

public sealed class CorpusPickerTests
{
    [Theory]
    [InlineData(CorpusKind.Stories, "stories")]
    [InlineData(CorpusKind.Upload, "upload")]
    public async Task Corpus_IsChosenBetweenStoriesAndAText_WhereTheRunFileNamesNoOther(CorpusKind kind, string chosen)
    {
        var picker = await RenderAsync(new CorpusSpec { Kind = kind });

        Select(picker).Options.Select(option => option.Value).ShouldBe(["stories", "upload"]);
        Select(picker).QuerySelector("option[selected]")!.GetAttribute("value").ShouldBe(chosen);
        picker.QuerySelector("[data-testid=corpus-given]").ShouldBeNull();
    }

    [Theory]
    [InlineData(CorpusKind.Shards, "The corpus web/cleaned", "tokenizer comes with them. The last 10 % is held out")]
    [InlineData(CorpusKind.Web, "A generated web, filtered", "500 documents before any filter")]
    [InlineData(CorpusKind.Brackets, "Brackets, written by a grammar", "70 small texts")]
    [InlineData(CorpusKind.Arithmetic, "Sums, written by a grammar", "70 small texts")]
    public async Task Corpus_OfTheRunFile_IsNamedAndChosen(CorpusKind kind, string title, string hint)
    {
        var picker = await RenderAsync(new CorpusSpec { Kind = kind, Shards = "web/cleaned", WebDocuments = 500, Filtered = true, Stories = 70 });

        var chosen = Select(picker).QuerySelector("option[selected]")!;
        chosen.GetAttribute("value").ShouldBe("given");
        chosen.TextContent.ShouldBe(title);
        picker.QuerySelector("[data-testid=corpus-given]")!.TextContent.ShouldContain(hint);
        picker.QuerySelector("[data-testid=upload]").ShouldBeNull(); // it asks for no file while another text is chosen
    }

    private static async Task<IHtmlDocument> RenderAsync(CorpusSpec corpus)
    {
        await using var stage = new Stage();
        return await stage.RenderAsync<CorpusPicker>(new Dictionary<string, object?> { [nameof(CorpusPicker.Spec)] = new RunSpec { Corpus = corpus } });
    }

    private static IHtmlSelectElement Select(IHtmlDocument picker) => (IHtmlSelectElement)picker.QuerySelector("[data-testid=knob-corpus]")!;
}
