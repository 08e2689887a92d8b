using LlmCourse.Runs.Hub.Labs;
using LlmCourse.Runs.Specs;
using LlmCourse.Trainer.Labs;
using LlmCourse.Trainer.Sessions;
using LlmCourse.Trainer.Tests.Hosting;

namespace LlmCourse.Trainer.Tests.Labs;

public sealed class DuelPlannerTests
{
    private static readonly TokenizerSpec Characters = new();
    private static readonly TokenizerSpec Pairs = new() { Kind = TokenizerKind.Bpe, VocabularySize = 400 };

    [Fact]
    public async Task DuelPlans_WorkOutARequestOnce_ThoughWhoeverAskedFirstGaveUp()
    {
        var (plans, request) = (new DuelPlans(), new DuelRequest(Characters, Pairs, DuelRequest.LeastOperations));

        await Should.ThrowAsync<OperationCanceledException>(() => plans.PlanAsync(request, new CancellationToken(canceled: true)));
        var plan = await plans.PlanAsync(request with { }, TrainerHost.Token);

        plan.Sides.Count.ShouldBe(2);
        (await plans.PlanAsync(request, TrainerHost.Token)).ShouldBeSameAs(plan);
        (await plans.PlanAsync(request with { Operations = DuelRequest.LeastOperations * 2 }, TrainerHost.Token)).ShouldNotBe(plan);
    }

    [Fact]
    public async Task Plan_GivesRunsThatSpendTheSame_AndDifferOnlyInHowTheyRead()
    {
        const double budget = 1e11;

        var plan = await DuelPlanner.PlanAsync(new DuelRequest(Characters, Pairs, budget), TrainerHost.Token);

        plan.Error.ShouldBeNull();
        plan.Sides.Count.ShouldBe(2);
        var validator = new RunSpecValidator(new RunLimits());
        foreach (var side in plan.Sides)
        {
            side.Operations.ShouldBeInRange(budget * 0.97, budget);
            validator.Validate(side.Spec).ShouldBeEmpty();
            var full = (long)side.Spec.Training.Steps * side.Spec.Training.BatchSize;
            side.Stories.ShouldBeInRange(full * 99 / 100, full); // an epoch's last batch may be smaller
        }

        var (first, second) = (plan.Sides[0], plan.Sides[1]);
        first.Spec.Tokenizer.ShouldBe(Characters);
        second.Spec.Tokenizer.ShouldBe(Pairs);
        second.VocabularySize.ShouldBe(400);
        first.TokensPerStory.ShouldBeGreaterThan(second.TokensPerStory);
        first.Spec.Training.Steps.ShouldBeLessThan(second.Spec.Training.Steps);
        first.Spec.Model.ShouldBe(second.Spec.Model);
        first.Spec.Seed.ShouldBe(second.Spec.Seed);
    }

    [Fact]
    public async Task Plan_CountsTheVocabularyThatTheRunWillHave()
    {
        var plan = await DuelPlanner.PlanAsync(new DuelRequest(Characters, Pairs, DuelRequest.LeastOperations), TrainerHost.Token);
        using var session = new PretrainingSessions(uploads: null, new ShardShelf(root: null)).Create(plan.Sides[0].Spec, TrainerHost.Token);
        session.Description.VocabularySize.ShouldBe(plan.Sides[0].VocabularySize);
        session.Description.SourceBitsPerByte.ShouldNotBeNull().ShouldBeGreaterThan(0);
        session.Evaluate().ValidationBitsPerByte.ShouldNotBeNull().ShouldBeGreaterThan(session.Description.SourceBitsPerByte!.Value);
    }

    [Theory]
    [InlineData(TokenizerKind.Character, 512, 1e11, "Both sides read alike")]
    [InlineData(TokenizerKind.Word, 512, 1e11, "loses what it does not know")]
    [InlineData(TokenizerKind.Bpe, 257, 1e11, "257 is outside 258 to 1024")]
    [InlineData(TokenizerKind.Bpe, 400, 1e9, "may spend")]
    [InlineData(TokenizerKind.Bpe, 400, double.NaN, "may spend")]
    public async Task Plan_SaysSo_WhenTheRequestIsWrong(TokenizerKind kind, int vocabulary, double operations, string expected)
    {
        var request = new DuelRequest(Characters, new TokenizerSpec { Kind = kind, VocabularySize = vocabulary }, operations);
        var plan = await DuelPlanner.PlanAsync(request, TrainerHost.Token);
        plan.Error.ShouldNotBeNull().ShouldContain(expected);
        plan.Sides.ShouldBeEmpty();
    }
}
