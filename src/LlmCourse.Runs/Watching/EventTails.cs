using LlmCourse.Runs.Events;

namespace LlmCourse.Runs.Watching;

/// <summary>The tails of the runs that somebody watches: made for the first watcher, dropped after the last.</summary>
/// <param name="capacity">Events a tail keeps.</param>
/// <param name="open">Starts what feeds a new tail, and is disposed with it; null when the owner publishes by itself.</param>
public sealed class EventTails(int capacity, Func<string, EventTail, IDisposable>? open = null)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Entry> entries = new(StringComparer.Ordinal);

    /// <summary>Watchers now, over all runs.</summary>
    public int Watchers
    {
        get
        {
            lock (gate)
            {
                return entries.Values.Sum(entry => entry.Watchers);
            }
        }
    }

    /// <summary>Joins the watchers of a run; dispose the seat to leave.</summary>
    public TailSeat Join(string runId)
    {
        ArgumentNullException.ThrowIfNull(runId);
        lock (gate)
        {
            if (!entries.TryGetValue(runId, out var entry))
            {
                var tail = new EventTail(capacity);
                entry = new Entry(tail, open?.Invoke(runId, tail));
                entries.Add(runId, entry);
            }

            entry.Watchers++;
            return new TailSeat(entry.Tail, () => Leave(runId, entry));
        }
    }

    /// <summary>Hands durable events to whoever watches the run.</summary>
    public void Publish(string runId, IReadOnlyList<RunEvent> events)
    {
        Entry? entry;
        lock (gate)
        {
            entries.TryGetValue(runId, out entry);
        }

        entry?.Tail.Append(events);
    }

    private void Leave(string runId, Entry entry)
    {
        lock (gate)
        {
            if (--entry.Watchers > 0)
            {
                return;
            }

            entries.Remove(runId);
        }

        entry.Feed?.Dispose();
    }

    private sealed class Entry(EventTail tail, IDisposable? feed)
    {
        public EventTail Tail => tail;

        public IDisposable? Feed => feed;

        public int Watchers { get; set; }
    }
}

/// <summary>A watcher's place at a tail.</summary>
public sealed class TailSeat : IDisposable
{
    private Action? leave;

    internal TailSeat(EventTail tail, Action leave) => (Tail, this.leave) = (tail, leave);

    /// <summary>What is watched.</summary>
    public EventTail Tail { get; }

    /// <inheritdoc />
    public void Dispose() => Interlocked.Exchange(ref leave, null)?.Invoke();
}
