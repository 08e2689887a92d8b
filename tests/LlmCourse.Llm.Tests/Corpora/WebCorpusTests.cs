using LlmCourse.Llm.Corpora;
using LlmCourse.Llm.Corpora.DirtyWeb;

namespace LlmCourse.Llm.Tests.Corpora;

public sealed class WebCorpusTests
{
    [Fact]
    public void Create_HoldsOutTheSameCleanProse_RawOrFiltered()
    {
        var raw = WebCorpus.Create(7, 300, filtered: false, TestContext.Current.CancellationToken);
        var filtered = WebCorpus.Create(7, 300, filtered: true, TestContext.Current.CancellationToken);

        filtered.Validation.ShouldBe(raw.Validation);
        raw.Training.Count.ShouldBe(300);
        filtered.Training.Count.ShouldBeInRange(100, 220);
        raw.Validation.ShouldAllBe(document => !document.Text.Contains('@'));
        raw.Training.Select(document => document.Text).Intersect(raw.Validation.Select(document => document.Text)).ShouldBeEmpty();
    }

    [Fact]
    public void Plant_PutsEachLeakedQuestion_IntoAsManyDocumentsAsAsked()
    {
        var generator = new DirtyWebGenerator(DirtyWebOptions.Pristine with { BenchmarkQuestions = 20 });
        var clean = Enumerable.Range(0, 200).Select(_ => generator.Next()).ToList();

        var leaky = new BenchmarkLeak { Part = 0.5, Copies = 2 }.Plant(clean, generator.Benchmark, seed: 3);

        var text = string.Join('\n', leaky.Select(document => document.Text));
        generator.Benchmark.Select(question => text.Split(question).Length - 1).ShouldBe([.. Enumerable.Repeat(2, 10), .. Enumerable.Repeat(0, 10)]);
        leaky.Where(document => document.Truth!.Kind == PlantedKind.BenchmarkLeak).Sum(document => document.Truth!.Planted!.Count).ShouldBe(20);
    }

    [Fact]
    public void Plant_ChangesWords_WhenAskedToReword()
    {
        var generator = new DirtyWebGenerator(DirtyWebOptions.Pristine with { BenchmarkQuestions = 20 });
        var clean = Enumerable.Range(0, 50).Select(_ => generator.Next()).ToList();

        var leaky = new BenchmarkLeak { Part = 1, Copies = 1, Edits = 0.5 }.Plant(clean, generator.Benchmark, seed: 3);

        var text = string.Join('\n', leaky.Select(document => document.Text));
        generator.Benchmark.ShouldAllBe(question => !text.Contains(question));
    }
}
