using LlmCourse.Llm.Corpora;
using LlmCourse.Llm.Corpora.Shards;
using LlmCourse.Llm.Data;
using LlmCourse.Llm.Models;
using LlmCourse.Llm.Tokenization;
using LlmCourse.Llm.Training;

namespace LlmCourse.Llm.Tests.Corpora.Shards;

public sealed class TokenShardFolderTests : IDisposable
{
    private static readonly Corpus Stories = StoryCorpus.Create(seed: 5, trainingStories: 60, validationStories: 20);
    private static readonly CharacterTokenizer Tokenizer = CharacterTokenizer.Train(Stories.Training.Select(story => story.Text));

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("llmcourse-shards-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Read_GivesTheRunningText_AcrossShards()
    {
        Write("a", Stories.Training.Take(25));
        Write("b", Stories.Training.Skip(25).Take(10));
        Write("c", Stories.Training.Skip(35));
        using var shards = TokenShardFolder.Open(folder.FullName, verify: true);
        var text = new TokenizedCorpus(Stories, Tokenizer);
        var expected = text.Join(text.Training);

        shards.Documents.ShouldBe(60);
        Read(shards).ShouldBe(expected);
        foreach (var start in new[] { 0, 1, 777, expected.Length / 3, expected.Length / 2 })
            Read(new TokenRange(shards, start, expected.Length / 2)).ShouldBe(expected[start..(start + (expected.Length / 2))]);
        Should.Throw<ArgumentOutOfRangeException>(() => shards.Read(1, new int[expected.Length]));
    }

    [Fact]
    public void Steps_HaveTheSameLosses_AsTrainingOnTheTextItself()
    {
        Write("all", Stories.Training.Concat(Stories.Validation));
        using var shards = TokenShardFolder.Open(folder.FullName);
        var text = new TokenizedCorpus(Stories, Tokenizer);
        var split = new ShardSplit(shards, (text.Join(text.Validation).Length - 0.5) / shards.Length);
        var config = new GptConfig { VocabularySize = Tokenizer.VocabularySize, BlockSize = 32, Layers = 1, Heads = 2, Width = 16 };
        var options = new PretrainingOptions { Steps = 30, BatchSize = 4, WarmupSteps = 2, Layout = BatchLayout.Windows, EvaluationBatches = 3 };
        using var mapped = new Pretraining(split, config, options);
        using var inMemory = new Pretraining(Stories, Tokenizer, config, options);

        Read(split.Training).ShouldBe(text.Join(text.Training));
        Read(split.Validation).ShouldBe(text.Join(text.Validation));
        mapped.Statistics.ShouldBe(inMemory.Statistics with { SourceEntropyPerToken = null });
        mapped.HeldOutStart.ShouldBe(inMemory.HeldOutStart);
        var before = mapped.Evaluate();
        for (var step = 0; step < options.Steps; step++)
            mapped.Step().ShouldBe(inMemory.Step());
        mapped.Evaluate().ValidationLoss.ShouldBeLessThan(before.ValidationLoss);
        mapped.Evaluate().ShouldBe(inMemory.Evaluate());
        mapped.Evaluate().ValidationBitsPerByte.ShouldNotBeNull();
    }

    [Fact]
    public void Split_CutsOneLongDocument_AnywhereAndWithoutLosingAToken()
    {
        Write("one", [new Document(string.Concat(Stories.Training.Take(10).Select(story => story.Text)), null)]);
        using var shards = TokenShardFolder.Open(folder.FullName);
        var split = new ShardSplit(shards, 0.25);
        split.HasDocuments.ShouldBeFalse();
        ((double)split.Validation.Length / shards.Length).ShouldBe(0.25, 0.01);
        Read(split.Training).Concat(Read(split.Validation)).ShouldBe(Read(shards));
    }

    [Theory]
    [InlineData("tokenizer", "no tokenizer.json")]
    [InlineData("shard", "no shard")]
    [InlineData("foreign", "another tokenizer")]
    [InlineData("damaged", "tokenizer.json in the folder")]
    [InlineData("flipped", "checksum")]
    public void Open_SaysWhy_WhenTheFolderCannotBeUsed(string damage, string message)
    {
        Write("one", Stories.Training);
        var tokenizer = Path.Combine(folder.FullName, TokenShardFolder.TokenizerName);
        var shard = Path.Combine(folder.FullName, "one.tokens");
        switch (damage)
        {
            case "tokenizer": File.Delete(tokenizer); break;
            case "shard": File.Delete(shard); break;
            case "foreign": TokenShardFolder.WriteTokenizer(folder.FullName, CharacterTokenizer.Train(["xyz"])); break;
            case "damaged": File.WriteAllText(tokenizer, "{}"); break;
            default:
                var bytes = File.ReadAllBytes(shard);
                bytes[^1] ^= 1;
                File.WriteAllBytes(shard, bytes);
                break;
        }

        Should.Throw<TokenShardException>(() => TokenShardFolder.Open(folder.FullName, verify: true)).Message.ShouldContain(message);
    }

    [Fact]
    public void Split_Refuses_WhenNothingIsLeftToHoldOut()
    {
        Write("one", [new Document("ab", null), new Document("a", null)]);
        using var shards = TokenShardFolder.Open(folder.FullName);
        Should.Throw<TokenShardException>(() => new ShardSplit(shards, 0.01)).Message.ShouldContain("too little");
    }

    private void Write(string name, IEnumerable<Document> documents)
    {
        TokenShardFolder.WriteTokenizer(folder.FullName, Tokenizer);
        using var writer = new TokenShardWriter(Path.Combine(folder.FullName, name + TokenShardFolder.Extension), Tokenizer);
        foreach (var document in documents)
            writer.Add(document.Text);
        writer.Finish();
    }

    private static int[] Read(ITokenSequence text)
    {
        var ids = new int[text.Length];
        text.Read(0, ids);
        return ids;
    }
}
