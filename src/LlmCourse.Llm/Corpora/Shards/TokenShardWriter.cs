using System.Buffers.Binary;
using System.Security.Cryptography;
using LlmCourse.Llm.Tokenization;

namespace LlmCourse.Llm.Corpora.Shards;

/// <summary>
/// Writes documents as token ids into a file that training maps into memory. An end mark stands before, between and
/// after them. The file appears under its name when it is whole and on the disk, not before.
/// </summary>
public sealed class TokenShardWriter : IDisposable
{
    private readonly string path;
    private readonly ITokenizer tokenizer;
    private readonly int tokenBytes;
    private readonly FileStream file;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long tokens;
    private long documents;
    private bool finished;

    /// <summary>Begins a shard.</summary>
    /// <param name="path">File to write; an older one stays until the new one is whole.</param>
    /// <param name="tokenizer">Turns texts into ids.</param>
    public TokenShardWriter(string path, ITokenizer tokenizer)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        this.path = path;
        this.tokenizer = tokenizer;
        tokenBytes = tokenizer.VocabularySize <= ushort.MaxValue + 1 ? sizeof(ushort) : sizeof(uint);
        file = new FileStream(Partial, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 18);
        file.Write(new byte[TokenShardHeader.Length]);
        Write([tokenizer.EndOfText]);
    }

    private string Partial => path + ".partial";

    /// <summary>Writes a document and its end mark.</summary>
    public void Add(string text)
    {
        Write(tokenizer.Encode(text));
        Write([tokenizer.EndOfText]);
        documents++;
    }

    /// <summary>Writes the header and gives the file its name.</summary>
    public TokenShardHeader Finish()
    {
        var header = new TokenShardHeader(tokenBytes, tokens, documents, TokenizerFile.Fingerprint(tokenizer), Convert.ToHexStringLower(hash.GetHashAndReset()));
        file.Position = 0;
        file.Write(header.ToBytes());
        file.Flush(flushToDisk: true);
        file.Dispose();
        File.Move(Partial, path, overwrite: true);
        finished = true;
        return header;
    }

    /// <summary>Closes the file; one that was not finished is deleted.</summary>
    public void Dispose()
    {
        hash.Dispose();
        file.Dispose();
        if (!finished)
            File.Delete(Partial);
    }

    private void Write(ReadOnlySpan<int> ids)
    {
        var bytes = new byte[ids.Length * tokenBytes];
        for (var index = 0; index < ids.Length; index++)
        {
            var place = bytes.AsSpan(index * tokenBytes);
            if (tokenBytes == sizeof(ushort))
                BinaryPrimitives.WriteUInt16LittleEndian(place, (ushort)ids[index]);
            else
                BinaryPrimitives.WriteUInt32LittleEndian(place, (uint)ids[index]);
        }

        hash.AppendData(bytes);
        file.Write(bytes);
        tokens += ids.Length;
    }
}
