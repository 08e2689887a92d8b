using System.Runtime.CompilerServices;
using LlmCourse.Runs.Hub.Labs;
using LlmCourse.Trainer.Labs;

namespace LlmCourse.EndToEnd.Tests.Fixtures;

/// <summary>The BPE lab of the trainer, which stops telling after a few reports while it is held: a training that is surely under way.</summary>
internal sealed class HeldBpeLab(BpeLab lab) : IBpeLab, IDisposable
{
    /// <summary>Reports that a held training tells: one before the first merge, then one for each of the first merges.</summary>
    public const int Reports = 6;

    private volatile bool isHeld;

    /// <summary>Whether trainings are held.</summary>
    public bool IsHeld
    {
        get => isHeld;
        set => isHeld = value;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<BpeTrainingProgress> TrainAsync(BpeTrainingRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var told = 0;
        await foreach (var report in lab.TrainAsync(request, cancellationToken).WithCancellation(cancellationToken))
        {
            if (isHeld && told++ == Reports) await Task.Delay(Timeout.Infinite, cancellationToken);
            yield return report;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => lab.Dispose();
}
