using System.Buffers.Binary;
using System.IO.MemoryMappedFiles;
using System.Security.Cryptography;
using LlmCourse.Llm.Data;
using LlmCourse.Llm.Tokenization;

namespace LlmCourse.Llm.Corpora.Shards;

/// <summary>A file of tokens mapped into memory: a window anywhere in it costs the pages it lies on and no more. Safe for several threads.</summary>
public sealed class TokenShard : ITokenSequence, IDisposable
{
    private readonly MemoryMappedFile mapped;
    private readonly MemoryMappedViewAccessor view;

    private TokenShard(TokenShardHeader header, MemoryMappedFile mapped)
    {
        Header = header;
        this.mapped = mapped;
        view = mapped.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
    }

    /// <summary>What the file says about itself.</summary>
    public TokenShardHeader Header { get; }

    /// <summary>Tokens in it.</summary>
    public long Length => Header.Tokens;

    /// <summary>Maps a file after checking its header and its length.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tokenizer">Tokenizer that its ids must come from; null takes any.</param>
    /// <param name="verify">Whether to read all of it and compare the checksum.</param>
    /// <exception cref="TokenShardException">It is foreign, cut short, damaged, or of another tokenizer.</exception>
    public static TokenShard Open(string path, ITokenizer? tokenizer = null, bool verify = false)
    {
        var name = Path.GetFileName(path);
        TokenShardHeader header;
        using (var file = File.OpenRead(path))
        {
            Span<byte> start = stackalloc byte[TokenShardHeader.Length];
            header = TokenShardHeader.Read(start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)], file.Length, name);
            if (verify && Convert.ToHexStringLower(SHA256.HashData(file)) != header.Checksum)
                throw new TokenShardException($"'{name}' is a damaged token shard: its tokens do not have the checksum that its header promises. Write or copy it again.");
        }

        if (tokenizer is not null && TokenizerFile.Fingerprint(tokenizer) is var fingerprint && fingerprint != header.Tokenizer)
        {
            throw new TokenShardException(
                $"'{name}' was written with another tokenizer (fingerprint {header.Tokenizer[..12]}, and yours is {fingerprint[..12]}): its ids would mean other text. Take that tokenizer, or write the shard again.");
        }

        return new TokenShard(header, MemoryMappedFile.CreateFromFile(path, FileMode.Open, mapName: null, capacity: 0, MemoryMappedFileAccess.Read));
    }

    /// <inheritdoc/>
    public void Read(long start, Span<int> ids)
    {
        if (start < 0 || start > Length - ids.Length)
            throw new ArgumentOutOfRangeException(nameof(start), start, $"A window of {ids.Length} tokens from {start} leaves the shard, which has {Length}.");
        var bytes = new byte[ids.Length * Header.TokenBytes];
        view.ReadArray(TokenShardHeader.Length + (start * Header.TokenBytes), bytes, 0, bytes.Length);
        for (var index = 0; index < ids.Length; index++)
        {
            var place = bytes.AsSpan(index * Header.TokenBytes);
            ids[index] = Header.TokenBytes == sizeof(ushort) ? BinaryPrimitives.ReadUInt16LittleEndian(place) : (int)BinaryPrimitives.ReadUInt32LittleEndian(place);
        }
    }

    /// <summary>Unmaps the file.</summary>
    public void Dispose()
    {
        view.Dispose();
        mapped.Dispose();
    }
}
