using System.Text;

namespace LlmCourse.Llm.Tokenization.Tracing;

/// <summary>How one piece of text became tokens, merge by merge.</summary>
/// <param name="Piece">The piece, as the tokenizer's rule cut it from the text.</param>
/// <param name="Start">Its bytes, a token each.</param>
/// <param name="Steps">The merges in the order made; each joins two neighbours of what the step before left.</param>
/// <param name="End">The tokens that encoding gives the piece.</param>
/// <param name="TakenWhole">
/// Whether the piece was looked up whole because it is a token that its merges do not reach. <see cref="End"/> is then that
/// token, whatever the steps left. No vocabulary whose tokens were all learnt by merging needs this.
/// </param>
public sealed record MergeTrace(string Piece, IReadOnlyList<MergePart> Start, IReadOnlyList<MergeStep> Steps, IReadOnlyList<MergePart> End, bool TakenWhole);

/// <summary>One merge of a trace.</summary>
/// <param name="Candidates">Every pair of neighbours that could join at this point, from left to right.</param>
/// <param name="Chosen">The one that did: of those with the lowest rank, the leftmost.</param>
/// <param name="Parts">What stands after it.</param>
public sealed record MergeStep(IReadOnlyList<MergeCandidate> Candidates, MergeCandidate Chosen, IReadOnlyList<MergePart> Parts);

/// <summary>Two neighbours that may join.</summary>
/// <param name="Position">Place of the left one among the parts before the step, from 0.</param>
/// <param name="Left">The left part.</param>
/// <param name="Right">The right part.</param>
/// <param name="Joined">The token that they make.</param>
/// <param name="Rank">When it was learnt: lower joins earlier.</param>
public sealed record MergeCandidate(int Position, MergePart Left, MergePart Right, MergePart Joined, int Rank);

/// <summary>A token inside a trace.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Bytes">What it stands for.</param>
public readonly record struct MergePart(int Id, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Its bytes as text; bytes that are no whole character show as U+FFFD.</summary>
    public string Text => Encoding.UTF8.GetString(Bytes.Span);
}
