using LlmCourse.Runs.Commands;
using LlmCourse.Runs.Events;
using LlmCourse.Runs.Hub;
using LlmCourse.Runs.Hub.Labs;
using LlmCourse.Runs.Specs;
using LlmCourse.Runs.Stores;

namespace LlmCourse.Runs.Tests;

/// <summary>Who commands a run, asked of the service that pages use: whatever a page shows, this is what holds.</summary>
public sealed class RunOwnershipTests : IDisposable
{
    private static readonly RunActor Owner = new("ada-id", "Ada");
    private readonly ObedientTrainer trainer = new();
    private readonly TestRuns test;

    public RunOwnershipTests() => test = new TestRuns(trainer);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => test.Dispose();

    public static TheoryData<RunCommand> Commands => [new PauseRun(), new ResumeRun(), new StopRun(), new StepRun(), new ChangeKnob("learningRate", 1e-4), new SampleNow("Once")];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task CommandAsync_ReachesTheTrainer_ForTheOwnerAndThoseWhomEveryRunObeys(RunCommand command)
    {
        var run = await test.Service.SubmitAsync(new RunSpec(), Owner, Token);

        (await test.Service.CommandAsync(run.Id, command, Owner with { Name = "renamed" }, Token)).Accepted.ShouldBeTrue();
        (await test.Service.CommandAsync(run.Id, command, new RunActor("teacher", "T", MayCommandAll: true), Token)).Accepted.ShouldBeTrue();
        trainer.Obeyed.ShouldBe([command, command]);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task CommandAsync_IsRefused_ForEverybodyElse_EvenOfTheSameName(RunCommand command)
    {
        var run = await test.Service.SubmitAsync(new RunSpec(), Owner, Token);

        var answer = await test.Service.CommandAsync(run.Id, command, new RunActor("other-id", Owner.Name), Token);

        answer.Accepted.ShouldBeFalse();
        answer.Message.ShouldNotBeNull().ShouldContain("obeys only its owner and instructors");
        trainer.Obeyed.ShouldBeEmpty();
    }

    [Fact]
    public async Task GiveAsync_MovesARunToAnAccount_WhichThenCommandsIt()
    {
        var run = await test.Service.SubmitAsync(new RunSpec(), Owner, Token);
        var account = new RunActor("account", "Ada L.");

        (await test.Store.Store.GiveAsync(Owner.Id, account.Id, account.Name, Token)).ShouldBe(1);

        (await test.Service.ListAsync(new RunQuery(OwnerId: account.Id), Token)).Runs.ShouldHaveSingleItem().Owner.ShouldBe("Ada L.");
        (await test.Service.CommandAsync(run.Id, new PauseRun(), account, Token)).Accepted.ShouldBeTrue();
        (await test.Service.CommandAsync(run.Id, new PauseRun(), Owner, Token)).Accepted.ShouldBeFalse();
    }

    [Fact]
    public async Task MayCommand_IsForInstructorsOnly_WhenARunHasNoOwnerAnyMore()
    {
        var run = await test.Service.SubmitAsync(new RunSpec(), Owner, Token);
        await test.Store.Store.GiveAsync(Owner.Id, null, "a former learner", Token);

        var orphan = (await test.Service.FindAsync(run.Id, Token)).ShouldNotBeNull();

        Owner.MayCommand(orphan).ShouldBeFalse();
        new RunActor("teacher", "T", MayCommandAll: true).MayCommand(orphan).ShouldBeTrue();
    }

    private sealed class ObedientTrainer : ITrainerClient
    {
        public List<RunCommand> Obeyed { get; } = [];

        public bool IsConnected => true;

        public event EventHandler? ConnectionChanged
        {
            add { }
            remove { }
        }

        public Task<CommandResult> CommandAsync(string runId, RunCommand command, CancellationToken cancellationToken)
        {
            Obeyed.Add(command);
            return Task.FromResult(CommandResult.Ok);
        }

        public IAsyncEnumerable<IReadOnlyList<RunEvent>> WatchAsync(string runId, long afterNumber, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<TokenizeReply> TokenizeAsync(TokenizeRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<LanguageCostReply> LanguageCostsAsync(LanguageCostRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<DuelPlan> PlanDuelAsync(DuelRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<TraceReply> TraceAsync(TraceRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

        public IAsyncEnumerable<BpeTrainingProgress> TrainBpeAsync(BpeTrainingRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<GuessDesk> OpenGuessingAsync(GuessDeskRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<GuessReply> GuessAsync(GuessRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

        public IAsyncEnumerable<PipelineNews> RunPipelineAsync(PipelineSettings settings, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<PipelineList> ListPipelineAsync(PipelineListRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<PipelineDocument> ReadPipelineAsync(PipelineDocumentRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

        public IAsyncEnumerable<LeakNews> LeakAsync(LeakRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
