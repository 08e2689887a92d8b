using LlmCourse.Runs.Events;

namespace LlmCourse.Runs.Watching;

/// <summary>
/// The newest events of one run in memory, and a bell that rings when there are more. Watchers are cursors, not queues:
/// a slow one costs nothing, and once it is behind the tail it reads from the store.
/// </summary>
/// <param name="capacity">Events kept.</param>
public sealed class EventTail(int capacity)
{
    private readonly Lock gate = new();
    private readonly Queue<RunEvent> newest = new();
    private TaskCompletionSource bell = NewBell();

    /// <summary>Completes at the next <see cref="Append"/> or <see cref="Ring"/>. Take it before looking, so that nothing slips between.</summary>
    public Task Changed
    {
        get
        {
            lock (gate)
            {
                return bell.Task;
            }
        }
    }

    /// <summary>Adds events that are already durable. Events it has are passed over; a gap empties it, and watchers take the missing ones from the store.</summary>
    public void Append(IReadOnlyList<RunEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        TaskCompletionSource rung;
        lock (gate)
        {
            foreach (var happened in events)
            {
                if (newest.Count > 0)
                {
                    var last = newest.Peek().Number + newest.Count - 1;
                    if (happened.Number <= last)
                    {
                        continue;
                    }

                    if (happened.Number != last + 1)
                    {
                        newest.Clear();
                    }
                }

                newest.Enqueue(happened);
                if (newest.Count > capacity)
                {
                    newest.Dequeue();
                }
            }

            rung = bell;
            bell = NewBell();
        }

        rung.SetResult();
    }

    /// <summary>Wakes the watchers without adding anything; those that an empty tail cannot serve look into the store.</summary>
    public void Ring() => Append([]);

    /// <summary>
    /// Events after a number, at most <paramref name="limit"/>; null when they are not all here and the store has to be asked.
    /// </summary>
    public IReadOnlyList<RunEvent>? After(long number, int limit)
    {
        lock (gate)
        {
            if (newest.Count == 0)
            {
                return null;
            }

            var first = newest.Peek().Number;
            return number + 1 < first ? null : newest.Skip((int)Math.Min(number + 1 - first, newest.Count)).Take(limit).ToArray();
        }
    }

    // Continuations run elsewhere: whoever appends must not end up doing its watchers' work.
    private static TaskCompletionSource NewBell() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
