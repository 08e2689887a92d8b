using System.Diagnostics.Metrics;
using LlmCourse.Runs;
using LlmCourse.Runs.Commands;
using LlmCourse.Runs.Events;
using LlmCourse.Runs.Specs;
using LlmCourse.Runs.Stores.Files;
using LlmCourse.Trainer.Execution;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace LlmCourse.Trainer.Tests.Execution;

/// <summary>One run under an executor, with the test as its mailbox's postman and its log's reader.</summary>
internal sealed class RunHarness : IRunEventSink, IDisposable
{
    private readonly TestFolder folder = new();
    private readonly CancellationTokenSource shutdown = new();
    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly Lock gate = new();
    private readonly List<RunEvent> events = [];
    private Action<RunEvent>? emitted;

    public RunHarness(int steps = 4, bool open = false)
    {
        Sessions = new GatedSessions { Open = open };
        Spec = new RunSpec
        {
            Training = new TrainingSpec { Steps = steps },
            Optimizer = new OptimizerSpec { WarmupSteps = 0 },
            Evaluation = new EvaluationSpec { Every = 1_000 },
            Samples = new SampleSpec { Every = 1_000 },
            Snapshots = new SnapshotSpec { Every = 1_000 },
        };
        Artifacts = new FolderArtifactStore(folder.Path);
    }

    public GatedSessions Sessions { get; }

    public RunSpec Spec { get; set; }

    public RunMailbox Mailbox { get; } = new();

    public FolderArtifactStore Artifacts { get; }

    public ManualTime Time { get; } = new();

    public TrainerOptions Options { get; } = new();

    public Func<RunEvent, bool>? Refuse { get; set; }

    public IReadOnlyList<RunEvent> Events
    {
        get
        {
            lock (gate)
            {
                return [.. events];
            }
        }
    }

    public IEnumerable<RunState> States => Events.Select(happened => happened.Body).OfType<StateChanged>().Select(change => change.State);

    public IEnumerable<RunEventBody> Bodies => Events.Select(happened => happened.Body);

    public StateChanged Final => Events[^1].Body.ShouldBeOfType<StateChanged>();

    public Task<RunState> Start(long lastEvent = 0)
    {
        var executor = new RunExecutor(
            Sessions,
            Microsoft.Extensions.Options.Options.Create(Options),
            new TrainerTelemetry(services.GetRequiredService<IMeterFactory>()),
            Time,
            NullLogger<RunExecutor>.Instance);
        return executor.ExecuteAsync(new RunWork("run", Spec, lastEvent, this, Mailbox, Artifacts), shutdown.Token);
    }

    public void Post(RunCommand command) => Mailbox.Post(command).Accepted.ShouldBeTrue();

    public void ShutDown() => shutdown.Cancel();

    public void Emit(RunEvent happened)
    {
        if (Refuse?.Invoke(happened) == true)
        {
            throw new IOException("disk full");
        }

        lock (gate)
        {
            events.Add(happened);
        }

        emitted?.Invoke(happened);
    }

    /// <summary>Completes when an event like this is emitted; ask before causing it.</summary>
    public Task<RunEvent> NextAsync(Func<RunEventBody, bool> wanted)
    {
        var seen = new TaskCompletionSource<RunEvent>(TaskCreationOptions.RunContinuationsAsynchronously);
        emitted += happened =>
        {
            if (wanted(happened.Body))
            {
                seen.TrySetResult(happened);
            }
        };
        return seen.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    public Task<RunEvent> NextStateAsync(RunState state) => NextAsync(body => body is StateChanged change && change.State == state);

    public void Dispose()
    {
        Mailbox.Dispose();
        shutdown.Dispose();
        services.Dispose();
        folder.Dispose();
    }
}
