using System.Runtime.CompilerServices;
using System.Threading.Channels;
using LlmCourse.Llm.Corpora.Cleaning;
using LlmCourse.Llm.Corpora.Pipelines;
using LlmCourse.Llm.Corpora.Sources;
using LlmCourse.Runs.Hub.Labs;
using Microsoft.Extensions.Logging;

namespace LlmCourse.Trainer.Labs.Pipelines;

/// <summary>Lets learners watch documents pass the filters, and look at each of them.</summary>
internal interface IPipelineLab
{
    /// <summary>Runs a pipeline and tells of each stage as it goes; what goes wrong is the last news.</summary>
    IAsyncEnumerable<PipelineNews> RunAsync(PipelineSettings settings, CancellationToken cancellationToken);

    /// <summary>Lists documents of a stage; what is wrong with the request is said in the reply.</summary>
    Task<PipelineList> ListAsync(PipelineListRequest request, CancellationToken cancellationToken);

    /// <summary>Shows one document as a stage saw it; what is wrong with the request is said in the reply.</summary>
    Task<PipelineDocument> ReadAsync(PipelineDocumentRequest request, CancellationToken cancellationToken);
}

/// <inheritdoc />
internal sealed class PipelineLab(PipelineRunner runner, ILogger<PipelineLab> logger) : IPipelineLab
{
    // Documents wait for a page that reads slower than this many reports.
    private const int NewsAhead = 8;

    public async IAsyncEnumerable<PipelineNews> RunAsync(PipelineSettings settings, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (PipelinePlan.Problem(settings) is { } problem)
        {
            yield return Failed(problem);
            yield break;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var news = Channel.CreateBounded<PipelineNews>(new BoundedChannelOptions(NewsAhead) { SingleReader = true, SingleWriter = true });
        var running = RunAsync(settings, news.Writer, stop.Token);
        try
        {
            await foreach (var item in news.Reader.ReadAllAsync(cancellationToken))
            {
                yield return item;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await running;
        }
    }

    public Task<PipelineList> ListAsync(PipelineListRequest request, CancellationToken cancellationToken) =>
        AnswerAsync(request.Settings, request.Stage, result => List(result, request), error => new PipelineList(0, [], error), cancellationToken);

    public Task<PipelineDocument> ReadAsync(PipelineDocumentRequest request, CancellationToken cancellationToken) =>
        AnswerAsync(request.Settings, request.Stage, result => DocumentReader.Read(result, request), PipelineDocument.Failed, cancellationToken);

    private static PipelineNews Failed(string error) => new(0, null, Completed: true, error);

    private static PipelineList List(StageResult result, PipelineListRequest request)
    {
        var rows = result.Input.Zip(result.Verdicts).Where(pair => Shows(result.Report.Stage, request, pair.First, pair.Second)).ToList();
        return new PipelineList(rows.Count,
            [.. rows.Skip(Math.Max(0, request.Skip)).Take(Math.Clamp(request.Take, 0, PipelineLimits.RowsPerPage)).Select(pair => PipelineWords.Row(result.Report.Stage, pair.First, pair.Second))]);
    }

    private static bool Shows(string stage, PipelineListRequest request, RawDocument document, Verdict verdict)
    {
        var acts = verdict.Rule is not null;
        return (request.Rule is null || verdict.Rule == request.Rule) && request.Show switch
        {
            PipelineShow.Acted => acts,
            PipelineShow.Passed => !acts,
            _ => document.Truth is { } truth && FilterScore.Truth(stage, truth.Kind, acts) is VerdictTruth.Mistaken or VerdictTruth.Missed,
        };
    }

    private async Task<T> AnswerAsync<T>(PipelineSettings settings, string stage, Func<StageResult, T> answer, Func<string, T> refuse, CancellationToken cancellationToken)
    {
        if (PipelinePlan.Problem(settings) is { } problem)
        {
            return refuse(problem);
        }

        try
        {
            var result = await runner.RunAsync(settings, stage, tell: null, cancellationToken);
            return result.Report.Stage == stage ? answer(result) : refuse($"There is no stage '{stage}'.");
        }
        catch (PipelineException error)
        {
            return refuse(error.Message);
        }
    }

    // Never throws: what goes wrong is the last news, or nobody's business once nobody listens.
    private async Task RunAsync(PipelineSettings settings, ChannelWriter<PipelineNews> news, CancellationToken cancellationToken)
    {
        try
        {
            PipelineNews? last = null;
            await runner.RunAsync(settings, upTo: null, Tell, cancellationToken);
            await news.WriteAsync(last! with { Completed = true }, cancellationToken);

            void Tell(PipelineNews item)
            {
                last = item;
                news.WriteAsync(item, cancellationToken).AsTask().GetAwaiter().GetResult(); // the pipeline has a thread of its own
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            logger.LogDebug("A pipeline was given up by its page.");
        }
        catch (PipelineException error)
        {
            news.TryWrite(Failed(error.Message));
        }
        catch (Exception error)
        {
            logger.LogError(error, "A pipeline of the lab failed.");
            news.TryWrite(Failed($"The pipeline met an error: {error.Message} Stages that had finished are kept."));
        }
        finally
        {
            news.TryComplete();
        }
    }
}
