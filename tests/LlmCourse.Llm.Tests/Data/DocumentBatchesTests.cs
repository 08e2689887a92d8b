using LlmCourse.Llm.Data;
using LlmCourse.Llm.Training;
using static TorchSharp.torch;

namespace LlmCourse.Llm.Tests.Data;

public sealed class DocumentBatchesTests
{
    private const int EndOfText = 0;

    [Theory]
    [InlineData(7)]
    [InlineData(12)]
    [InlineData(1000)]
    public void At_BringsEveryDocumentOnce_InEveryEpoch(int batchSize)
    {
        using var scope = NewDisposeScope();
        var documents = Documents(103);
        var batches = new DocumentBatches(documents, EndOfText, blockSize: 32, batchSize, seed: 3);

        for (var epoch = 0; epoch < 3; epoch++)
        {
            var first = (long)epoch * batches.BatchesPerEpoch;
            var seen = Enumerable.Range(0, batches.BatchesPerEpoch)
                .SelectMany(number => Rows(batches.At(first + number)))
                .Select(row => row.Name());

            seen.Order().ShouldBe(documents.Select(document => document.Name()).Order());
        }
    }

    [Fact]
    public void At_OrdersEpochsDifferently_AndRepeatsForTheSameSeed()
    {
        using var scope = NewDisposeScope();
        var documents = Documents(60);
        var batches = new DocumentBatches(documents, EndOfText, 32, 4, seed: 3);
        var same = new DocumentBatches(documents, EndOfText, 32, 4, seed: 3);
        var other = new DocumentBatches(documents, EndOfText, 32, 4, seed: 4);

        Inputs(same.At(17)).ShouldBe(Inputs(batches.At(17)));
        Inputs(other.At(0)).ShouldNotBe(Inputs(batches.At(0)));
        Epoch(batches, 0).ShouldNotBe(Epoch(batches, 1));
    }

    [Fact]
    public void At_GivesTheSameBatch_WhicheverWasAskedBefore()
    {
        using var scope = NewDisposeScope();
        var documents = Documents(60);
        var steady = new DocumentBatches(documents, EndOfText, 32, 4, seed: 3);
        var restarted = new DocumentBatches(documents, EndOfText, 32, 4, seed: 3);
        for (var number = 0; number < 40; number++)
            steady.At(number);

        Inputs(restarted.At(40)).ShouldBe(Inputs(steady.At(40)));
        Inputs(steady.At(2)).ShouldBe(Inputs(restarted.At(2)));
    }

    [Fact]
    public void At_MovesTargetsByOne_AndLeavesPaddingOut()
    {
        using var scope = NewDisposeScope();
        int[][] documents = [[5, 6, 7], [8]];

        var batch = new DocumentBatches(documents, EndOfText, 32, 2, seed: 1).At(0);

        var rows = Rows(batch).OrderByDescending(row => row.Length).ToArray();
        rows.ShouldBe(documents);
        batch.Tokens.ShouldBe(4 + 2);
        batch.Inputs.shape.ShouldBe([2L, 4]);
        var targets = batch.Targets.data<long>().ToArray();
        targets.Count(target => target == Batch.Padding).ShouldBe(2);
        targets.Count(target => target == EndOfText).ShouldBe(2);
    }

    [Fact]
    public void At_PadsLittle_WhenLengthsVary()
    {
        using var scope = NewDisposeScope();
        var batches = new DocumentBatches(Documents(2000), EndOfText, 64, 10, seed: 1);

        var all = Enumerable.Range(0, batches.BatchesPerEpoch).Select(number => batches.At(number)).ToArray();

        var places = all.Sum(batch => batch.Inputs.numel());
        var tokens = all.Sum(batch => (long)batch.Tokens);
        ((double)tokens / places).ShouldBeGreaterThan(0.9);
    }

    [Fact]
    public void Constructor_TellsTheLength_WhenADocumentExceedsTheBlock()
    {
        int[][] documents = [new int[16], new int[15], new int[40]];

        var error = Should.Throw<TrainingException>(() => new DocumentBatches(documents, EndOfText, 16, 2, seed: 1));

        error.Message.ShouldContain("41 tokens");
        error.Message.ShouldContain("2 of 3");
        error.Help.ShouldContain("41");
    }

    [Fact]
    public void Constructor_TakesADocument_ThatFillsTheBlockExactly()
    {
        using var scope = NewDisposeScope();

        var batch = new DocumentBatches([new int[15]], EndOfText, 16, 2, seed: 1).At(0);

        batch.Inputs.size(1).ShouldBe(16);
    }

    [Fact]
    public void Constructor_Throws_WhenThereIsNoDocument() =>
        Should.Throw<TrainingException>(() => new DocumentBatches([], EndOfText, 16, 2, seed: 1)).Help.ShouldNotBeEmpty();

    /// <summary>Documents of 1 to 20 tokens, each recognisable by its own first tokens.</summary>
    private static int[][] Documents(int count)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(1, count).Select(number => new[] { number }.Concat(Enumerable.Repeat(number, random.Next(20))).ToArray())];
    }

    private static long[] Inputs(Batch batch) => batch.Inputs.data<long>().ToArray();

    private static string Epoch(DocumentBatches batches, int epoch) =>
        string.Join('|', Enumerable.Range(0, batches.BatchesPerEpoch)
            .Select(place => string.Join(',', Inputs(batches.At((long)epoch * batches.BatchesPerEpoch + place)))));

    /// <summary>The documents of a batch, read back from inputs and targets, which must agree.</summary>
    private static IEnumerable<int[]> Rows(Batch batch)
    {
        var time = (int)batch.Inputs.size(1);
        var inputs = Inputs(batch).Chunk(time).ToArray();
        var targets = batch.Targets.data<long>().ToArray().Chunk(time).ToArray();
        for (var row = 0; row < inputs.Length; row++)
        {
            inputs[row][0].ShouldBe(EndOfText);
            var length = Array.IndexOf(targets[row], (long)EndOfText);
            targets[row][(length + 1)..].ShouldAllBe(target => target == Batch.Padding);
            inputs[row][1..(length + 1)].ShouldBe(targets[row][..length]);
            yield return [.. targets[row][..length].Select(id => (int)id)];
        }
    }
}

file static class DocumentNames
{
    public static string Name(this int[] document) => string.Join(',', document);
}
