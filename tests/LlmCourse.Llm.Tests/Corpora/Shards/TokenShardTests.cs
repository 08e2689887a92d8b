using LlmCourse.Llm.Corpora.Shards;
using LlmCourse.Llm.Data;
using LlmCourse.Llm.Tokenization;
using LlmCourse.Llm.Training;

namespace LlmCourse.Llm.Tests.Corpora.Shards;

public sealed class TokenShardTests : IDisposable
{
    private static readonly CharacterTokenizer Tokenizer = CharacterTokenizer.Train(["abcdefghij "]);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("llmcourse-shard-");

    private string File1 => Path.Combine(folder.FullName, "one.tokens");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Read_GivesBackTheTokens_OfAnyWindow()
    {
        var header = Write("abc", "de fg");
        int[] expected = [Tokenizer.EndOfText, .. Tokenizer.Encode("abc"), Tokenizer.EndOfText, .. Tokenizer.Encode("de fg"), Tokenizer.EndOfText];
        header.ShouldBe(header with { TokenBytes = 2, Tokens = expected.Length, Documents = 2, Tokenizer = TokenizerFile.Fingerprint(Tokenizer) });
        using var shard = TokenShard.Open(File1, Tokenizer, verify: true);
        for (var start = 0; start < expected.Length; start++)
        {
            var window = new int[expected.Length - start];
            shard.Read(start, window);
            window.ShouldBe(expected[start..]);
        }

        Should.Throw<ArgumentOutOfRangeException>(() => shard.Read(1, new int[expected.Length]));
    }

    [Fact]
    public void Write_TakesFourBytes_ForALargeVocabulary()
    {
        var large = CharacterTokenizer.Train([string.Concat(Enumerable.Range(0x10000, 70_000).Select(char.ConvertFromUtf32))]);
        using (var writer = new TokenShardWriter(File1, large))
        {
            writer.Add(char.ConvertFromUtf32(0x10000 + 69_999));
            writer.Finish().TokenBytes.ShouldBe(4);
        }

        using var shard = TokenShard.Open(File1, large);
        var ids = new int[3];
        shard.Read(0, ids);
        large.Decode(ids.AsSpan(1, 1)).ShouldBe(char.ConvertFromUtf32(0x10000 + 69_999));
    }

    [Theory]
    [InlineData("foreign", "no token shard")]
    [InlineData("truncated", "cut short")]
    [InlineData("version", "version 9")]
    [InlineData("flipped", "checksum")]
    [InlineData("empty", "no token shard")]
    public void Open_SaysWhy_WhenTheFileIsNotAsWritten(string damage, string message)
    {
        Write("abc def");
        var bytes = File.ReadAllBytes(File1);
        switch (damage)
        {
            case "foreign": bytes[0] ^= 1; break;
            case "truncated": bytes = bytes[..^1]; break;
            case "version": bytes[8] = 9; break;
            case "flipped": bytes[^1] ^= 1; break;
            default: bytes = []; break;
        }

        File.WriteAllBytes(File1, bytes);
        Should.Throw<TokenShardException>(() => TokenShard.Open(File1, verify: true)).Message.ShouldContain(message);
    }

    [Fact]
    public void Open_RefusesAShard_OfAnotherTokenizer()
    {
        Write("abc");
        Should.Throw<TokenShardException>(() => TokenShard.Open(File1, CharacterTokenizer.Train(["xyz"]))).Message.ShouldContain("another tokenizer");
    }

    [Fact]
    public void Dispose_LeavesNothing_WhenAShardWasNotFinished()
    {
        using (var writer = new TokenShardWriter(File1, Tokenizer))
            writer.Add("abc");
        folder.GetFiles().ShouldBeEmpty();
    }

    [Fact]
    public void At_CutsWindows_ThatStandInTheShard()
    {
        Write("abc de", "fghij", "a b c d e f g");
        using var shard = TokenShard.Open(File1, Tokenizer);
        var stream = new int[shard.Length];
        shard.Read(0, stream);
        using var mapped = new WindowBatches(shard, blockSize: 6, batchSize: 3, seed: 4).At(17);
        mapped.Inputs.data<long>().ToArray().Chunk(6).ShouldAllBe(row => Contains(stream, row));
        mapped.Tokens.ShouldBe(18);
        Should.Throw<TrainingException>(() => new WindowBatches(shard, blockSize: 1000, batchSize: 1, seed: 1));
    }

    private static bool Contains(int[] stream, long[] row) =>
        Enumerable.Range(0, stream.Length - row.Length).Any(start => stream.Skip(start).Take(row.Length).Select(id => (long)id).SequenceEqual(row));

    private TokenShardHeader Write(params string[] texts)
    {
        using var writer = new TokenShardWriter(File1, Tokenizer);
        Array.ForEach(texts, writer.Add);
        return writer.Finish();
    }
}
