namespace LlmCourse.Llm.Tokenization.Formats;

/// <summary>How much a tokenizer file may ask for, so that a wild or hostile one cannot take all memory or time.</summary>
public sealed record TokenizerLimits
{
    /// <summary>The limits that hold where none are given.</summary>
    public static TokenizerLimits Default { get; } = new();

    /// <summary>Largest file in bytes; 64 MiB, four times the largest published GPT vocabulary in its wordiest format.</summary>
    public int FileBytes { get; init; } = 64 << 20;

    /// <summary>Largest token id; 2,000,000, ten times the largest published GPT vocabulary. One id far out would take memory for all below it.</summary>
    public int LargestId { get; init; } = 2_000_000;

    /// <summary>Longest token in bytes; 512, four times the longest published one. Checking a token's merges takes the square of its length.</summary>
    public int TokenBytes { get; init; } = 512;

    /// <summary>Reads a file whole.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="what">What it is, for the message.</param>
    /// <exception cref="TokenizerFileException">It is larger than <see cref="FileBytes"/>.</exception>
    internal ReadOnlyMemory<byte> ReadAll(Stream stream, string what)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (stream.Read(buffer) is var read and > 0)
        {
            if (bytes.Length + read > FileBytes)
                throw new TokenizerFileException($"{what} has more than {FileBytes:N0} bytes ({nameof(FileBytes)}). Nothing was read. Give a smaller file, or raise the limit.");
            bytes.Write(buffer.AsSpan(0, read));
        }

        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }
}
