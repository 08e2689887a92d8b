using LlmCourse.Llm.Data;
using LlmCourse.Llm.Models;
using LlmCourse.Llm.Training;

namespace LlmCourse.Llm.Tests.Training;

public sealed class TrainingComputeTests
{
    private static readonly GptConfig Config = new() { VocabularySize = 10, BlockSize = 8, Layers = 1, Heads = 1, Width = 4 };

    [Fact]
    public void OfStep_CountsEveryProduct_ByHand()
    {
        // Two rows of three tokens. A token meets 12 × 4² weights in the block and 10 × 4 at the output: 232. It is compared
        // with 1, 2 and 3 tokens, twice four numbers each. Two operations a product, three passes.
        var expected = 3 * 2 * 2 * ((3 * 232) + (6 * 2 * 4));
        TrainingCompute.OfStep(Config, rows: 2, time: 3).ShouldBe(expected);
    }

    [Fact]
    public void StepsWithin_SpendsTheBudget_ToLessThanAStep()
    {
        int[][] documents = [.. Enumerable.Range(0, 40).Select(number => Enumerable.Repeat(1, 1 + (number % 7)).ToArray())];
        var batches = new DocumentBatches(documents, endOfText: 0, blockSize: 8, batchSize: 3, seed: 5);
        const double budget = 1e6;

        var (steps, operations) = TrainingCompute.StepsWithin(Config, batches, budget);

        var spent = Enumerable.Range(0, steps).Sum(Cost);
        operations.ShouldBe(spent, 1e-6);
        spent.ShouldBeLessThanOrEqualTo(budget);
        (spent + Cost(steps)).ShouldBeGreaterThan(budget);

        double Cost(int step)
        {
            var batch = batches.At(step);
            return TrainingCompute.OfStep(Config, (int)batch.Inputs.size(0), (int)batch.Inputs.size(1));
        }
    }

    [Fact]
    public void StepsWithin_Throws_WhenTheBudgetPaysForNoStep()
    {
        var batches = new DocumentBatches([[1, 2, 3]], endOfText: 0, blockSize: 8, batchSize: 1, seed: 5);
        Should.Throw<ArgumentOutOfRangeException>(() => TrainingCompute.StepsWithin(Config, batches, 10)).Message.ShouldContain("One step takes");
    }
}
