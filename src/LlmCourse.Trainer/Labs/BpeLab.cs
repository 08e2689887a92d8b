using System.Runtime.CompilerServices;
using System.Threading.Channels;
using LlmCourse.Llm.Tokenization;
using LlmCourse.Runs.Hub.Labs;
using LlmCourse.Runs.Stores;
using LlmCourse.Trainer.Execution;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LlmCourse.Trainer.Labs;

/// <summary>Trains a BPE on a thread of its own and reports merges as they are learnt; stops when nobody listens any more.</summary>
internal sealed class BpeLab(LabCorpus corpus, IOptions<TrainerOptions> options, ILogger<BpeLab> logger) : IBpeLab, IDisposable
{
    // Training waits for a page that reads slower than this many reports.
    private const int ReportsAhead = 8;

    private readonly SemaphoreSlim slots = new(options.Value.MaxBpeTrainings);

    public async IAsyncEnumerable<BpeTrainingProgress> TrainAsync(BpeTrainingRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (Problem(request) is { } problem)
        {
            yield return Failed(request, problem);
            yield break;
        }

        if (!await slots.WaitAsync(TimeSpan.Zero, cancellationToken))
        {
            yield return Failed(request, $"{options.Value.MaxBpeTrainings} trainings are going on already, as many as this machine allows at once. Try again in a moment.");
            yield break;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reports = Channel.CreateBounded<BpeTrainingProgress>(new BoundedChannelOptions(ReportsAhead) { SingleReader = true, SingleWriter = true });
        var training = TrainAsync(request, reports.Writer, stop.Token);
        try
        {
            await foreach (var report in reports.Reader.ReadAllAsync(cancellationToken))
            {
                yield return report;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await training;
            slots.Release();
        }
    }

    public void Dispose() => slots.Dispose();

    // Never throws: what goes wrong is the last report, or nobody's business once nobody listens.
    private async Task TrainAsync(BpeTrainingRequest request, ChannelWriter<BpeTrainingProgress> reports, CancellationToken cancellationToken)
    {
        try
        {
            var texts = await corpus.FindAsync(request.Corpus, request.OwnerId, cancellationToken);
            if (texts is null)
            {
                await reports.WriteAsync(Failed(request, $"You have no corpus '{request.Corpus}'. Choose the stories, or upload the text yourself."), cancellationToken);
                return;
            }

            await DedicatedThread.RunAsync("bpe lab", () => Train(request, texts, reports, cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            logger.LogDebug("A BPE training was given up by its page.");
        }
        catch (UploadException error)
        {
            reports.TryWrite(Failed(request, error.Message));
        }
        catch (Exception error)
        {
            logger.LogError(error, "A BPE training failed.");
            reports.TryWrite(Failed(request, $"Training met an error: {error.Message} The merges shown are complete up to here."));
        }
        finally
        {
            reports.TryComplete();
        }
    }

    private static bool Train(BpeTrainingRequest request, IReadOnlyList<string> texts, ChannelWriter<BpeTrainingProgress> reports, CancellationToken cancellationToken)
    {
        var trainer = new BpeTrainer(request.VocabularySize);
        var unreported = new List<LearntMerge>();
        Report(completed: false); // where it starts: every byte stands alone
        foreach (var merge in trainer.Train(texts, cancellationToken))
        {
            unreported.Add(merge);

            // The first merges come one by one, later ones in batches: the eye follows, and the list stays short on the wire.
            if (unreported.Count > trainer.Merges.Count / 32)
            {
                Report(completed: false);
            }
        }

        Report(completed: true);
        return true;

        void Report(bool completed)
        {
            var tokenizer = trainer.ToTokenizer();
            var pieces = LabPieces.Cut(tokenizer, request.Probe);
            var progress = new BpeTrainingProgress(
                tokenizer.VocabularySize,
                completed ? tokenizer.VocabularySize : request.VocabularySize,
                [.. unreported.Select(merge => new BpeMerge(merge.Id, tokenizer.TextOf(merge.Pair.Left), tokenizer.TextOf(merge.Pair.Right), merge.Count))],
                pieces,
                LabPieces.CharactersPerToken(request.Probe, pieces),
                trainer.Note,
                completed);
            unreported.Clear();
            reports.WriteAsync(progress, cancellationToken).AsTask().GetAwaiter().GetResult();
        }
    }

    private static string? Problem(BpeTrainingRequest request) => request switch
    {
        { VocabularySize: < BpeTrainingRequest.MinVocabulary or > BpeTrainingRequest.MaxVocabulary } =>
            $"A vocabulary of {request.VocabularySize} is outside {BpeTrainingRequest.MinVocabulary} to {BpeTrainingRequest.MaxVocabulary}.",
        { Probe: null } or { Corpus: null } => "The request names no corpus or no sentence.",
        { Probe.Length: > BpeTrainingRequest.MaxProbeLength } => $"The sentence has {request.Probe.Length} characters; at most {BpeTrainingRequest.MaxProbeLength} fit. Shorten it.",
        _ => null,
    };

    private static BpeTrainingProgress Failed(BpeTrainingRequest request, string message) => new(0, request.VocabularySize, [], [], 0, message, Completed: true);
}
