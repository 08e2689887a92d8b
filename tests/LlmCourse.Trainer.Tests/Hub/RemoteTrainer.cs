using LlmCourse.Runs.Hub;
using LlmCourse.Runs.Hub.Client;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace LlmCourse.Trainer.Tests.Hub;

/// <summary>A web tier's connection to a trainer in another host.</summary>
internal sealed class RemoteTrainer(double callTimeoutSeconds = 10) : IAsyncDisposable
{
    private TrainerConnection? connection;

    public TrainerConnection Connection => connection.ShouldNotBeNull();

    public TrainerSecret Secret { get; private set; } = new();

    public void Connect(Uri root, TrainerSecret secret)
    {
        Secret = secret;
        var hub = new UriBuilder(root) { Scheme = "ws", Path = TrainerHubContract.Path }.Uri;
        var options = Options.Create(new TrainerConnectionOptions { MaxRetrySeconds = 0.1, CallTimeoutSeconds = callTimeoutSeconds });
        connection = new TrainerConnection(() => hub, secret, options, TimeProvider.System, NullLoggerFactory.Instance);
    }

    public ValueTask DisposeAsync() => connection?.DisposeAsync() ?? ValueTask.CompletedTask;
}
