using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Variance, norms, log-sum-exp, products.</summary>
internal static class Statistics
{
    /// <summary>Variance over dimensions (none: all), by two passes; unbiased divides by n − 1.</summary>
    public static Tensor Variance(Tensor x, ReadOnlySpan<long> dims, bool unbiased, bool keepdim, ScalarType? type)
    {
        var centred = Centred(x, dims, type);
        var sum = Reductions.Sum(centred * centred, dims, keepdim, null);
        return sum / Freedom(centred, sum, unbiased);
    }

    /// <summary>Standard deviation over dimensions (none: all).</summary>
    /// <remarks>Through the norm, whose gradient is zero, not infinite, where all values are equal.</remarks>
    public static Tensor Deviation(Tensor x, ReadOnlySpan<long> dims, bool unbiased, bool keepdim, ScalarType? type)
    {
        var centred = Centred(x, dims, type);
        var norm = Euclidean(centred, dims, keepdim);
        return norm / Math.Sqrt(Freedom(centred, norm, unbiased));
    }

    /// <summary>The p-norm over dimensions (none: all).</summary>
    public static Tensor Norm(Tensor x, ReadOnlySpan<long> dims, bool keepdim, double p)
    {
        Errors.Require(x.Type.IsFloating(), $"norm(): the input must be floating point, but got {x.Type}");
        if (double.IsPositiveInfinity(p))
            return Extremes.Over(x.abs(), dims, keepdim, largest: true);
        if (double.IsNegativeInfinity(p))
            return Extremes.Over(x.abs(), dims, keepdim, largest: false);
        return p switch
        {
            0 => Reductions.Sum(x.ne(0).to(x.Type), dims, keepdim, null),
            1 => Reductions.Sum(x.abs(), dims, keepdim, null),
            2 => Euclidean(x, dims, keepdim),
            _ => Reductions.Sum(x.abs().pow(p), dims, keepdim, null).pow(1 / p),
        };
    }

    /// <summary>ln Σ exp(x) over a dimension, without overflow.</summary>
    public static Tensor LogSumExp(Tensor x, long dim, bool keepdim)
    {
        if (!x.Type.IsFloating())
            x = x.Convert(get_default_dtype());
        Tensor max;
        using (no_grad())
        {
            var largest = Extremes.Over(x.detach(), [dim], keepdim: true, largest: true);
            // Infinite maxima would give ∞ − ∞; with 0 the exponentials themselves become 0 or ∞.
            max = largest.masked_fill(largest.abs().eq(double.PositiveInfinity), 0);
        }
        var sum = ((x - max).exp().sum(dim, keepdim: true).log() + max);
        return keepdim ? sum : sum.squeeze(dim);
    }

    /// <summary>Product over a dimension, or of all elements.</summary>
    public static Tensor Product(Tensor x, long? dim, bool keepdim, ScalarType? type)
    {
        var result = type ?? (x.Type.IsFloating() ? x.Type : ScalarType.Int64);
        x = x.Convert(result);
        var at = dim is { } given ? x.Layout.Dim(given) : 0;
        var source = dim is null ? x.reshape(-1) : x;
        Tensor y;
        using (no_grad())
        {
            if (source.Layout.Rank > 0 && source.Sizes[at] == 0)
                y = Reductions.Sum(source, [at], keepdim, null) + 1;
            else
            {
                var running = Scanning.CumProd(source.detach(), at, null);
                var last = running.Layout.Rank == 0 ? running : running.narrow(at, running.Sizes[at] - 1, 1);
                y = (keepdim || last.Layout.Rank == 0 ? last : last.squeeze(at)).contiguous();
            }
        }
        return Node.Records(source) ? y.detach().Attach(new ProductNode(source, y, at)) : y;
    }

    private static Tensor Centred(Tensor x, ReadOnlySpan<long> dims, ScalarType? type)
    {
        if (type is { } wanted)
            x = x.Convert(wanted);
        Errors.Require(x.Type.IsFloating(), $"std and var only support floating point dtypes, but got {x.Type}");
        var mean = Reductions.Mean(x, dims, keepdim: true, null);
        return x - mean.expand(SumNode.Kept(x.Layout, dims).Sizes);
    }

    private static double Freedom(Tensor x, Tensor reduced, bool unbiased)
        => Math.Max((double)x.Layout.Count / Math.Max(reduced.Layout.Count, 1) - (unbiased ? 1 : 0), 0);

    private static Tensor Euclidean(Tensor x, ReadOnlySpan<long> dims, bool keepdim)
    {
        using var squares = x.detach().square();
        var y = Reductions.Sum(squares, dims, keepdim, null).sqrt();
        return Node.Records(x) ? y.Attach(new EuclideanNormNode(x, y, dims)) : y;
    }
}

/// <summary>y = √Σx²: dx = dy·x/y, zero where the norm is zero.</summary>
internal sealed class EuclideanNormNode : Node
{
    private readonly Layout kept;
    private SavedTensor x;
    private SavedTensor y;

    public EuclideanNormNode(Tensor x, Tensor y, ReadOnlySpan<long> dims)
    {
        kept = SumNode.Kept(x.Layout, dims);
        (this.x, this.y) = (Save(x), Save(y));
        Connect(x);
    }

    protected override void Backward(Tensor gradient)
    {
        using var input = x.Unpack(this);
        using var norm = y.Unpack(this, isOutput: true);
        var scale = (gradient / norm).masked_fill(norm.eq(0), 0).reshape(kept.Sizes.ToArray());
        Send(0, input * scale);
    }

    protected override void ReleaseSaved()
    {
        x.Release();
        y.Release();
    }
}

/// <summary>y = Πx along a dimension: dx = dy · product of the others, from running products on both sides.</summary>
internal sealed class ProductNode : Node
{
    private readonly int dim;
    private readonly Layout kept;
    private SavedTensor x;

    public ProductNode(Tensor x, Tensor y, int dim)
    {
        this.dim = dim;
        kept = SumNode.Kept(x.Layout, x.Layout.Rank == 0 ? [] : [dim]);
        this.x = Save(x);
        Connect(x);
    }

    public override bool IsDifferentiable => false;

    protected override void Backward(Tensor gradient)
    {
        using var input = x.Unpack(this);
        if (input.Layout.Rank == 0)
        {
            Send(0, gradient.ShareHistory());
            return;
        }
        var size = input.Sizes[dim];
        var one = ones_like(input.narrow(dim, 0, 1));
        var reversed = input.flip(dim);
        var before = Scanning.CumProd(cat([one, input.narrow(dim, 0, size - 1)], dim), dim, null);
        var after = Scanning.CumProd(cat([one, reversed.narrow(dim, 0, size - 1)], dim), dim, null).flip(dim);
        Send(0, gradient.reshape(kept.Sizes.ToArray()) * before * after);
    }

    protected override void ReleaseSaved() => x.Release();
}
