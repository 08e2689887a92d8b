using LlmCourse.Llm.Corpora;
using LlmCourse.Llm.Generation;
using LlmCourse.Llm.Tests.Models;
using LlmCourse.Llm.Training;
using static TorchSharp.torch;

namespace LlmCourse.Llm.Tests.Training;

[Collection(DefaultGenerator.Name)]
public sealed class PretrainingTests
{
    [Fact]
    public void Step_LearnsTheSourceToItsEntropy_AndNoFurther()
    {
        using var training = SmallCorpus.Train();
        var start = training.Evaluate();

        while (training.StepsTaken < SmallCorpus.Options.Steps)
            training.Step();

        var end = training.Evaluate();
        var floor = training.Statistics.SourceEntropyPerToken.ShouldNotBeNull();
        start.ValidationLoss.ShouldBe(training.Statistics.UniformLoss, 0.1);
        end.ValidationLoss.ShouldBeInRange(floor, 1.1 * floor);
        end.TrainingLoss.ShouldBeInRange(floor, 1.1 * floor);
    }

    [Fact]
    public void Step_MemorisesOneBatch_WhenItSeesNoOther()
    {
        var one = SmallCorpus.Documents with { Training = [.. SmallCorpus.Documents.Training.Take(1)] };
        using var training = SmallCorpus.Train(SmallCorpus.Options with { BatchSize = 1 }, corpus: one);

        while (training.StepsTaken < 60)
            training.Step();

        training.Step().Loss.ShouldBeLessThan(0.02);
    }

    [Fact]
    public void Step_CountsTokensAndFollowsTheSchedule()
    {
        using var training = SmallCorpus.Train();

        var first = training.Step();
        var second = training.Step();

        training.StepsTaken.ShouldBe(2);
        training.TokensSeen.ShouldBe(first.Tokens + second.Tokens);
        first.LearningRate.ShouldBe(1e-2 * 1 / 11, 1e-12);
        second.LearningRate.ShouldBe(1e-2 * 2 / 11, 1e-12);
        first.GradientNorm.ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData(BatchLayout.Documents, 0.0)]
    [InlineData(BatchLayout.Documents, 0.2)]
    [InlineData(BatchLayout.Windows, 0.0)]
    public void Step_RepeatsEveryLossBitForBit_ForTheSameSeed(BatchLayout layout, double dropout)
    {
        var options = SmallCorpus.Options with { Layout = layout };

        var first = Losses(options, dropout);

        Losses(options, dropout).ShouldBe(first);
        Losses(options with { Seed = 12 }, dropout).ShouldNotBe(first);
    }

    [Fact]
    public void Step_IsNotDisturbed_ByEvaluatingAndWriting()
    {
        using var quiet = SmallCorpus.Train();
        using var watched = SmallCorpus.Train();

        for (var step = 0; step < 6; step++)
        {
            watched.Evaluate();
            watched.Generate("the", 10, new SamplingOptions(), seed: step);
            watched.Step().ShouldBe(quiet.Step());
        }
    }

    [Fact]
    public void PeakLearningRate_ActsOnTheNextStep()
    {
        using var training = SmallCorpus.Train(SmallCorpus.Options with { WarmupSteps = 0 });
        var before = training.Step().LearningRate;

        training.PeakLearningRate /= 4;

        training.Step().LearningRate.ShouldBe(before / 4, before * 1e-3);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1e-3)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void PeakLearningRate_Throws_WhenItIsNoPositiveNumber(double rate)
    {
        using var training = SmallCorpus.Train();

        Should.Throw<ArgumentOutOfRangeException>(() => training.PeakLearningRate = rate);

        training.PeakLearningRate.ShouldBe(SmallCorpus.Options.LearningRate);
    }

    [Fact]
    public void Step_TellsStepAndCause_WhenTheLossIsNoNumber()
    {
        using var training = SmallCorpus.Train(SmallCorpus.Options with { LearningRate = 1e30, WarmupSteps = 0, GradientClip = 0 });

        var error = Should.Throw<DivergedException>(() =>
        {
            while (training.StepsTaken < 20)
                training.Step();
        });

        error.Step.ShouldBe(training.StepsTaken);
        error.Message.ShouldContain($"step {training.StepsTaken}");
        error.Message.ShouldContain("1e+30");
        error.Help.ShouldContain("learning rate");
        error.Help.ShouldContain("clip");
    }

    [Fact]
    public void Step_LeavesTheWeightsAlone_WhenItDiverges()
    {
        using var scope = NewDisposeScope();
        var training = SmallCorpus.Train();
        using (no_grad())
            training.Model.state_dict()["norm.weight"].fill_(double.NaN);
        var before = SmallGpt.Floats(training.Model.state_dict()["tokens.weight"]);

        Should.Throw<DivergedException>(() => training.Step());

        training.StepsTaken.ShouldBe(0);
        SmallGpt.Floats(training.Model.state_dict()["tokens.weight"]).ShouldBe(before);
    }

    [Fact]
    public void Step_DecaysMatricesOnly()
    {
        // A rate this small moves nothing, so what shrinks, shrinks by decay.
        using var scope = NewDisposeScope();
        var training = SmallCorpus.Train(SmallCorpus.Options with { LearningRate = 1e-9, WeightDecay = 1e8, WarmupSteps = 0 });
        var before = training.Model.state_dict().ToDictionary(entry => entry.Key, entry => SmallGpt.Floats(entry.Value));

        training.Step();

        foreach (var (name, weight) in training.Model.state_dict())
        {
            var decays = weight.dim() == 2 && !name.StartsWith("positions", StringComparison.Ordinal);
            var expected = before[name].Select(number => decays ? 0.9f * number : number).ToArray();
            SmallGpt.Floats(weight).ShouldBeClose(expected, 1e-6);
        }
    }

    [Fact]
    public void Step_LearnsFromWindows_OfOneRunningText()
    {
        using var training = SmallCorpus.Train(SmallCorpus.Options with { Layout = BatchLayout.Windows }, corpus: SmallCorpus.Running);

        while (training.StepsTaken < SmallCorpus.Options.Steps)
            training.Step();

        training.Evaluate().ValidationLoss.ShouldBeLessThan(0.5 * training.Statistics.UnigramEntropy);
        training.Generate("", 40, SamplingOptions.Greedy, seed: 1).Text.ShouldContain("the ");
    }

    [Fact]
    public void Constructor_ExplainsItself_WhenTheCorpusHasNoDocuments()
    {
        var error = Should.Throw<TrainingException>(() => SmallCorpus.Train(corpus: SmallCorpus.Running));

        error.Message.ShouldContain("one long text");
        error.Help.ShouldContain("windows");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Constructor_Throws_WhenASplitIsEmpty(bool trainingIsEmpty)
    {
        Document[] nothing = [];
        var corpus = trainingIsEmpty
            ? SmallCorpus.Documents with { Training = nothing }
            : SmallCorpus.Documents with { Validation = nothing };

        Should.Throw<TrainingException>(() => SmallCorpus.Train(corpus: corpus)).Help.ShouldNotBeEmpty();
    }

    [Fact]
    public void Constructor_TellsTheLength_WhenADocumentExceedsTheBlock() =>
        Should.Throw<TrainingException>(() => SmallCorpus.Train(config: SmallCorpus.Config with { BlockSize = 11 }))
            .Message.ShouldContain("12 tokens");

    [Fact]
    public void Constructor_Throws_WhenModelAndTokenizerDisagree() =>
        Should.Throw<ArgumentException>(() => SmallCorpus.Train(config: SmallCorpus.Config with { VocabularySize = 5 }))
            .Message.ShouldContain("5 tokens");

    [Fact]
    public void Constructor_Throws_WhenTheLearningRateIsNegative() =>
        Should.Throw<ArgumentOutOfRangeException>(() => SmallCorpus.Train(SmallCorpus.Options with { LearningRate = -1 }))
            .Message.ShouldContain("-1");

    private static double[] Losses(PretrainingOptions options, double dropout)
    {
        using var training = SmallCorpus.Train(options, SmallCorpus.Config with { Dropout = dropout });
        double[] losses = [.. Enumerable.Range(0, 12).Select(_ => training.Step().Loss)];
        return [.. losses, training.Evaluate().ValidationLoss];
    }
}
