namespace LlmCourse.Llm.Data;

/// <summary>A running text as token ids, wherever it is kept: windows are copied out of it, it is never held whole for them.</summary>
public interface ITokenSequence
{
    /// <summary>Tokens in it.</summary>
    long Length { get; }

    /// <summary>Copies ids out.</summary>
    /// <param name="start">First token.</param>
    /// <param name="ids">Filled with the tokens from there on.</param>
    /// <exception cref="ArgumentOutOfRangeException">The window leaves the text.</exception>
    void Read(long start, Span<int> ids);
}

/// <summary>Token ids in memory.</summary>
/// <param name="tokens">The ids; not copied.</param>
public sealed class TokenArray(int[] tokens) : ITokenSequence
{
    /// <inheritdoc/>
    public long Length => tokens.Length;

    /// <inheritdoc/>
    public void Read(long start, Span<int> ids) => tokens.AsSpan((int)start, ids.Length).CopyTo(ids);
}

/// <summary>A part of a longer text, e.g. what is held out of it.</summary>
public sealed class TokenRange : ITokenSequence
{
    private readonly ITokenSequence whole;
    private readonly long first;

    /// <summary>Takes a part.</summary>
    /// <param name="whole">The longer text.</param>
    /// <param name="first">First token of the part.</param>
    /// <param name="length">Tokens of the part.</param>
    /// <exception cref="ArgumentOutOfRangeException">The part leaves the text.</exception>
    public TokenRange(ITokenSequence whole, long first, long length)
    {
        ArgumentNullException.ThrowIfNull(whole);
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, whole.Length - first);
        this.whole = whole;
        this.first = first;
        Length = length;
    }

    /// <inheritdoc/>
    public long Length { get; }

    /// <inheritdoc/>
    public void Read(long start, Span<int> ids)
    {
        if (start < 0 || start > Length - ids.Length)
            throw new ArgumentOutOfRangeException(nameof(start), start, $"A window of {ids.Length} tokens from {start} leaves a text of {Length}.");
        whole.Read(first + start, ids);
    }
}
