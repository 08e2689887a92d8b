using System.Buffers.Binary;

namespace LlmCourse.Llm.Corpora.Shards;

/// <summary>A file is no shard that can be read, or not the one wanted. The message says why.</summary>
public sealed class TokenShardException(string message, Exception? innerException = null) : Exception(message, innerException);

/// <summary>The first 96 bytes of a shard, all numbers little-endian.</summary>
/// <param name="TokenBytes">Bytes a token: 2 for vocabularies up to 65,536, else 4.</param>
/// <param name="Tokens">Tokens, end marks included.</param>
/// <param name="Documents">Documents.</param>
/// <param name="Tokenizer">Fingerprint of the tokenizer, 64 hexadecimal digits.</param>
/// <param name="Checksum">SHA-256 of the tokens, 64 hexadecimal digits.</param>
public sealed record TokenShardHeader(int TokenBytes, long Tokens, long Documents, string Tokenizer, string Checksum)
{
    /// <summary>Bytes of a header.</summary>
    public const int Length = 96;

    private const int CurrentVersion = 1;

    private static ReadOnlySpan<byte> Magic => "LLMTOKEN"u8;

    internal byte[] ToBytes()
    {
        var bytes = new byte[Length];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), CurrentVersion);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), TokenBytes);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(16), Tokens);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(24), Documents);
        Convert.FromHexString(Tokenizer).CopyTo(bytes, 32);
        Convert.FromHexString(Checksum).CopyTo(bytes, 64);
        return bytes;
    }

    internal static TokenShardHeader Read(ReadOnlySpan<byte> bytes, long fileLength, string name)
    {
        if (bytes.Length < Length || !bytes.StartsWith(Magic))
            throw new TokenShardException($"'{name}' is no token shard: it does not begin with {System.Text.Encoding.ASCII.GetString(Magic)}.");
        var version = BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]);
        if (version != CurrentVersion)
            throw new TokenShardException($"'{name}' is a token shard of version {version}; this program reads version {CurrentVersion}. Use a program that fits, or write the shard again.");
        var tokenBytes = BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]);
        var tokens = BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]);
        var documents = BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]);
        if (tokenBytes is not (2 or 4) || tokens < 0 || documents < 0 || tokens > (long.MaxValue - Length) / tokenBytes)
            throw new TokenShardException($"'{name}' is a damaged token shard: its header speaks of {tokens} tokens of {tokenBytes} bytes in {documents} documents.");
        var expected = Length + (tokens * tokenBytes);
        if (fileLength != expected)
            throw new TokenShardException($"'{name}' is a token shard cut short or grown: {fileLength:N0} bytes, and its header promises {expected:N0}. Write or copy it again.");
        return new(tokenBytes, tokens, documents, Convert.ToHexStringLower(bytes.Slice(32, 32)), Convert.ToHexStringLower(bytes.Slice(64, 32)));
    }
}
