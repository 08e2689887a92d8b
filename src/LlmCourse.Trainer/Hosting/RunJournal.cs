using System.Threading.Channels;
using LlmCourse.Runs.Events;
using LlmCourse.Runs.Stores;
using LlmCourse.Runs.Watching;
using LlmCourse.Trainer.Execution;
using Microsoft.Extensions.Logging;

namespace LlmCourse.Trainer.Hosting;

/// <summary>
/// Carries events from the training thread into the store, in batches, and to the watchers once they are durable. Training
/// waits only when the disk is thousands of events behind.
/// </summary>
internal sealed class RunJournal : IRunEventSink, IAsyncDisposable
{
    // A disk that is full or locked is often only briefly so; after this the run cannot keep its log and ends.
    private const int Attempts = 5;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly Channel<RunEvent> waiting;
    private readonly CancellationTokenSource completing = new();
    private readonly IRunStore store;
    private readonly RunLease lease;
    private readonly EventTails tails;
    private readonly TrainerOptions options;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly Task pump;

    public RunJournal(IRunStore store, RunLease lease, EventTails tails, TrainerOptions options, TimeProvider time, ILogger logger)
    {
        this.store = store;
        this.lease = lease;
        this.tails = tails;
        this.options = options;
        this.time = time;
        this.logger = logger;
        waiting = Channel.CreateBounded<RunEvent>(new BoundedChannelOptions(options.JournalEvents) { SingleReader = true, SingleWriter = true });
        pump = Task.Run(PumpAsync);
    }

    /// <inheritdoc />
    /// <exception cref="RunLogException">The log can no longer be written.</exception>
    public void Emit(RunEvent happened)
    {
        while (!waiting.Writer.TryWrite(happened))
        {
            // The training thread has nothing better to do than to wait for the disk.
            if (!waiting.Writer.WaitToWriteAsync().AsTask().GetAwaiter().GetResult())
            {
                throw new RunLogException($"The log of run '{lease.RunId}' can no longer be written.");
            }
        }
    }

    /// <summary>Waits until everything emitted is durable.</summary>
    /// <exception cref="LeaseLostException">Another trainer took the run.</exception>
    public async Task CompleteAsync()
    {
        waiting.Writer.TryComplete();
        await completing.CancelAsync();
        await pump;
    }

    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        await completing.CancelAsync();
        await pump.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        completing.Dispose();
    }

    private async Task PumpAsync()
    {
        try
        {
            while (await waiting.Reader.WaitToReadAsync())
            {
                var batch = new List<RunEvent>(options.FlushEvents);
                while (batch.Count < options.FlushEvents && waiting.Reader.TryRead(out var happened))
                {
                    batch.Add(happened);
                }

                await AppendAsync(batch);
                tails.Publish(lease.RunId, batch);
                if (waiting.Reader.Count < options.FlushEvents)
                {
                    // The first event after a silence is written at once, the next ones together.
                    await Task.Delay(TimeSpan.FromMilliseconds(options.FlushMilliseconds), time, completing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
            }
        }
        catch (Exception error)
        {
            logger.LogCritical(error, "The log of run {RunId} can no longer be written; the run ends.", lease.RunId);
            waiting.Writer.TryComplete();
            throw;
        }
    }

    private async Task AppendAsync(List<RunEvent> batch)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await store.AppendAsync(lease.RunId, lease.Fence, batch, CancellationToken.None);
                return;
            }
            catch (Exception error) when (attempt < Attempts && error is not LeaseLostException and not RunLogException)
            {
                logger.LogWarning(error, "Writing {Count} events of run {RunId} failed; attempt {Attempt} of {Attempts}.", batch.Count, lease.RunId, attempt, Attempts);
                await Task.Delay(RetryDelay, time);
            }
        }
    }
}
