using LlmCourse.Runs;
using LlmCourse.Runs.Events;
using LlmCourse.Runs.Hub.Labs;
using LlmCourse.Web.Components.Runs;

namespace LlmCourse.Web.Components.Tokens;

/// <summary>One side of a duel on the page, as a fold over its run's events.</summary>
internal sealed class DuelRun(RunSummary summary)
{
    public RunSummary Summary => summary;

    public RunProgress Progress { get; } = RunProgress.Of(summary);

    /// <summary>What was counted before it started; null until it is known.</summary>
    public DuelSide? Plan { get; set; }

    /// <summary>Runs that stand before it in the queue.</summary>
    public int QueuePosition { get; set; }

    /// <summary>Newest loss on held-out text in bits a byte; null before the first measurement.</summary>
    public double? BitsPerByte { get; private set; }

    public string Title => DuelTokenizer.Of(summary.Spec.Tokenizer)?.Title ?? summary.Spec.Title;

    public int Steps => summary.Spec.Training.Steps;

    /// <summary>Folds in events; one that was seen before changes nothing.</summary>
    public void Apply(IReadOnlyList<RunEvent> events)
    {
        var last = Progress.LastEvent;
        Progress.Apply(events);
        foreach (var happened in events.Where(happened => happened.Number > last))
        {
            if (happened.Body is Evaluated { ValidationBitsPerByte: { } bits }) BitsPerByte = bits;
        }
    }
}
