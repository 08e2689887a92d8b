using LlmCourse.Runs;
using LlmCourse.Runs.Commands;
using LlmCourse.Runs.Specs;

namespace LlmCourse.Web.Components.Runs;

/// <summary>Two runs that only mean something together: both are started or none, both are found again or none.</summary>
/// <param name="One">The first; it trains first.</param>
/// <param name="Other">The second.</param>
internal sealed record RunPair(RunSummary One, RunSummary Other)
{
    /// <summary>Submits both; when the second is refused, the first is stopped.</summary>
    public static async Task<RunPair> SubmitAsync(IRunService runs, RunSpec one, RunSpec other, RunActor owner, CancellationToken cancellationToken)
    {
        var first = await runs.SubmitAsync(one, owner, cancellationToken);
        try
        {
            return new RunPair(first, await runs.SubmitAsync(other, owner, cancellationToken));
        }
        catch
        {
            await runs.CommandAsync(first.Id, new StopRun(), owner, CancellationToken.None);
            throw;
        }
    }

    /// <summary>Both runs of an address; null when one of them is not kept any more.</summary>
    public static async Task<RunPair?> FindAsync(IRunService runs, string one, string other, CancellationToken cancellationToken) =>
        await runs.FindAsync(one, cancellationToken) is { } first && await runs.FindAsync(other, cancellationToken) is { } second ? new RunPair(first, second) : null;

    /// <summary>Stops what still goes on, the second first, so that it does not begin because the first has ended.</summary>
    /// <returns>Why a run was not stopped; null when all obeyed.</returns>
    public static async Task<string?> StopAsync(IRunService runs, IEnumerable<(string Id, RunProgress Progress)> pair, RunActor actor, CancellationToken cancellationToken)
    {
        string? refusal = null;
        foreach (var run in pair.Where(run => !run.Progress.State.IsFinal()).Reverse())
        {
            var result = await runs.CommandAsync(run.Id, new StopRun(), actor, cancellationToken);
            if (!result.Accepted) refusal = result.Message;
        }

        return refusal;
    }
}
