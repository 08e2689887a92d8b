using System.Text;
using LlmCourse.Llm.Corpora.DirtyWeb;
using LlmCourse.Llm.Corpora.Sources;

namespace LlmCourse.Llm.Tests.Corpora.DirtyWeb;

public sealed class DirtyWebGeneratorTests
{
    private static readonly DirtyWebOptions Options = new() { Seed = 7 };

    [Fact]
    public void Write_GivesTheSameDocuments_ForTheSameSeed()
    {
        var first = new DirtyWebGenerator(Options).Write(100_000).Select(Described);
        new DirtyWebGenerator(Options).Write(100_000).Select(Described).ShouldBe(first);

        static string Described(RawDocument document) => Encoding.UTF8.GetString(JsonLines.Write(document));
    }

    [Fact]
    public void Write_PlantsThePartsAskedFor()
    {
        var documents = new DirtyWebGenerator(Options).Write(4_000_000).ToList();
        var parts = documents.CountBy(document => document.Truth!.Kind).ToDictionary(kind => kind.Key, kind => (double)kind.Value / documents.Count);
        parts[PlantedKind.ForeignLanguage].ShouldBe(Options.ForeignLanguage, 0.02);
        parts[PlantedKind.Boilerplate].ShouldBe(Options.Boilerplate, 0.02);
        parts[PlantedKind.Spam].ShouldBe(Options.Spam, 0.02);
        parts[PlantedKind.ExactDuplicate].ShouldBe(Options.ExactDuplicates, 0.02);
        parts[PlantedKind.NearDuplicate].ShouldBe(Options.NearDuplicates, 0.02);
        parts[PlantedKind.BenchmarkLeak].ShouldBe(Options.BenchmarkLeaks, 0.01);
        parts[PlantedKind.PersonalData].ShouldBe(Options.PersonalData, 0.02);
        documents.Where(document => document.Truth!.Kind == PlantedKind.ForeignLanguage).Select(document => document.Truth!.Language).Distinct().Count().ShouldBe(13);
    }

    [Fact]
    public void Write_RecordsWhatItPlanted_WordForWord()
    {
        var documents = new DirtyWebGenerator(Options).Write(1_000_000).ToList();
        var texts = documents.ToDictionary(document => document.Id);
        foreach (var document in documents.Where(document => document.Truth!.Planted is not null))
            document.Truth!.Planted!.ShouldAllBe(planted => document.Text.Contains(planted, StringComparison.Ordinal));
        foreach (var copy in documents.Where(document => document.Truth!.Kind == PlantedKind.NearDuplicate))
        {
            copy.Truth!.EditRate.ShouldBeInRange(0, Options.EditRate + 0.01);
            texts[copy.Truth.CopyOf!].Truth!.Kind.ShouldBe(PlantedKind.Clean);
        }
    }

    [Fact]
    public void Constructor_RefusesParts_BeyondTheWhole() =>
        Should.Throw<ArgumentException>(() => new DirtyWebGenerator(new DirtyWebOptions { Spam = 0.9 })).Message.ShouldContain("more than the whole");
}
