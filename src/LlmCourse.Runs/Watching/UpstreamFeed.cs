using LlmCourse.Runs.Hub;
using LlmCourse.Runs.Stores;
using Microsoft.Extensions.Logging;

namespace LlmCourse.Runs.Watching;

/// <summary>Feeds a tail from the trainer: the one subscription through which all watchers of this process see a run live.</summary>
internal sealed class UpstreamFeed : IDisposable
{
    private readonly CancellationTokenSource stop = new();

    private UpstreamFeed()
    {
    }

    /// <summary>Subscribes in the background, until disposed or the run ends.</summary>
    public static UpstreamFeed Start(ITrainerClient trainer, IRunStore store, string runId, EventTail tail, TimeSpan retryDelay, TimeProvider time, ILogger logger)
    {
        var feed = new UpstreamFeed();
        var token = feed.stop.Token;
        _ = Task.Run(() => PumpAsync(trainer, store, runId, tail, retryDelay, time, logger, token), CancellationToken.None);
        return feed;
    }

    public void Dispose()
    {
        stop.Cancel();
        stop.Dispose();
    }

    private static async Task PumpAsync(
        ITrainerClient trainer, IRunStore store, string runId, EventTail tail, TimeSpan retryDelay, TimeProvider time, ILogger logger, CancellationToken token)
    {
        while (!token.IsCancellationRequested)
        {
            try
            {
                var summary = await store.FindAsync(runId, token);
                tail.Ring();
                if (summary is null || summary.State.IsFinal())
                {
                    return;
                }

                await foreach (var batch in trainer.WatchAsync(runId, summary.LastEvent, token))
                {
                    tail.Append(batch);
                }
            }
            catch (OperationCanceledException) when (token.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                // Watchers are not cut off: they look into the store at every poll until this succeeds again.
                logger.LogWarning(error, "Watching run {RunId} at the trainer failed; trying again in {Delay}.", runId, retryDelay);
            }

            await Task.Delay(retryDelay, time, token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
