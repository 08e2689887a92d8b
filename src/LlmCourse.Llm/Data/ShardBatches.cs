using LlmCourse.Llm.Corpora.Shards;
using LlmCourse.Llm.Training;
using static TorchSharp.torch;

namespace LlmCourse.Llm.Data;

/// <summary>Windows of one block each, cut at random places out of a mapped shard: training on more text than fits the memory.</summary>
public sealed class ShardBatches : IBatchSource
{
    private readonly TokenShard shard;
    private readonly int blockSize;
    private readonly int batchSize;
    private readonly int seed;

    /// <summary>Batches over a shard, which stays the caller's to dispose.</summary>
    /// <param name="shard">The tokens.</param>
    /// <param name="blockSize">Tokens a window.</param>
    /// <param name="batchSize">Windows a batch.</param>
    /// <param name="seed">Decides the places.</param>
    /// <exception cref="TrainingException">The shard is not longer than a block.</exception>
    public ShardBatches(TokenShard shard, int blockSize, int batchSize, int seed)
    {
        ArgumentNullException.ThrowIfNull(shard);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(blockSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        if (shard.Length <= blockSize)
            throw new TrainingException($"A shard of {shard.Length} tokens is shorter than one block of {blockSize} and the token that follows it.", "Choose a longer shard or a smaller block size.");
        (this.shard, this.blockSize, this.batchSize, this.seed) = (shard, blockSize, batchSize, seed);
    }

    /// <inheritdoc/>
    public Batch At(long number)
    {
        var random = new Random(Seeds.Derive(seed, SeedPurpose.Windows, number));
        var inputs = new long[batchSize * blockSize];
        var targets = new long[inputs.Length];
        var window = new int[blockSize + 1];
        for (var row = 0; row < batchSize; row++)
        {
            shard.Read(random.NextInt64(shard.Length - blockSize), window);
            for (var place = 0; place < blockSize; place++)
            {
                inputs[(row * blockSize) + place] = window[place];
                targets[(row * blockSize) + place] = window[place + 1];
            }
        }

        return new Batch(tensor(inputs, [batchSize, blockSize]), tensor(targets, [batchSize, blockSize]), inputs.Length);
    }
}
