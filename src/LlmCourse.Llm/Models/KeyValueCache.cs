using static TorchSharp.torch;

namespace LlmCourse.Llm.Models;

/// <summary>
/// Keys and values of the positions a model has read, one pair a layer, so that writing the next token costs one
/// position instead of the whole context. Memory is taken once: <c>[batch, heads, block size, head size]</c> twice a layer.
/// </summary>
public sealed class KeyValueCache : IDisposable
{
    private const int TimeDimension = 2;

    private readonly Tensor[] keys;
    private readonly Tensor[] values;
    private readonly int blockSize;

    /// <summary>An empty cache for a model of this shape.</summary>
    /// <param name="config">The model's shape.</param>
    /// <param name="batch">Sequences written at once.</param>
    /// <param name="dtype">The model's type of number; null takes the default.</param>
    /// <param name="device">Where the model lives; null takes the default.</param>
    public KeyValueCache(GptConfig config, int batch = 1, ScalarType? dtype = null, Device? device = null)
    {
        blockSize = config.BlockSize;
        keys = [.. Enumerable.Range(0, config.Layers).Select(_ => Room())];
        values = [.. Enumerable.Range(0, config.Layers).Select(_ => Room())];

        Tensor Room() => zeros(batch, config.Heads, config.BlockSize, config.HeadSize, dtype, device).DetachFromDisposeScope();
    }

    /// <summary>Positions remembered so far.</summary>
    public int Length { get; private set; }

    /// <summary>Stores the newest keys and values of one layer.</summary>
    /// <param name="layer">The layer they belong to.</param>
    /// <param name="key">Newest keys, <c>[batch, heads, new, head size]</c>.</param>
    /// <param name="value">Newest values, the same shape.</param>
    /// <returns>All keys and values up to and with the newest, as views into the cache.</returns>
    /// <exception cref="InvalidOperationException">The block is full.</exception>
    public (Tensor Keys, Tensor Values) Remember(int layer, Tensor key, Tensor value)
    {
        var added = key.size(TimeDimension);
        if (Length + added > blockSize)
            throw new InvalidOperationException($"The cache remembers {Length} of {blockSize} positions and cannot take {added} more. Clear it and read the newest part of the text again.");

        keys[layer].narrow(TimeDimension, Length, added).copy_(key);
        values[layer].narrow(TimeDimension, Length, added).copy_(value);
        return (keys[layer].narrow(TimeDimension, 0, Length + added), values[layer].narrow(TimeDimension, 0, Length + added));
    }

    /// <summary>Counts the newest positions as read, once every layer has remembered them.</summary>
    public void Advance(int positions) => Length += positions;

    /// <summary>Forgets everything; the memory is kept for the next text.</summary>
    public void Clear() => Length = 0;

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        foreach (var tensor in keys.Concat(values))
            tensor.Dispose();
    }
}
