using System.Numerics;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Largest and smallest elements along dimensions, and where they are. NaN beats every number.</summary>
internal static unsafe class Extremes
{
    /// <summary>The extreme along a dimension and its position, the first of equals.</summary>
    public static (Tensor Values, Tensor Indices) AlongDim(Tensor x, long dim, bool keepdim, bool largest)
    {
        var at = x.Layout.Dim(dim);
        Errors.Require(x.Layout.Rank == 0 || x.Sizes[at] > 0, $"max(): expected reduction dim {at} to have non-zero size, but the shape is {x.Layout}");
        var indices = Arg(x, [at], keepdim, largest);
        using var positions = keepdim || x.Layout.Rank == 0 ? indices.Share() : Views.Unsqueeze(indices, at);
        using var gathered = Selecting.Gather(x, at, positions);
        var values = Views.Reshape(gathered, indices.Sizes);
        return (values, indices);
    }

    /// <summary>Positions of the extremes along one dimension, or, for no dimension, in row-major order of all.</summary>
    public static Tensor Arg(Tensor x, ReadOnlySpan<long> dims, bool keepdim, bool largest)
    {
        Errors.Require(x.Layout.Count > 0, $"argmax(): expected reduction dim to be specified for an input without elements, shape {x.Layout}");
        using var input = x.Type.IsHalfWidth() ? x.Cast(ScalarType.Float32) : x.Share();
        var plan = new ReductionPlan(input, dims, keepdim);
        using var source = plan.Source;
        var y = Tensor.New(plan.Result, ScalarType.Int64);
        switch (input.Type)
        {
            case ScalarType.Float32:
                Arg<float>(plan, y, largest);
                break;
            case ScalarType.Float64:
                Arg<double>(plan, y, largest);
                break;
            case ScalarType.Int64:
                Arg<long>(plan, y, largest);
                break;
            case ScalarType.Int32:
                Arg<int>(plan, y, largest);
                break;
            case ScalarType.Int16:
                Arg<short>(plan, y, largest);
                break;
            case ScalarType.Int8:
                Arg<sbyte>(plan, y, largest);
                break;
            default:
                Arg<byte>(plan, y, largest);
                break;
        }
        return y;
    }

    /// <summary>The extreme over dimensions (none: all); equal extremes share the gradient.</summary>
    public static Tensor Over(Tensor x, ReadOnlySpan<long> dims, bool keepdim, bool largest)
    {
        Errors.Require(x.Layout.Count > 0, $"max(): expected reduction dim to be specified for an input without elements, shape {x.Layout}");
        using var mode = new GradMode(enabled: false);
        using var plain = x.detach();
        var plan = new ReductionPlan(plain, dims, keepdim);
        using var rows = plan.Source;
        using var shaped = rows.Restride(Layout.Contiguous([plan.Outer, plan.Reduced, plan.Inner]), 0);
        var (values, indices) = AlongDim(shaped, 1, keepdim: false, largest);
        indices.Dispose();
        using var source = values;
        var y = Views.Reshape(source, plan.Result.Sizes).detach();
        mode.Dispose();
        return Node.Records(x) ? y.Attach(new ExtremeNode(x, y, dims)) : y;
    }

    private static void Arg<T>(in ReductionPlan plan, Tensor y, bool largest)
        where T : unmanaged, INumber<T>
    {
        var x = plan.Source.Pointer<T>();
        var result = y.Pointer<long>();
        for (var outer = 0L; outer < plan.Outer; outer++)
        {
            for (var inner = 0L; inner < plan.Inner; inner++)
            {
                var first = x + outer * plan.Reduced * plan.Inner + inner;
                var best = 0L;
                for (var i = 1L; i < plan.Reduced; i++)
                {
                    var (candidate, leader) = (first[i * plan.Inner], first[best * plan.Inner]);
                    if (T.IsNaN(leader))
                        break;
                    if (T.IsNaN(candidate) || (largest ? candidate > leader : candidate < leader))
                        best = i;
                }
                result[outer * plan.Inner + inner] = best;
            }
        }
    }
}

/// <summary>y = extreme of x over dimensions: the gradient is shared evenly among the elements that reach it.</summary>
internal sealed class ExtremeNode : Node
{
    private readonly Layout kept;
    private SavedTensor x;
    private SavedTensor y;

    public ExtremeNode(Tensor x, Tensor y, ReadOnlySpan<long> dims)
    {
        kept = SumNode.Kept(x.Layout, dims);
        (this.x, this.y) = (Save(x), Save(y));
        Connect(x);
    }

    protected override void Backward(Tensor gradient)
    {
        using var input = x.Unpack(this);
        using var extreme = y.Unpack(this, isOutput: true);
        var reached = input.eq(extreme.reshape(kept.Sizes.ToArray()));
        Span<long> dims = stackalloc long[Layout.MaxRank];
        var count = 0;
        for (var dim = 0; dim < kept.Rank; dim++)
        {
            if (kept.Sizes[dim] == 1)
                dims[count++] = dim;
        }
        var ties = count == 0 ? reached.@long() : Reductions.Sum(reached, dims[..count], keepdim: true, null);
        Send(0, reached * gradient.reshape(kept.Sizes.ToArray()) / ties);
    }

    protected override void ReleaseSaved()
    {
        x.Release();
        y.Release();
    }
}
