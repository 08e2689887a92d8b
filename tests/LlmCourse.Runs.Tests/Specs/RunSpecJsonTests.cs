using LlmCourse.Runs.Specs;

namespace LlmCourse.Runs.Tests.Specs;

public sealed class RunSpecJsonTests
{
    [Fact]
    public void Read_GivesTheSameSpec_WhenItWasWritten()
    {
        var spec = new RunSpec
        {
            Title = "Ein größeres",
            Corpus = new CorpusSpec { Kind = CorpusKind.Upload, UploadId = "abc", ValidationFraction = 0.2 },
            Tokenizer = new TokenizerSpec { Kind = TokenizerKind.Bpe, VocabularySize = 400 },
            Model = new ModelSpec { Layers = 6, Dropout = 0.1, TieWeights = false },
            Training = new TrainingSpec { Layout = BatchLayout.Windows },
            Optimizer = new OptimizerSpec { LearningRate = 1.0 / 3 },
        };

        RunSpecJson.Read(RunSpecJson.Write(spec)).ShouldBe(spec);
        RunSpecJson.Read(RunSpecJson.Write(spec, indented: true)).ShouldBe(spec);
    }

    [Fact]
    public void Write_SpellsMembersAndEnumsInCamelCase() =>
        RunSpecJson.Write(new RunSpec()).ShouldContain("\"tokenizer\":{\"kind\":\"character\",\"vocabularySize\":512}");

    [Fact]
    public void Read_TakesDefaults_WhenSettingsAreLeftOut() => RunSpecJson.Read("{}").ShouldBe(new RunSpec());

    [Fact]
    public void Read_NamesEveryUnknownSetting()
    {
        var error = Should.Throw<RunSpecException>(() => RunSpecJson.Read("""{ "model": { "layer": 2, "Heads": 4 }, "speed": 1 }"""));

        error.Problems.Select(problem => problem.Field).ShouldBe(["model.layer", "model.Heads", "speed"]);
        error.Problems[0].Help.ShouldContain("layers");
    }

    [Theory]
    [InlineData("""{ "model": { "layers": "two" } }""", "model.layers")]
    [InlineData("""{ "model": { "layers": 2.5 } }""", "model.layers")]
    [InlineData("""{ "tokenizer": { "kind": "letters" } }""", "tokenizer.kind")]
    [InlineData("""{ "tokenizer": { "kind": 1 } }""", "tokenizer.kind")]
    [InlineData("""{ "model": null }""", "model")]
    [InlineData("""{ "version": 2 }""", "version")]
    [InlineData("""{ "version": "1" }""", "version")]
    [InlineData("""{ "seed": 1, "seed": 2 }""", "")]
    [InlineData("[]", "")]
    [InlineData("{", "")]
    [InlineData("", "")]
    public void Read_PointsAtTheProblem_WhenTheTextIsWrong(string json, string field) =>
        Should.Throw<RunSpecException>(() => RunSpecJson.Read(json)).Problems.ShouldHaveSingleItem().Field.ShouldBe(field);
}
