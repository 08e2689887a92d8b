using System.Runtime.CompilerServices;
using LlmCourse.Runs.Commands;
using LlmCourse.Runs.Events;
using LlmCourse.Runs.Hub;
using LlmCourse.Runs.Hub.Labs;
using LlmCourse.Runs.Stores;
using LlmCourse.Runs.Watching;
using LlmCourse.Trainer.Hosting;
using LlmCourse.Trainer.Labs;
using LlmCourse.Trainer.Labs.Pipelines;
using Microsoft.AspNetCore.SignalR;
using SignalRHub = Microsoft.AspNetCore.SignalR.Hub;

namespace LlmCourse.Trainer.Hub;

/// <summary>What a trainer offers to web tiers; the contract is <see cref="ITrainerClient"/>.</summary>
internal sealed class TrainerHub(
    RunCommands commands,
    EventTails tails,
    RunFollower follower,
    ITokenizerLab tokenizers,
    IBpeLab bpe,
    IGuessLab guessing,
    IPipelineLab pipelines,
    ILeakLab leaks,
    DuelPlans duels,
    TrainerTelemetry telemetry) : SignalRHub
{
    [HubMethodName(TrainerHubContract.Watch)]
    public async IAsyncEnumerable<IReadOnlyList<RunEvent>> WatchAsync(string runId, long afterNumber, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var seat = tails.Join(runId);
        telemetry.WatcherCame();
        try
        {
            await using var batches = follower.FollowAsync(seat.Tail, runId, afterNumber, cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (await NextAsync(batches))
            {
                yield return batches.Current;
            }
        }
        finally
        {
            telemetry.WatcherLeft();
        }
    }

    [HubMethodName(TrainerHubContract.Command)]
    public Task<CommandResult> CommandAsync(string runId, RunCommand command) => commands.PostAsync(runId, command, Context.ConnectionAborted);

    [HubMethodName(TrainerHubContract.Tokenize)]
    public TokenizeReply Tokenize(TokenizeRequest request) => tokenizers.Tokenize(request);

    [HubMethodName(TrainerHubContract.Trace)]
    public Task<TraceReply> TraceAsync(TraceRequest request) => tokenizers.TraceAsync(request, Context.ConnectionAborted);

    [HubMethodName(TrainerHubContract.LanguageCosts)]
    public Task<LanguageCostReply> LanguageCostsAsync(LanguageCostRequest request) => tokenizers.CostsAsync(request, Context.ConnectionAborted);

    [HubMethodName(TrainerHubContract.PlanDuel)]
    public Task<DuelPlan> PlanDuelAsync(DuelRequest request) => duels.PlanAsync(request, Context.ConnectionAborted);

    [HubMethodName(TrainerHubContract.TrainBpe)]
    public IAsyncEnumerable<BpeTrainingProgress> TrainBpeAsync(BpeTrainingRequest request, CancellationToken cancellationToken) => bpe.TrainAsync(request, cancellationToken);

    [HubMethodName(TrainerHubContract.OpenGuessing)]
    public Task<GuessDesk> OpenGuessingAsync(GuessDeskRequest request) => guessing.OpenAsync(request, Context.ConnectionAborted);

    [HubMethodName(TrainerHubContract.Guess)]
    public Task<GuessReply> GuessAsync(GuessRequest request) => guessing.PlayAsync(request, Context.ConnectionAborted);

    [HubMethodName(TrainerHubContract.RunPipeline)]
    public IAsyncEnumerable<PipelineNews> RunPipelineAsync(PipelineSettings settings, CancellationToken cancellationToken) => pipelines.RunAsync(settings, cancellationToken);

    [HubMethodName(TrainerHubContract.ListPipeline)]
    public Task<PipelineList> ListPipelineAsync(PipelineListRequest request) => pipelines.ListAsync(request, Context.ConnectionAborted);

    [HubMethodName(TrainerHubContract.ReadPipeline)]
    public Task<PipelineDocument> ReadPipelineAsync(PipelineDocumentRequest request) => pipelines.ReadAsync(request, Context.ConnectionAborted);

    [HubMethodName(TrainerHubContract.Leak)]
    public IAsyncEnumerable<LeakNews> LeakAsync(LeakRequest request, CancellationToken cancellationToken) => leaks.RunAsync(request, cancellationToken);

    private static async Task<bool> NextAsync(IAsyncEnumerator<IReadOnlyList<RunEvent>> batches)
    {
        try
        {
            return await batches.MoveNextAsync();
        }
        catch (RunNotFoundException error)
        {
            // Only a HubException's message reaches the other side.
            throw new HubException(error.Message, error);
        }
    }
}
