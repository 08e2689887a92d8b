using LlmCourse.Llm.Corpora;
using LlmCourse.Llm.Corpora.Shards;
using LlmCourse.Llm.Tokenization;
using LlmCourse.Runs;
using LlmCourse.Runs.Specs;
using LlmCourse.Trainer.Sessions;

namespace LlmCourse.Trainer.Tests.Sessions;

/// <summary>What a page may name is what lies below the corpora of the course, whatever the name looks like.</summary>
public sealed class ShardShelfTests : IDisposable
{
    private static readonly string[] Texts = [.. StoryCorpus.Create(seed: 3, trainingStories: 80, validationStories: 1).Training.Select(story => story.Text)];

    private readonly TestFolder folder = new();
    private readonly string root;

    public ShardShelfTests()
    {
        root = folder.File("corpora");
        Write(Path.Combine(root, "stories"));
        Write(Path.Combine(root, "web", "cleaned"));
        Write(folder.File("outside"));
        Write(folder.File("corpora-of-others"));
    }

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("stories")]
    [InlineData("stories/")]
    [InlineData("web/cleaned")]
    [InlineData("web/../stories")]
    public void Open_FindsShards_BelowTheCorpora(string name)
    {
        using var shards = new ShardShelf(root).Open(name, verify: true);

        shards.Documents.ShouldBe(Texts.Length);
        new ShardShelf(root + Path.DirectorySeparatorChar).Inspect(name).ShouldBe(new ShardFacts(shards.Length, shards.Tokenizer.VocabularySize));
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("stories/../../outside")]
    [InlineData("../corpora-of-others")]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("")]
    public void Open_Refuses_WhatLeavesTheCorpora(string name)
    {
        Should.Throw<RunInputException>(() => new ShardShelf(root).Open(name, verify: false)).Message.ShouldContain("outside the corpora");
        Should.Throw<RunSpecException>(() => new ShardShelf(root).Inspect(name)).Problems.ShouldHaveSingleItem().Field.ShouldBe("corpus.shards");
    }

    [Fact]
    public void Open_RefusesAnAbsolutePath_ExceptOnTheCommandLine()
    {
        var outside = folder.File("outside");

        Should.Throw<RunInputException>(() => new ShardShelf(root).Open(outside, verify: false)).Message.ShouldContain("outside the corpora");
        using var shards = new ShardShelf(root: null).Open(outside, verify: false);
        shards.Documents.ShouldBe(Texts.Length);
    }

    [Fact]
    public void Open_RefusesALink_WhereverItStandsInTheName()
    {
        Directory.CreateSymbolicLink(Path.Combine(root, "link"), folder.File("outside"));
        Directory.CreateSymbolicLink(Path.Combine(root, "upwards"), folder.Path);

        foreach (var name in new[] { "link", "link/", "upwards/outside" })
            Should.Throw<RunInputException>(() => new ShardShelf(root).Open(name, verify: false)).Message.ShouldContain("reached by a link");
    }

    [Fact]
    public void Open_FollowsTheRoot_WhenTheOperatorPutALinkThere()
    {
        var elsewhere = folder.File("corpora-elsewhere");
        Directory.CreateSymbolicLink(elsewhere, root);

        using var shards = new ShardShelf(elsewhere).Open("stories", verify: false);

        shards.Documents.ShouldBe(Texts.Length);
    }

    [Fact]
    public void Inspect_SaysWhatIsMissing_WhenThereIsNothingToTrainOn()
    {
        Directory.CreateDirectory(Path.Combine(root, "empty"));

        Should.Throw<RunSpecException>(() => new ShardShelf(root).Inspect("empty")).Problems[0].Message.ShouldContain("no tokenizer.json");
        Should.Throw<RunSpecException>(() => new ShardShelf(root).Inspect("nowhere")).Problems[0].Message.ShouldContain("nowhere");
    }

    [Fact]
    public void Run_TellsBitsAByte_OnShardsAsOnText()
    {
        var spec = new RunSpec
        {
            Corpus = new CorpusSpec { Kind = CorpusKind.Shards, Shards = "stories", ValidationFraction = 0.2 },
            Model = new ModelSpec { Layers = 1, Heads = 2, Width = 16, BlockSize = 64 },
            Training = new TrainingSpec { Steps = 4, BatchSize = 4, Layout = BatchLayout.Windows },
            Optimizer = new OptimizerSpec { WarmupSteps = 0 },
            Evaluation = new EvaluationSpec { Batches = 2 },
        };
        using var session = new PretrainingSessions(uploads: null, new ShardShelf(root)).Create(spec, TestContext.Current.CancellationToken);

        var measured = session.Evaluate();

        // Letters of a byte each, and a mark without bytes at each end of a story.
        var bits = measured.ValidationLoss / Math.Log(2);
        measured.ValidationBitsPerByte.ShouldNotBeNull().ShouldBeInRange(bits, bits * 1.02);
        session.Description.SourceBitsPerByte.ShouldBeNull(); // nobody knows where shards come from
    }

    private static void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        var tokenizer = CharacterTokenizer.Train(Texts);
        TokenShardFolder.WriteTokenizer(folder, tokenizer);
        using var writer = new TokenShardWriter(Path.Combine(folder, "part" + TokenShardFolder.Extension), tokenizer);
        foreach (var text in Texts)
            writer.Add(text);
        writer.Finish();
    }
}
