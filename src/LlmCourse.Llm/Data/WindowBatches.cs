using LlmCourse.Llm.Training;
using static TorchSharp.torch;

namespace LlmCourse.Llm.Data;

/// <summary>Windows of one block each, cut at random places out of a running text, in memory or in a mapped shard.</summary>
public sealed class WindowBatches : IBatchSource
{
    private readonly ITokenSequence text;
    private readonly int blockSize;
    private readonly int batchSize;
    private readonly int seed;

    /// <summary>Batches over a tokenised text.</summary>
    /// <param name="text">Tokens of the whole text; they stay the caller's.</param>
    /// <param name="blockSize">Tokens a window.</param>
    /// <param name="batchSize">Windows a batch.</param>
    /// <param name="seed">Decides the places.</param>
    /// <exception cref="TrainingException">The text is not longer than a block.</exception>
    public WindowBatches(ITokenSequence text, int blockSize, int batchSize, int seed)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(blockSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        RequireFit(text, blockSize);
        this.text = text;
        this.blockSize = blockSize;
        this.batchSize = batchSize;
        this.seed = seed;
    }

    /// <inheritdoc/>
    public Batch At(long number)
    {
        var random = new Random(Seeds.Derive(seed, SeedPurpose.Windows, number));
        var places = text.Length - blockSize;
        var starts = new long[batchSize];
        foreach (ref var start in starts.AsSpan())
            start = places <= int.MaxValue ? random.Next((int)places) : random.NextInt64(places);
        return Cut(text, starts, blockSize);
    }

    /// <summary>Windows that follow one another from the first token, spread evenly over the text when it holds more.</summary>
    /// <param name="text">Tokens of the whole text.</param>
    /// <param name="blockSize">Tokens a window.</param>
    /// <param name="batchSize">Windows a batch.</param>
    /// <param name="batches">Most batches to cut.</param>
    /// <exception cref="TrainingException">The text is not longer than a block.</exception>
    public static IEnumerable<Batch> Spread(ITokenSequence text, int blockSize, int batchSize, int batches)
    {
        RequireFit(text, blockSize);
        var windows = (text.Length - 1) / blockSize;
        var count = (int)Math.Min(windows, (long)batchSize * batches);
        return Enumerable.Range(0, count)
            .Select(number => number * windows / count * blockSize)
            .Chunk(batchSize)
            .Select(starts => Cut(text, starts, blockSize));
    }

    private static Batch Cut(ITokenSequence text, long[] starts, int blockSize)
    {
        var inputs = new long[starts.Length * blockSize];
        var targets = new long[starts.Length * blockSize];
        var window = new int[blockSize + 1];
        for (var row = 0; row < starts.Length; row++)
        {
            text.Read(starts[row], window);
            for (var place = 0; place < blockSize; place++)
            {
                inputs[(row * blockSize) + place] = window[place];
                targets[(row * blockSize) + place] = window[place + 1];
            }
        }

        return new Batch(
            tensor(inputs, [starts.Length, blockSize]),
            tensor(targets, [starts.Length, blockSize]),
            inputs.Length);
    }

    private static void RequireFit(ITokenSequence text, int blockSize)
    {
        if (text.Length <= blockSize)
        {
            throw new TrainingException(
                $"A text of {text.Length} tokens is shorter than one block of {blockSize} and the token that follows it.",
                "Choose a longer text, a smaller block size, or hold less of the text out.");
        }
    }
}
