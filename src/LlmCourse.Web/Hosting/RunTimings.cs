using LlmCourse.Runs.Specs;

namespace LlmCourse.Web.Hosting;

/// <summary>Remembers how fast this installation trains, so that Start can say how long a run will take.</summary>
public sealed class RunTimings
{
    private double secondsPerUnit; // 0: nothing measured yet

    /// <summary>Notes a measured run.</summary>
    public void Note(RunSpec spec, int steps, double trainingSeconds)
    {
        if (steps > 0 && trainingSeconds > 0) Volatile.Write(ref secondsPerUnit, trainingSeconds / steps / WorkPerStep(spec));
    }

    /// <summary>How long a run would train here; null until one has been timed.</summary>
    public TimeSpan? Estimate(RunSpec spec)
    {
        var known = Volatile.Read(ref secondsPerUnit);
        var seconds = known * WorkPerStep(spec) * spec.Training.Steps;
        return known > 0 && double.IsFinite(seconds) && seconds is > 0 and < 1e7 ? TimeSpan.FromSeconds(seconds) : null;
    }

    // Work grows with parameters times tokens; the shapes that learners choose are close enough for "about 2 minutes".
    private static double WorkPerStep(RunSpec spec) =>
        (double)Math.Max(1, RunSpecValidator.EstimateParameters(spec.Model, 256)) * spec.Training.BatchSize * spec.Model.BlockSize;
}
