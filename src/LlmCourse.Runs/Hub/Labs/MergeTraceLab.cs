namespace LlmCourse.Runs.Hub.Labs;

/// <summary>Asks how a word was merged.</summary>
/// <param name="Tokenizer">One of <see cref="TokenizerNames"/> that merges.</param>
/// <param name="Text">The text, at most <see cref="TokenizeRequest.MaxTextLength"/> characters.</param>
/// <param name="Position">A UTF-16 unit of the text; the word that covers it is traced.</param>
public sealed record TraceRequest(string Tokenizer, string Text, int Position);

/// <summary>How a word became tokens, merge by merge.</summary>
/// <param name="Piece">The word, as the tokenizer's rule cut it from the text before any merge.</param>
/// <param name="Start">First UTF-16 unit of the text that it covers.</param>
/// <param name="Parts">Its bytes, a token each.</param>
/// <param name="Steps">The merges in the order made.</param>
/// <param name="End">The tokens that encoding gives it.</param>
/// <param name="TakenWhole">Whether the word is a token that its merges do not reach, and was looked up.</param>
/// <param name="Error">Why there is no trace; null when there is.</param>
public sealed record TraceReply(
    string Piece,
    int Start,
    IReadOnlyList<TracePart> Parts,
    IReadOnlyList<TraceStep> Steps,
    IReadOnlyList<TracePart> End,
    bool TakenWhole,
    string? Error = null)
{
    /// <summary>A reply that says why there is no trace.</summary>
    public static TraceReply Failed(string message) => new("", 0, [], [], [], false, message);
}

/// <summary>A token inside a word.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Text">Its text; bytes that are no whole character show as U+FFFD.</param>
/// <param name="Bytes">Its bytes in hexadecimal.</param>
public sealed record TracePart(int Id, string Text, string Bytes);

/// <summary>One merge: the parts at <paramref name="Position"/> and behind it become one.</summary>
/// <param name="Position">Place of the left part before the merge, from 0.</param>
/// <param name="Rank">When the merge was learnt: lower joins earlier.</param>
/// <param name="Joined">What the two become.</param>
/// <param name="Candidates">Every pair that could have joined at this point, from left to right.</param>
public sealed record TraceStep(int Position, int Rank, TracePart Joined, IReadOnlyList<TraceCandidate> Candidates);

/// <summary>Two neighbours that may join.</summary>
/// <param name="Position">Place of the left one, from 0.</param>
/// <param name="Rank">When the merge was learnt.</param>
public sealed record TraceCandidate(int Position, int Rank);
