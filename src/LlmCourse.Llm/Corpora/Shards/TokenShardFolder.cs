using LlmCourse.Llm.Data;
using LlmCourse.Llm.Tokenization;

namespace LlmCourse.Llm.Corpora.Shards;

/// <summary>
/// A folder of shards and the tokenizer that wrote them: one running text of any length, an end mark before, between and
/// after its documents. Shards follow one another in the order of their names. Safe for several threads.
/// </summary>
public sealed class TokenShardFolder : ITokenSequence, IDisposable
{
    /// <summary>File of the tokenizer, as <see cref="TokenizerFile"/> writes it.</summary>
    public const string TokenizerName = "tokenizer.json";

    /// <summary>How the names of shards end.</summary>
    public const string Extension = ".tokens";

    private readonly TokenShard[] shards;
    private readonly long[] starts; // of each shard in the running text

    private TokenShardFolder(ITokenizer tokenizer, TokenShard[] shards)
    {
        Tokenizer = tokenizer;
        this.shards = shards;
        starts = new long[shards.Length];
        for (var index = 1; index < shards.Length; index++)
            starts[index] = starts[index - 1] + shards[index - 1].Length - 1;
        Length = starts[^1] + shards[^1].Length;
        Documents = shards.Sum(shard => shard.Header.Documents);
    }

    /// <summary>The tokenizer of all shards.</summary>
    public ITokenizer Tokenizer { get; }

    /// <summary>Documents in all shards.</summary>
    public long Documents { get; }

    /// <summary>Tokens of the running text: the end mark that ends a shard is the one that begins the next.</summary>
    public long Length { get; }

    /// <summary>Opens every shard of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="verify">Whether to read all of them and compare their checksums.</param>
    /// <exception cref="TokenShardException">There is no tokenizer or no shard, or one cannot be used; the message names it and why.</exception>
    public static TokenShardFolder Open(string folder, bool verify = false)
    {
        var tokenizer = ReadTokenizer(folder);
        var files = Directory.GetFiles(folder, "*" + Extension).Order(StringComparer.Ordinal).ToList();
        if (files.Count == 0)
            throw new TokenShardException($"The folder '{Path.GetFileName(folder)}' holds no shard (*{Extension}). Run a pipeline with a tokenizer to write one.");

        var opened = new List<TokenShard>(files.Count);
        try
        {
            opened.AddRange(files.Select(file => TokenShard.Open(file, tokenizer, verify)));
            return new TokenShardFolder(tokenizer, [.. opened]);
        }
        catch
        {
            opened.ForEach(shard => shard.Dispose());
            throw;
        }
    }

    /// <summary>Writes the tokenizer beside its shards.</summary>
    public static void WriteTokenizer(string folder, ITokenizer tokenizer) =>
        WholeFile.Write(Path.Combine(folder, TokenizerName), file => TokenizerFile.Write(tokenizer, file));

    /// <inheritdoc/>
    public void Read(long start, Span<int> ids)
    {
        if (start < 0 || start > Length - ids.Length)
            throw new ArgumentOutOfRangeException(nameof(start), start, $"A window of {ids.Length} tokens from {start} leaves the shards, which have {Length}.");
        var shard = Array.BinarySearch(starts, start);
        if (shard < 0)
            shard = ~shard - 1;
        for (var place = start - starts[shard]; ids.Length > 0; place = 1) // token 0 of a later shard was the last of the one before
        {
            var count = (int)Math.Min(ids.Length, shards[shard].Length - place);
            shards[shard++].Read(place, ids[..count]);
            ids = ids[count..];
        }
    }

    /// <summary>Unmaps all files.</summary>
    public void Dispose()
    {
        foreach (var shard in shards)
            shard.Dispose();
    }

    private static ITokenizer ReadTokenizer(string folder)
    {
        try
        {
            using var file = File.OpenRead(Path.Combine(folder, TokenizerName));
            return TokenizerFile.Read(file);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new TokenShardException($"There is no {TokenizerName} in the folder '{Path.GetFileName(folder)}': without it nobody knows what the ids of a shard mean.", error);
        }
        catch (TokenizerFileException error)
        {
            throw new TokenShardException($"{TokenizerName} in the folder '{Path.GetFileName(folder)}' cannot be used. {error.Message}", error);
        }
    }
}
