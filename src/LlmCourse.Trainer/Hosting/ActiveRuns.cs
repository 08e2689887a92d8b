using System.Collections.Concurrent;
using LlmCourse.Trainer.Execution;

namespace LlmCourse.Trainer.Hosting;

/// <summary>The runs that this trainer executes now, by identifier, with their mailboxes.</summary>
internal sealed class ActiveRuns
{
    private readonly ConcurrentDictionary<string, RunMailbox> mailboxes = new(StringComparer.Ordinal);

    public RunMailbox? Find(string runId) => mailboxes.GetValueOrDefault(runId);

    public void Add(string runId, RunMailbox mailbox)
    {
        if (!mailboxes.TryAdd(runId, mailbox))
        {
            throw new InvalidOperationException($"Run '{runId}' is being executed by this trainer already.");
        }
    }

    public void Remove(string runId) => mailboxes.TryRemove(runId, out _);
}
