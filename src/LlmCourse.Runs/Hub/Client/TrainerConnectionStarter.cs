using Microsoft.Extensions.Hosting;

namespace LlmCourse.Runs.Hub.Client;

/// <summary>
/// Makes the connection once the application listens, so that the first page finds it standing, and ends it as soon as the
/// application stops: a server waits for its open connections, and this one may be its own.
/// </summary>
internal sealed class TrainerConnectionStarter(TrainerConnection connection, IHostApplicationLifetime lifetime) : BackgroundService
{
    private Task ending = Task.CompletedTask;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await ending.WaitAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var onStarted = lifetime.ApplicationStarted.Register(() => started.TrySetResult());
        await using var onStopping = lifetime.ApplicationStopping.Register(() => ending = connection.DisposeAsync().AsTask());
        await started.Task.WaitAsync(stopping.Token);
        await connection.ConnectAsync(stopping.Token);
        await Task.Delay(Timeout.InfiniteTimeSpan, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
