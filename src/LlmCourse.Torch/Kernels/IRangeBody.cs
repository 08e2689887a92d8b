namespace TorchSharp.Kernels;

/// <summary>
/// A piece of work over an index range, implemented by structs so that handing it to
/// <see cref="ComputePool.For{TBody}"/> allocates nothing and the call inlines.
/// </summary>
internal interface IRangeBody
{
    /// <summary>Does the work of indices <paramref name="start"/> (inclusive) to <paramref name="end"/> (exclusive).</summary>
    void Run(long start, long end);
}
