using LlmCourse.Runs.Hub;
using LlmCourse.Runs.Hub.Client;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace LlmCourse.Trainer.Tests.Hub;

/// <summary>A web tier's connection to a trainer in another host.</summary>
internal sealed class RemoteTrainer(double callTimeoutSeconds = 10, double answerTimeoutSeconds = 60) : IAsyncDisposable
{
    private TrainerConnection? connection;
    private volatile Uri? hub;

    public TrainerConnection Connection => connection.ShouldNotBeNull();

    public TrainerSecret Secret { get; private set; } = new();

    public void Connect(Uri root, TrainerSecret secret)
    {
        Secret = secret;
        Follow(root);
        var options = Options.Create(new TrainerConnectionOptions { MaxRetrySeconds = 0.1, CallTimeoutSeconds = callTimeoutSeconds, AnswerTimeoutSeconds = answerTimeoutSeconds });
        connection = new TrainerConnection(() => hub.ShouldNotBeNull(), secret, options, TimeProvider.System, NullLoggerFactory.Instance);
    }

    /// <summary>Reaches the trainer at another address from the next attempt on: a port that was given up may be somebody else's at once.</summary>
    public void Follow(Uri root) => hub = new UriBuilder(root) { Scheme = "ws", Path = TrainerHubContract.Path }.Uri;

    public ValueTask DisposeAsync() => connection?.DisposeAsync() ?? ValueTask.CompletedTask;
}
