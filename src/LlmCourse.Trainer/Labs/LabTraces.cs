using LlmCourse.Llm.Tokenization.Tracing;
using LlmCourse.Runs.Hub.Labs;

namespace LlmCourse.Trainer.Labs;

/// <summary>Traces of merges in the words of the hub's contract.</summary>
internal static class LabTraces
{
    public static TraceReply Reply((int Start, MergeTrace Trace) traced) => new(
        traced.Trace.Piece,
        traced.Start,
        [.. traced.Trace.Start.Select(Part)],
        [.. traced.Trace.Steps.Select(step => new TraceStep(
            step.Chosen.Position,
            step.Chosen.Rank,
            Part(step.Chosen.Joined),
            [.. step.Candidates.Select(candidate => new TraceCandidate(candidate.Position, candidate.Rank))]))],
        [.. traced.Trace.End.Select(Part)],
        traced.Trace.TakenWhole);

    private static TracePart Part(MergePart part) => new(part.Id, part.Text, LabPieces.Hexadecimal(part.Bytes.Span));
}
