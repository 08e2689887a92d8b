namespace LlmCourse.Web.Tests.Fakes;

/// <summary>A clock on which no time passes between two moments unless a test says so, however slow the machine is. Its date and timers are real.</summary>
internal sealed class StandingClock : TimeProvider
{
    private long ticks = 1;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref ticks);

    public void Advance(TimeSpan time) => Interlocked.Add(ref ticks, time.Ticks);
}
