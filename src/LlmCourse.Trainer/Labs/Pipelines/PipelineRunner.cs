using LlmCourse.Llm.Corpora.Cleaning;
using LlmCourse.Llm.Corpora.Pipelines;
using LlmCourse.Llm.Corpora.Sources;
using LlmCourse.Runs.Hub.Labs;
using LlmCourse.Trainer.Execution;
using Microsoft.Extensions.Options;

namespace LlmCourse.Trainer.Labs.Pipelines;

/// <summary>Lets documents pass the stages of a plan, and takes over what was done before.</summary>
internal sealed class PipelineRunner(PipelineSources sources, IOptions<TrainerOptions> options, TimeProvider time) : IDisposable
{
    // Often enough to see documents flow, seldom enough that a page keeps up.
    private static readonly TimeSpan BetweenNews = TimeSpan.FromMilliseconds(80);

    private readonly StageResults results = new(options.Value.PipelineLabStages);
    private readonly SemaphoreSlim slots = new(options.Value.MaxPipelines);

    /// <summary>Runs all stages up to one, on a thread of its own, when a slot is free.</summary>
    /// <param name="settings">The pipeline; it has no problem.</param>
    /// <param name="upTo">Name of the last stage; null for all.</param>
    /// <param name="tell">Told of each stage as it goes; it may wait.</param>
    /// <param name="cancellationToken">Stops between documents; finished stages are kept.</param>
    /// <returns>The result of the last stage.</returns>
    /// <exception cref="PipelineException">The source cannot be read.</exception>
    public async Task<StageResult> RunAsync(PipelineSettings settings, string? upTo, Action<PipelineNews>? tell, CancellationToken cancellationToken)
    {
        var plan = PipelinePlan.Of(settings, await sources.FindUploadAsync(settings.Upload, cancellationToken));
        await slots.WaitAsync(cancellationToken);
        try
        {
            return await DedicatedThread.RunAsync("pipeline lab", () => Run(plan, settings, upTo, tell, cancellationToken));
        }
        finally
        {
            slots.Release();
        }
    }

    public void Dispose() => slots.Dispose();

    private StageResult Run(PipelinePlan plan, PipelineSettings settings, string? upTo, Action<PipelineNews>? tell, CancellationToken cancellationToken)
    {
        StageResult? result = null;
        for (var index = 0; index < plan.Stages.Count; index++)
        {
            var stage = plan.Stages[index];
            var found = results.Find<StageResult>(stage.Key);
            if (found is null)
            {
                var input = result is null ? Read(plan, cancellationToken) : new PipelineInput(result.Output, result.Note);
                found = Run(stage, plan.Source, input, report => tell?.Invoke(News(PipelineStageState.Running, report, input.Documents.Count, input.Note)), cancellationToken);
                results.Keep(stage.Key, found);
                tell?.Invoke(News(stage.Spec is null ? PipelineStageState.Off : PipelineStageState.Done, found.Report, input.Documents.Count, input.Note));
            }
            else
            {
                tell?.Invoke(News(stage.Spec is null ? PipelineStageState.Off : PipelineStageState.Reused, found.Report, found.Input.Count, found.Note));
            }

            result = found;
            if (stage.Name == upTo)
                break;

            PipelineNews News(PipelineStageState state, StageReport report, int expected, string? note) => new(index, PipelineWords.Stage(report, state, expected, settings), Note: note);
        }

        return result!;
    }

    private PipelineInput Read(PipelinePlan plan, CancellationToken cancellationToken)
    {
        if (results.Find<PipelineInput>(plan.SourceKey) is { } known)
            return known;
        var read = sources.ReadAsync(plan, cancellationToken).GetAwaiter().GetResult(); // on a thread of its own
        results.Keep(plan.SourceKey, read);
        return read;
    }

    private StageResult Run(PlannedStage stage, SourceSpec source, PipelineInput input, Action<StageReport> tell, CancellationToken cancellationToken)
    {
        var recording = stage.Spec is null ? null : new RecordingStage(StageFactory.Create(stage.Spec, source));
        var meter = new StageMeter(recording ?? (ICleaningStage)new OpenStage(stage.Name));
        var output = new List<RawDocument>(input.Documents.Count);
        var told = time.GetTimestamp();
        foreach (var document in input.Documents)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (meter.Pass(document) is { } kept)
                output.Add(kept);
            if (time.GetElapsedTime(told) < BetweenNews)
                continue;
            tell(meter.Report());
            told = time.GetTimestamp();
        }

        return new StageResult(meter.Report(), input.Documents, recording?.Verdicts ?? [], output, input.Note);
    }

    /// <summary>A stage that is switched off.</summary>
    private sealed class OpenStage(string name) : ICleaningStage
    {
        public string Name => name;

        public Verdict Judge(RawDocument document) => Verdict.Keep(document);
    }
}
