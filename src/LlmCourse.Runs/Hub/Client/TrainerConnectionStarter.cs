using Microsoft.Extensions.Hosting;

namespace LlmCourse.Runs.Hub.Client;

/// <summary>Makes the connection once the application listens, so that the first page finds it standing.</summary>
internal sealed class TrainerConnectionStarter(TrainerConnection connection, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        await connection.ConnectAsync(stoppingToken);
    }
}
