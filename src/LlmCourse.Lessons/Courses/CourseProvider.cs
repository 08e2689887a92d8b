namespace LlmCourse.Lessons.Courses;

/// <summary>
/// Keeps the loaded course and loads it again when a file of it has changed: lessons, their run files and pictures,
/// <c>course.yaml</c>, and the sources that regions come from. Safe for concurrent use.
/// </summary>
/// <param name="options">Where the course is.</param>
/// <param name="time">Clock that decides when to look at the files again.</param>
/// <param name="loaded">Told of every course that was loaded, in order and before anybody gets it; it must be quick.</param>
public sealed class CourseProvider(CourseOptions options, TimeProvider time, Action<CourseLibrary>? loaded = null) : IDisposable
{
    /// <summary>How long a look at the files is good for: a change shows within a second, and a busy site looks once a second.</summary>
    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Pauses before a course is read again in which the time of a lesson ran out, although no file changed: the machine may have
    /// been busier than it is now. A lesson that fails after the last of them is slow by itself.
    /// </summary>
    private static readonly TimeSpan[] SecondChances = [TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10)];

    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile Snapshot? _current;

    /// <summary>
    /// The course as it is on disk, at most a second old; while somebody else loads a newer one, the one before, at once. A page
    /// that goes live shows its lesson in the same moment then, and hears of the newer course like every open page.
    /// </summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ValueTask<CourseLibrary> GetAsync(CancellationToken cancellationToken = default) =>
        _current is { } known && (time.GetElapsedTime(known.CheckedAt) < CheckInterval || _gate.CurrentCount == 0)
            ? ValueTask.FromResult(known.Library)
            : LookAsync(CheckInterval, cancellationToken);

    /// <summary>Looks at the files now, however new the last look is: for those who were told of a change.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ValueTask<CourseLibrary> RefreshAsync(CancellationToken cancellationToken = default) => LookAsync(TimeSpan.Zero, cancellationToken);

    private async ValueTask<CourseLibrary> LookAsync(TimeSpan goodFor, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            var current = _current;
            if (current is not null && time.GetElapsedTime(current.CheckedAt) < goodFor)
                return current.Library;

            // The mark is taken before reading, so that a change during the load is seen by the next look.
            var checkedAt = time.GetTimestamp();
            var mark = ContentMark.Take(options);
            var isSame = current is not null && current.Mark == mark;
            if (isSame && !MayTryAgain(current!))
            {
                _current = current! with { CheckedAt = checkedAt };
                return current.Library;
            }

            var library = current is null
                ? await CourseLibrary.LoadAsync(options, cancellationToken)
                : await current.Library.ReloadAsync(cancellationToken);
            _current = new Snapshot(library, mark, checkedAt, LoadedAt: checkedAt, ChancesTaken: isSame ? current!.ChancesTaken + 1 : 0);
            loaded?.Invoke(library);
            return library;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private bool MayTryAgain(Snapshot known) =>
        known.Library.HasTooSlowLessons
        && known.ChancesTaken < SecondChances.Length
        && time.GetElapsedTime(known.LoadedAt) >= SecondChances[known.ChancesTaken];

    private sealed record Snapshot(CourseLibrary Library, ContentMark Mark, long CheckedAt, long LoadedAt, int ChancesTaken);
}
