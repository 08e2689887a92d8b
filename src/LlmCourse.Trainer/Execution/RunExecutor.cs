using LlmCourse.Runs;
using LlmCourse.Runs.Events;
using LlmCourse.Trainer.Sessions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LlmCourse.Trainer.Execution;

/// <summary>
/// Executes a run from its first event to its final state on a thread of its own. Knows nothing of stores, queues and
/// hubs: whoever wants a run done brings a sink, a mailbox and a place for artifacts.
/// </summary>
public sealed class RunExecutor
{
    private readonly ITrainingSessionFactory sessions;
    private readonly TrainerOptions options;
    private readonly TrainerTelemetry telemetry;
    private readonly TimeProvider time;
    private readonly ILogger<RunExecutor> logger;

    internal RunExecutor(ITrainingSessionFactory sessions, IOptions<TrainerOptions> options, TrainerTelemetry telemetry, TimeProvider time, ILogger<RunExecutor> logger)
    {
        this.sessions = sessions;
        this.options = options.Value;
        this.telemetry = telemetry;
        this.time = time;
        this.logger = logger;
    }

    /// <summary>Executes a run; completes after its final event was emitted.</summary>
    /// <param name="work">The run.</param>
    /// <param name="shutdown">Ends it between two steps, with a checkpoint.</param>
    /// <returns>The final state. Whatever goes wrong in the run is a <see cref="RunState.Failed"/> with its reason in the log.</returns>
    /// <exception cref="Exception">The sink refused an event, so the log can no longer be kept.</exception>
    public Task<RunState> ExecuteAsync(RunWork work, CancellationToken shutdown)
    {
        ArgumentNullException.ThrowIfNull(work);
        return DedicatedThread.RunAsync($"run {work.RunId}", () => Execute(work, shutdown));
    }

    private RunState Execute(RunWork work, CancellationToken shutdown)
    {
        var sink = new GuardedSink(work.Events);
        var recorder = new RunRecorder(work.LastEvent, sink, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(shutdown, work.Mailbox.StopRequested);
        var planned = work.Spec.Training.Steps;
        TrainingLoop? loop = null;
        StateChanged final;
        try
        {
            recorder.Record(0, new StateChanged(RunState.Starting));
            using var session = sessions.Create(work.Spec, ending.Token);
            recorder.Record(0, session.Description);
            loop = new TrainingLoop(work, session, recorder, options, telemetry, time);
            final = loop.Run(ending.Token, shutdown);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested && !sink.Broken)
        {
            final = shutdown.IsCancellationRequested
                ? RunFailure.ShutDown(loop?.Step ?? 0, planned, loop?.CheckpointStep)
                : RunFailure.Stopped(loop?.Step ?? 0, planned, loop?.CheckpointStep);
        }
        catch (Exception error) when (!sink.Broken)
        {
            final = RunFailure.Explain(error, loop?.Step ?? 0, planned, loop?.CheckpointStep);
            logger.LogError(error, "Run {RunId} failed after step {Step}.", work.RunId, loop?.Step ?? 0);
        }

        work.Mailbox.Close();
        recorder.Record(loop?.Step ?? 0, final);
        return final.State;
    }

    // Tells a failure of the log apart from a failure of the run: only the second can be written into the log.
    private sealed class GuardedSink(IRunEventSink sink) : IRunEventSink
    {
        public bool Broken { get; private set; }

        public void Emit(RunEvent happened)
        {
            try
            {
                sink.Emit(happened);
            }
            catch
            {
                Broken = true;
                throw;
            }
        }
    }
}
