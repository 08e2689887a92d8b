using LlmCourse.Llm.Data;
using LlmCourse.Llm.Training;
using static TorchSharp.torch;

namespace LlmCourse.Llm.Tests.Data;

public sealed class WindowBatchesTests
{
    private static readonly TokenArray Counting = new([.. Enumerable.Range(0, 100)]);

    [Fact]
    public void At_CutsWindowsWithTheNextTokenAsTarget()
    {
        using var scope = NewDisposeScope();

        var batch = new WindowBatches(Counting, blockSize: 8, batchSize: 5, seed: 1).At(3);

        batch.Tokens.ShouldBe(40);
        var inputs = batch.Inputs.data<long>().ToArray();
        batch.Targets.data<long>().ToArray().ShouldBe(inputs.Select(id => id + 1));
        foreach (var window in inputs.Chunk(8))
            window.ShouldBe(Enumerable.Range((int)window[0], 8).Select(id => (long)id));
    }

    [Fact]
    public void At_ReachesEveryPlace_FromTheFirstWindowToTheLast()
    {
        using var scope = NewDisposeScope();
        var batches = new WindowBatches(new TokenArray([.. Enumerable.Range(0, 12)]), blockSize: 8, batchSize: 16, seed: 1);

        var starts = Enumerable.Range(0, 10)
            .SelectMany(number => batches.At(number).Inputs.data<long>().ToArray().Chunk(8).Select(window => window[0]))
            .Distinct().Order();

        starts.ShouldBe([0L, 1, 2, 3]);
    }

    [Fact]
    public void At_DependsOnSeedAndNumberOnly()
    {
        using var scope = NewDisposeScope();
        var first = new WindowBatches(Counting, 8, 5, seed: 1);
        var second = new WindowBatches(Counting, 8, 5, seed: 1);
        first.At(0);

        second.At(9).Inputs.data<long>().ToArray().ShouldBe(first.At(9).Inputs.data<long>().ToArray());
        second.At(10).Inputs.data<long>().ToArray().ShouldNotBe(first.At(9).Inputs.data<long>().ToArray());
    }

    [Fact]
    public void Spread_CoversAShortTextOnce()
    {
        using var scope = NewDisposeScope();

        var batches = WindowBatches.Spread(Counting, blockSize: 8, batchSize: 5, batches: 100).ToArray();

        var inputs = batches.SelectMany(batch => batch.Inputs.data<long>().ToArray());
        inputs.ShouldBe(Enumerable.Range(0, 96).Select(id => (long)id));
    }

    [Fact]
    public void Spread_TakesWindowsFromEverywhere_WhenTheTextIsLong()
    {
        using var scope = NewDisposeScope();

        var batches = WindowBatches.Spread(new TokenArray([.. Enumerable.Range(0, 1001)]), blockSize: 10, batchSize: 2, batches: 2).ToArray();

        var starts = batches.SelectMany(batch => batch.Inputs.data<long>().ToArray().Chunk(10).Select(window => window[0]));
        starts.ShouldBe([0L, 250, 500, 750]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    public void Constructor_Throws_WhenTheTextIsNoLongerThanABlock(int length)
    {
        var error = Should.Throw<TrainingException>(() => new WindowBatches(new TokenArray(new int[length]), 8, 2, seed: 1));

        error.Message.ShouldContain($"{length} tokens");
        error.Message.ShouldContain("block of 8");
    }
}
