using LlmCourse.Llm.Training;
using static TorchSharp.torch;

namespace LlmCourse.Llm.Data;

/// <summary>Windows of one block each, cut at random places out of a running text.</summary>
public sealed class WindowBatches : IBatchSource
{
    private readonly int[] stream;
    private readonly int blockSize;
    private readonly int batchSize;
    private readonly int seed;

    /// <summary>Batches over a tokenised text.</summary>
    /// <param name="stream">Token ids of the whole text.</param>
    /// <param name="blockSize">Tokens a window.</param>
    /// <param name="batchSize">Windows a batch.</param>
    /// <param name="seed">Decides the places.</param>
    /// <exception cref="TrainingException">The text is not longer than a block.</exception>
    public WindowBatches(int[] stream, int blockSize, int batchSize, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        RequireFit(stream, blockSize);
        this.stream = stream;
        this.blockSize = blockSize;
        this.batchSize = batchSize;
        this.seed = seed;
    }

    /// <inheritdoc/>
    public Batch At(long number)
    {
        var random = new Random(Seeds.Derive(seed, SeedPurpose.Windows, number));
        var starts = new int[batchSize];
        foreach (ref var start in starts.AsSpan())
            start = random.Next(stream.Length - blockSize);
        return Cut(stream, starts, blockSize);
    }

    /// <summary>Windows that follow one another from the first token, spread evenly over the text when it holds more.</summary>
    /// <param name="stream">Token ids of the whole text.</param>
    /// <param name="blockSize">Tokens a window.</param>
    /// <param name="batchSize">Windows a batch.</param>
    /// <param name="batches">Most batches to cut.</param>
    /// <exception cref="TrainingException">The text is not longer than a block.</exception>
    public static IEnumerable<Batch> Spread(int[] stream, int blockSize, int batchSize, int batches)
    {
        RequireFit(stream, blockSize);
        var windows = (stream.Length - 1) / blockSize;
        var count = (int)Math.Min(windows, (long)batchSize * batches);
        return Enumerable.Range(0, count)
            .Select(number => (int)((long)number * windows / count) * blockSize)
            .Chunk(batchSize)
            .Select(starts => Cut(stream, starts, blockSize));
    }

    private static Batch Cut(int[] stream, int[] starts, int blockSize)
    {
        var inputs = new long[starts.Length * blockSize];
        var targets = new long[starts.Length * blockSize];
        for (var row = 0; row < starts.Length; row++)
        {
            for (var place = 0; place < blockSize; place++)
            {
                inputs[row * blockSize + place] = stream[starts[row] + place];
                targets[row * blockSize + place] = stream[starts[row] + place + 1];
            }
        }

        return new Batch(
            tensor(inputs, [starts.Length, blockSize]),
            tensor(targets, [starts.Length, blockSize]),
            inputs.Length);
    }

    private static void RequireFit(int[] stream, int blockSize)
    {
        if (stream.Length <= blockSize)
        {
            throw new TrainingException(
                $"A text of {stream.Length} tokens is shorter than one block of {blockSize} and the token that follows it.",
                "Choose a longer text, a smaller block size, or hold less of the text out.");
        }
    }
}
