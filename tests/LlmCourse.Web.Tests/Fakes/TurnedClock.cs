namespace LlmCourse.Web.Tests.Fakes;

/// <summary>A clock that a test turns; its timers ring each time it is turned.</summary>
internal sealed class TurnedClock : TimeProvider
{
    private readonly List<Ringer> ringers = [];
    private long ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var ringer = new Ringer(callback, state);
        ringers.Add(ringer);
        return ringer;
    }

    public void Advance(TimeSpan time)
    {
        ticks += time.Ticks;
        foreach (var ringer in ringers) ringer.Ring();
    }

    private sealed class Ringer(TimerCallback callback, object? state) : ITimer
    {
        private bool stopped;

        public void Ring()
        {
            if (!stopped) callback(state);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() => stopped = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
