using LlmCourse.Lessons.Yaml;
using LlmCourse.Runs.Specs;
using LlmCourse.Web.Components.Pipeline;

namespace LlmCourse.Web.Tests;

public sealed class DuelSpecsTests
{
    private static readonly RunSpec Spec = RunSpecJson.Read(SettingsFile.ToJson(
        "filtered.run.yaml",
        """
        title: The lesson's run
        corpus:
          kind: web
          webDocuments: 700
          filtered: true
        model:
          width: 48
        training:
          layout: windows
          steps: 17
        seed: 5
        """,
        out _)!);

    [Theory]
    [InlineData(false, "Fed on the raw crawl")]
    [InlineData(true, "Fed on the filtered crawl")]
    public void Of_TakesEverythingFromTheRunFile_ButTheFilterAndTheTitle(bool filtered, string title)
    {
        var side = DuelSpecs.Of(Spec, filtered);

        (side.Title, side.Corpus.Filtered).ShouldBe((title, filtered));
        (side with { Title = Spec.Title, Corpus = side.Corpus with { Filtered = true } }).ShouldBe(Spec);
    }

    [Fact]
    public void Problem_NamesWhatKeepsTheLossesApart()
    {
        DuelSpecs.Problem(Spec).ShouldBeNull();
        DuelSpecs.Problem(Spec with { Corpus = new CorpusSpec() }).ShouldNotBeNull().ShouldContain("nothing to filter");
        DuelSpecs.Problem(Spec with { Tokenizer = new TokenizerSpec { Kind = TokenizerKind.Bpe } }).ShouldNotBeNull().ShouldContain("token");
    }
}
