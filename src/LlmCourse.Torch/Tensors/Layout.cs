namespace TorchSharp;

/// <summary>
/// Sizes and strides (in elements) of a tensor. Immutable and interned per thread, so that tensors of the same form share
/// one object and a steady training step makes none.
/// </summary>
internal sealed class Layout
{
    /// <summary>Most dimensions a tensor may have; loops keep their counters on the stack.</summary>
    public const int MaxRank = 16;

    private const int CacheSize = 512;

    [ThreadStatic]
    private static Layout?[]? cache;

    private readonly long[] sizes;
    private readonly long[] strides;

    private Layout(ReadOnlySpan<long> sizes, ReadOnlySpan<long> strides)
    {
        this.sizes = sizes.ToArray();
        this.strides = strides.ToArray();
        Count = 1;
        foreach (var size in sizes)
            Count = checked(Count * size);
        IsContiguous = HasRowMajorStrides();
    }

    /// <summary>The layout of a single number.</summary>
    public static Layout Scalar { get; } = new([], []);

    /// <summary>Extent of each dimension.</summary>
    public ReadOnlySpan<long> Sizes => sizes;

    /// <summary>Elements to step for each dimension.</summary>
    public ReadOnlySpan<long> Strides => strides;

    /// <summary>Number of dimensions.</summary>
    public int Rank => sizes.Length;

    /// <summary>Number of elements.</summary>
    public long Count { get; }

    /// <summary>Whether elements lie in row-major order without gaps.</summary>
    public bool IsContiguous { get; }

    /// <summary>The row-major layout of <paramref name="sizes"/>.</summary>
    public static Layout Contiguous(ReadOnlySpan<long> sizes)
    {
        if (sizes.Length == 0)
            return Scalar;
        CheckRank(sizes.Length);
        Span<long> strides = stackalloc long[MaxRank];
        RowMajorStrides(sizes, strides);
        return Of(sizes, strides[..sizes.Length]);
    }

    /// <summary>The layout with these sizes and strides.</summary>
    public static Layout Of(ReadOnlySpan<long> sizes, ReadOnlySpan<long> strides)
    {
        CheckRank(sizes.Length);
        var hash = (uint)sizes.Length;
        for (var i = 0; i < sizes.Length; i++)
            hash = (hash * 31 + (uint)sizes[i]) * 31 + (uint)strides[i];
        var entries = cache ??= new Layout?[CacheSize];
        ref var entry = ref entries[(hash ^ (hash >> 15)) % CacheSize];
        if (entry is null || !sizes.SequenceEqual(entry.sizes) || !strides.SequenceEqual(entry.strides))
            entry = new Layout(sizes, strides);
        return entry;
    }

    /// <summary>This layout if contiguous, otherwise the row-major one of the same sizes.</summary>
    public Layout AsContiguous() => IsContiguous ? this : Contiguous(sizes);

    /// <summary>Whether both have the same sizes.</summary>
    public bool SameSizes(Layout other) => ReferenceEquals(this, other) || sizes.AsSpan().SequenceEqual(other.sizes);

    /// <summary>Whether the sizes are these.</summary>
    public bool SameSizes(ReadOnlySpan<long> other) => other.SequenceEqual(sizes);

    /// <summary>Index of a dimension that may count from the end.</summary>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">There is no such dimension.</exception>
    public int Dim(long dim) => Dim(dim, Rank);

    /// <summary>Index in [0, <paramref name="rank"/>) of a dimension that may count from the end.</summary>
    public static int Dim(long dim, int rank)
    {
        var range = Math.Max(rank, 1);
        if (dim < -range || dim >= range)
            throw Errors.Index($"Dimension out of range (expected to be in range of [{-range}, {range - 1}], but got {dim})");
        return (int)(dim < 0 ? dim + range : dim);
    }

    /// <summary>Sizes as PyTorch prints them: <c>[2, 3]</c>.</summary>
    public override string ToString() => Show(sizes);

    /// <summary>Sizes as PyTorch prints them: <c>[2, 3]</c>.</summary>
    public static string Show(ReadOnlySpan<long> sizes) => $"[{string.Join(", ", sizes.ToArray())}]";

    /// <summary>Fills <paramref name="strides"/> with the row-major strides of <paramref name="sizes"/>.</summary>
    public static void RowMajorStrides(ReadOnlySpan<long> sizes, Span<long> strides)
    {
        var step = 1L;
        for (var i = sizes.Length - 1; i >= 0; i--)
        {
            strides[i] = step;
            step *= Math.Max(sizes[i], 1);
        }
    }

    private static void CheckRank(int rank)
    {
        if (rank > MaxRank)
            throw Errors.Shape($"A tensor has at most {MaxRank} dimensions here, but {rank} were asked for.");
    }

    private bool HasRowMajorStrides()
    {
        if (Count == 0)
            return true;
        var step = 1L;
        for (var i = sizes.Length - 1; i >= 0; i--)
        {
            if (sizes[i] != 1 && strides[i] != step)
                return false;
            step *= sizes[i];
        }
        return true;
    }
}
