using LlmCourse.Runs.Hub.Labs;

namespace LlmCourse.Trainer.Labs;

/// <summary>
/// Plans of duels, each worked out once. Learning two tokenizers may take longer than a page waits for an answer: the work
/// goes on then, and whoever asks again gets what came of it.
/// </summary>
internal sealed class DuelPlans
{
    // The page offers a few dozen pairs; more than that are somebody's own requests.
    private const int Kept = 64;

    private readonly Lock gate = new();
    private readonly Dictionary<DuelRequest, Task<DuelPlan>> plans = [];
    private readonly Queue<DuelRequest> oldest = [];

    /// <summary>The plan for a request; giving up waiting does not end the work.</summary>
    public Task<DuelPlan> PlanAsync(DuelRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Find(request).WaitAsync(cancellationToken);
    }

    private Task<DuelPlan> Find(DuelRequest request)
    {
        lock (gate)
        {
            var isKnown = plans.TryGetValue(request, out var plan);
            if (plan is { IsFaulted: false })
                return plan;
            if (!isKnown)
            {
                if (plans.Count == Kept)
                    plans.Remove(oldest.Dequeue());
                oldest.Enqueue(request);
            }

            return plans[request] = DuelPlanner.PlanAsync(request, CancellationToken.None);
        }
    }
}
