using System.Diagnostics;

namespace LlmCourse.Lessons.Courses;

/// <summary>
/// Measures how long this process has worked since a start. Others that keep the machine busy do not move it, and neither
/// does waiting; several cores at work move it no faster than time goes.
/// </summary>
internal readonly struct WorkClock
{
    /// <summary>Shortest pause between two looks at a work that has little time left.</summary>
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(10);

    private readonly long _startedAt;
    private readonly TimeSpan _usedBefore;

    private WorkClock(long startedAt, TimeSpan usedBefore) => (_startedAt, _usedBefore) = (startedAt, usedBefore);

    /// <summary>Time in which the process worked: never more than has passed.</summary>
    public TimeSpan Worked
    {
        get
        {
            var (passed, used) = (Passed, Environment.CpuUsage.TotalTime - _usedBefore);
            return used < passed ? used : passed;
        }
    }

    private TimeSpan Passed => Stopwatch.GetElapsedTime(_startedAt);

    /// <summary>A clock that begins now.</summary>
    public static WorkClock Start() => new(Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);

    /// <summary>Waits for a work; gives up on it when the process has worked too long since the clock began, or when too much time has passed.</summary>
    /// <param name="work">What is waited for; it goes on when it is given up.</param>
    /// <param name="mostWork">How long the process may work.</param>
    /// <param name="longestWait">How much time may pass.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether it is done, well or not.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<bool> IsDoneAsync(Task work, TimeSpan mostWork, TimeSpan longestWait, CancellationToken cancellationToken)
    {
        while (!work.IsCompleted)
        {
            var (rest, wait) = (mostWork - Worked, longestWait - Passed);
            if (rest <= TimeSpan.Zero || wait <= TimeSpan.Zero)
                return false;
            var pause = rest < wait ? rest : wait;
            await work.WaitAsync(pause > ShortestPause ? pause : ShortestPause, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }

        return true;
    }
}
