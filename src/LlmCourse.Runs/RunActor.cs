namespace LlmCourse.Runs;

/// <summary>Who asks something of a run. Everybody may watch and start a copy; a run obeys its owner, and those who teach.</summary>
/// <param name="Id">Stable identifier of the learner.</param>
/// <param name="Name">The name others see beside their runs.</param>
/// <param name="MayCommandAll">Whether every run obeys them: instructors and operators.</param>
public sealed record RunActor(string Id, string Name, bool MayCommandAll = false)
{
    /// <summary>Whether the run obeys them. A run whose owner is unknown obeys only those whom every run obeys.</summary>
    public bool MayCommand(RunSummary run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return MayCommandAll || (run.OwnerId is not null && run.OwnerId == Id);
    }
}
