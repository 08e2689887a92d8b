using LlmCourse.Lessons.Blocks;
using LlmCourse.Lessons.Courses;
using Microsoft.AspNetCore.Components.Authorization;

namespace LlmCourse.Web.Learning.Predictions;

/// <summary>What a lesson's predictions and its benches tell each other: Start opens once the learner has committed. One a circuit.</summary>
public sealed class PredictionDesk(LearnerBook book, PredictionStore store)
{
    private readonly Dictionary<string, Dictionary<string, Prediction>> byLesson = [];
    private string learner = "";

    /// <summary>A prediction was made, or a run that tests one has started.</summary>
    public event EventHandler? Changed;

    /// <summary>The learner's identifier. Reads a lesson's predictions the first time; later calls answer from memory.</summary>
    public async Task<string> OpenAsync(Lesson lesson, Task<AuthenticationState> identity)
    {
        learner = await book.OpenAsync(identity);
        if (byLesson.ContainsKey(lesson.Id)) return learner;
        var newest = await store.NewestAsync(learner, lesson.Id, CancellationToken.None);
        byLesson.TryAdd(lesson.Id, newest);
        return learner;
    }

    /// <summary>The learner's newest prediction; null before one was made.</summary>
    public Prediction? Newest(Lesson lesson, string predict) => byLesson.GetValueOrDefault(lesson.Id)?.GetValueOrDefault(predict);

    /// <summary>The first prediction that a run still waits for; null when it may start.</summary>
    public PredictBlock? Missing(Lesson lesson, string run) =>
        lesson.AllBlocks().OfType<PredictBlock>().FirstOrDefault(predict => predict.Run == run && Newest(lesson, predict.Id!) is null);

    /// <summary>Keeps a prediction; it cannot be taken back, only made again for another run.</summary>
    public async Task CommitAsync(Lesson lesson, string predict, PredictionAnswer answer, CancellationToken cancellationToken)
    {
        byLesson[lesson.Id][predict] = await store.AddAsync(learner, lesson.Id, predict, answer, cancellationToken);
        Changed?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>
    /// Puts a prediction that a run has tested aside, to make another for the next run, which waits for it. What was predicted
    /// and how it came out stay kept.
    /// </summary>
    public void Reopen(Lesson lesson, string predict)
    {
        if (Newest(lesson, predict) is not { Run: not null }) return;
        byLesson[lesson.Id].Remove(predict);
        Changed?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>Ties the predictions that wait for this run to it.</summary>
    public async Task StartedAsync(Lesson lesson, string train, string run, CancellationToken cancellationToken)
    {
        foreach (var predict in lesson.AllBlocks().OfType<PredictBlock>().Where(predict => predict.Run == train))
        {
            if (Newest(lesson, predict.Id!) is not { Run: null } waiting) continue;
            await store.BindAsync(waiting.Sequence, run, cancellationToken);
            byLesson[lesson.Id][predict.Id!] = waiting with { Run = run };
        }

        Changed?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>Keeps what the run has told.</summary>
    public async Task ScoredAsync(Lesson lesson, string predict, Prediction scored, CancellationToken cancellationToken)
    {
        await store.ScoreAsync(learner, scored, cancellationToken);
        byLesson[lesson.Id][predict] = scored;
    }
}
