using System.Net;
using System.Net.Security;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text.Json;
using LlmCourse.Runs.Commands;
using LlmCourse.Runs.Events;
using LlmCourse.Runs.Hub.Labs;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LlmCourse.Runs.Hub.Client;

/// <summary>
/// The web tier's one connection to a trainer's hub. It reconnects for as long as it lives; a watch goes on after the
/// last event that it delivered, and a call that cannot be made says so in its answer.
/// </summary>
public sealed class TrainerConnection : ITrainerClient, IAsyncDisposable
{
    private const string Unreachable = "The trainer cannot be reached just now; the page keeps trying. Nothing was changed. Try again in a moment.";

    private const string Busy = "The trainer is there, but too busy to answer in time. It may still be at work on this. Try again in a moment.";

    private readonly HubConnection connection;
    private readonly RetrySchedule retries;
    private readonly TimeSpan callTimeout;
    private readonly TimeSpan answerTimeout;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly SemaphoreSlim starting = new(1, 1);
    private readonly CancellationTokenSource disposed = new();
    private TaskCompletionSource stateChanged = NewSignal();

    /// <summary>Prepares the connection; it is made at the first use or by <see cref="ConnectAsync"/>.</summary>
    /// <param name="hubAddress">WebSocket address of the hub; asked at every attempt.</param>
    /// <param name="secret">What the hub wants to see.</param>
    /// <param name="options">Waiting times.</param>
    /// <param name="time">Measures them.</param>
    /// <param name="loggers">Gets notes of lost and found connections.</param>
    public TrainerConnection(Func<Uri> hubAddress, TrainerSecret secret, IOptions<TrainerConnectionOptions> options, TimeProvider time, ILoggerFactory loggers)
    {
        ArgumentNullException.ThrowIfNull(hubAddress);
        ArgumentNullException.ThrowIfNull(secret);
        ArgumentNullException.ThrowIfNull(options);
        this.time = time;
        logger = loggers.CreateLogger<TrainerConnection>();
        retries = new RetrySchedule(TimeSpan.FromSeconds(options.Value.MaxRetrySeconds));
        callTimeout = TimeSpan.FromSeconds(options.Value.CallTimeoutSeconds);
        answerTimeout = TimeSpan.FromSeconds(options.Value.AnswerTimeoutSeconds);

        var builder = new HubConnectionBuilder();
        builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton<IConnectionFactory>(new WebSocketConnectionFactory(hubAddress, socket => Configure(socket, hubAddress(), secret)));
        builder.Services.AddSingleton<EndPoint>(new DnsEndPoint("trainer", 0)); // only a name for the log; the factory asks for the address
        builder.AddJsonProtocol(json => RunJson.Configure(json.PayloadSerializerOptions));
        connection = builder.WithAutomaticReconnect(retries).Build();
        connection.Reconnecting += error => StateChanged(error, "lost");
        connection.Reconnected += _ => StateChanged(null, "found again");
        connection.Closed += error => StateChanged(error, "closed");
    }

    /// <inheritdoc />
    public event EventHandler? ConnectionChanged;

    /// <inheritdoc />
    public bool IsConnected => connection.State == HubConnectionState.Connected;

    /// <summary>Waits until the connection stands, making it if need be.</summary>
    public async Task ConnectAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            ObjectDisposedException.ThrowIf(disposed.IsCancellationRequested, this);
            var changed = stateChanged.Task;
            switch (connection.State)
            {
                case HubConnectionState.Connected:
                    return;
                case HubConnectionState.Disconnected:
                    await StartAsync(cancellationToken);
                    break;
                default:
                    await changed.WaitAsync(cancellationToken);
                    break;
            }
        }
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<IReadOnlyList<RunEvent>> WatchAsync(string runId, long afterNumber, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var last = afterNumber;
        for (var attempt = 0L; ; attempt++)
        {
            await ConnectAsync(cancellationToken);
            await using var stream = connection.StreamAsync<RunEvent[]>(TrainerHubContract.Watch, runId, last, cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (await NextAsync(stream, cancellationToken) is { } received)
            {
                attempt = 0;
                var batch = received[^1].Number <= last ? [] : received.SkipWhile(happened => happened.Number <= last).ToArray();
                if (batch.Length == 0)
                {
                    continue;
                }

                last = batch[^1].Number;
                yield return batch;
                if (batch[^1].Body is StateChanged { State: var state } && state.IsFinal())
                {
                    yield break;
                }
            }

            // No final state was seen: the connection was lost, or the trainer is shutting down. Ask again from here.
            await Task.Delay(retries.Delay(attempt), time, cancellationToken);
        }
    }

    /// <inheritdoc />
    public Task<CommandResult> CommandAsync(string runId, RunCommand command, CancellationToken cancellationToken)
    {
        // An argument is written by its run-time type, which would leave out the kind; an element keeps it.
        var element = JsonSerializer.SerializeToElement(command, RunJson.Options);
        return CallAsync(
            token => connection.InvokeAsync<CommandResult>(TrainerHubContract.Command, runId, element, token),
            CommandResult.Refused,
            cancellationToken);
    }

    /// <inheritdoc />
    public Task<TokenizeReply> TokenizeAsync(TokenizeRequest request, CancellationToken cancellationToken) =>
        AskAsync(TrainerHubContract.Tokenize, request, message => new TokenizeReply([], message), cancellationToken);

    /// <inheritdoc />
    public Task<TraceReply> TraceAsync(TraceRequest request, CancellationToken cancellationToken) =>
        AskAsync(TrainerHubContract.Trace, request, TraceReply.Failed, cancellationToken);

    /// <inheritdoc />
    public Task<LanguageCostReply> LanguageCostsAsync(LanguageCostRequest request, CancellationToken cancellationToken) =>
        AskAsync(TrainerHubContract.LanguageCosts, request, message => new LanguageCostReply([], [], message), cancellationToken);

    /// <inheritdoc />
    public Task<DuelPlan> PlanDuelAsync(DuelRequest request, CancellationToken cancellationToken) =>
        AskAsync(TrainerHubContract.PlanDuel, request, message => new DuelPlan([], message), cancellationToken);

    /// <inheritdoc />
    public IAsyncEnumerable<BpeTrainingProgress> TrainBpeAsync(BpeTrainingRequest request, CancellationToken cancellationToken) => ListenAsync(
        TrainerHubContract.TrainBpe, request,
        progress => progress.Completed,
        Failed,
        "The connection to the trainer was lost while the merges were learnt. The merges shown are complete up to here. Press Train to start again.",
        cancellationToken);

    /// <inheritdoc />
    public Task<GuessDesk> OpenGuessingAsync(GuessDeskRequest request, CancellationToken cancellationToken) =>
        AskAsync(TrainerHubContract.OpenGuessing, request, GuessDesk.Failed, cancellationToken);

    /// <inheritdoc />
    public Task<GuessReply> GuessAsync(GuessRequest request, CancellationToken cancellationToken) =>
        AskAsync(TrainerHubContract.Guess, request, GuessReply.Failed, cancellationToken);

    /// <inheritdoc />
    public IAsyncEnumerable<PipelineNews> RunPipelineAsync(PipelineSettings settings, CancellationToken cancellationToken) => ListenAsync(
        TrainerHubContract.RunPipeline, settings,
        news => news.Completed,
        message => new PipelineNews(0, null, Completed: true, message),
        "The connection to the trainer was lost while documents passed. Stages that had finished are kept. Press Run to go on.",
        cancellationToken);

    /// <inheritdoc />
    public Task<PipelineList> ListPipelineAsync(PipelineListRequest request, CancellationToken cancellationToken) =>
        AskAsync(TrainerHubContract.ListPipeline, request, message => new PipelineList(0, [], message), cancellationToken);

    /// <inheritdoc />
    public Task<PipelineDocument> ReadPipelineAsync(PipelineDocumentRequest request, CancellationToken cancellationToken) =>
        AskAsync(TrainerHubContract.ReadPipeline, request, PipelineDocument.Failed, cancellationToken);

    /// <inheritdoc />
    public IAsyncEnumerable<LeakNews> LeakAsync(LeakRequest request, CancellationToken cancellationToken) => ListenAsync(
        TrainerHubContract.Leak, request,
        news => news.Completed,
        message => new LeakNews(null, null, Completed: true, message),
        "The connection to the trainer was lost during the tests. Run them again.",
        cancellationToken);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await disposed.CancelAsync();
        await connection.DisposeAsync();
        SignalStateChange();
    }

    private static BpeTrainingProgress Failed(string message) => new(0, 0, [], [], 0, message, Completed: true);

    // A lab's question; what goes wrong is the answer.
    private Task<T> AskAsync<T>(string method, object request, Func<string, T> failed, CancellationToken cancellationToken) =>
        CallAsync(token => connection.InvokeAsync<T>(method, request, token), failed, cancellationToken);

    // A lab's stream; one that breaks off before its last item says so in one more.
    private async IAsyncEnumerable<T> ListenAsync<T>(
        string method, object request, Func<T, bool> isLast, Func<string, T> failed, string lost, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        var connected = await CallAsync(
            async token =>
            {
                await ConnectAsync(token);
                return (string?)null;
            },
            message => message,
            cancellationToken);
        if (connected is { } unreachable)
        {
            yield return failed(unreachable);
            yield break;
        }

        await using var stream = connection.StreamAsync<T>(method, request, cancellationToken).GetAsyncEnumerator(cancellationToken);
        var completed = false;
        while (await NextAsync(stream, cancellationToken) is { } item)
        {
            completed = isLast(item);
            yield return item;
        }

        if (!completed)
        {
            yield return failed(lost);
        }
    }

    // The next item; null at the end of the stream or of the connection. What the hub itself says (HubException) is passed on.
    private async Task<T?> NextAsync<T>(IAsyncEnumerator<T> stream, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await stream.MoveNextAsync() ? stream.Current : null;
        }
        catch (Exception error) when (error is not HubException && !cancellationToken.IsCancellationRequested)
        {
            logger.LogDebug(error, "A stream from the trainer broke off.");
            return null;
        }
    }

    private async Task<T> CallAsync<T>(Func<CancellationToken, Task<T>> call, Func<string, T> answer, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(callTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await ConnectAsync(either.Token);
            limit.CancelAfter(answerTimeout); // from here on it is not about reaching the trainer any more
            return await call(either.Token);
        }
        catch (HubException error)
        {
            return answer(error.Message);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested && error is not ObjectDisposedException)
        {
            logger.LogWarning(error, "A call to the trainer failed.");
            return answer(limit.IsCancellationRequested && IsConnected ? Busy : Unreachable);
        }
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(disposed.Token, cancellationToken);
        await starting.WaitAsync(either.Token);
        try
        {
            for (var attempt = 0L; connection.State == HubConnectionState.Disconnected; attempt++)
            {
                try
                {
                    await connection.StartAsync(either.Token);
                    await StateChanged(null, "made");
                }
                catch (Exception error) when (!either.IsCancellationRequested)
                {
                    var delay = retries.Delay(attempt);
                    logger.LogInformation("The trainer cannot be reached ({Reason}); trying again in {Delay}.", error.Message, delay);
                    await Task.Delay(delay, time, either.Token);
                }
            }
        }
        finally
        {
            starting.Release();
        }
    }

    private Task StateChanged(Exception? error, string what)
    {
        logger.LogInformation(error, "Connection to the trainer {What}.", what);
        SignalStateChange();
        ConnectionChanged?.Invoke(this, EventArgs.Empty);
        return Task.CompletedTask;
    }

    private void SignalStateChange() => Interlocked.Exchange(ref stateChanged, NewSignal()).TrySetResult();

    private static void Configure(ClientWebSocketOptions socket, Uri address, TrainerSecret secret)
    {
        socket.SetRequestHeader(TrainerSecret.Header, secret.Value);
        if (address.IsLoopback)
        {
            // A developer's certificate for localhost need not be trusted to reach one's own machine.
            socket.RemoteCertificateValidationCallback = (_, _, _, errors) => !errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
