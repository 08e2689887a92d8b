using System.Numerics;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Running sums and products along a dimension.</summary>
internal static unsafe class Scanning
{
    /// <summary>Running sum.</summary>
    public static Tensor CumSum(Tensor x, long dim, ScalarType? type)
    {
        var result = type ?? (x.Type.IsFloating() ? x.Type : ScalarType.Int64);
        if (x.Type != result)
            x = x.Convert(result);
        var at = x.Layout.Dim(dim);
        var y = Compute<AddOperator>(x, at);
        return Node.Records(x) ? y.Attach(new CumSumNode(x, at)) : y;
    }

    /// <summary>Running product.</summary>
    public static Tensor CumProd(Tensor x, long dim, ScalarType? type)
    {
        var result = type ?? (x.Type.IsFloating() ? x.Type : ScalarType.Int64);
        if (x.Type != result)
            x = x.Convert(result);
        var at = x.Layout.Dim(dim);
        var y = Compute<MultiplyOperator>(x, at);
        return Node.Records(x) ? y.Attach(new CumProdNode(x, at)) : y;
    }

    private static Tensor Compute<TOperator>(Tensor x, int dim)
        where TOperator : struct, IBinaryOperator
    {
        using var source = x.Dense();
        var y = x.NewLike();
        var size = x.Layout.Rank == 0 ? 1 : x.Sizes[dim];
        var inner = 1L;
        for (var d = dim + 1; d < x.Layout.Rank; d++)
            inner *= x.Sizes[d];
        switch (x.Type)
        {
            case ScalarType.Float32:
                // A long running sum in single precision would lose what a double keeps.
                Run<float, double, TOperator>(source, y, size, inner);
                break;
            case ScalarType.Float64:
                Run<double, double, TOperator>(source, y, size, inner);
                break;
            case ScalarType.Int64:
                Run<long, long, TOperator>(source, y, size, inner);
                break;
            case ScalarType.Int32:
                Run<int, int, TOperator>(source, y, size, inner);
                break;
            default:
                throw Errors.DType($"running sums are not implemented for '{x.Type}'; give a wider type.");
        }
        return y;
    }

    private static void Run<T, TWide, TOperator>(Tensor x, Tensor y, long size, long inner)
        where T : unmanaged, INumber<T>
        where TWide : unmanaged, INumber<TWide>
        where TOperator : struct, IBinaryOperator
    {
        if (x.Layout.Count == 0)
            return;
        for (var start = 0L; start < x.Layout.Count; start += size * inner)
        {
            for (var i = 0L; i < inner; i++)
            {
                var from = x.Pointer<T>() + start + i;
                var to = y.Pointer<T>() + start + i;
                var running = TWide.CreateTruncating(from[0]);
                to[0] = from[0];
                for (var j = 1L; j < size; j++)
                {
                    running = TOperator.Invoke(running, TWide.CreateTruncating(from[j * inner]));
                    to[j * inner] = T.CreateTruncating(running);
                }
            }
        }
    }
}

/// <summary>y = running sum of x: the gradient is the running sum from the other end.</summary>
internal sealed class CumSumNode : Node
{
    private readonly int dim;

    public CumSumNode(Tensor x, int dim)
    {
        this.dim = dim;
        Connect(x);
    }

    protected override void Backward(Tensor gradient)
    {
        if (gradient.Layout.Rank == 0)
        {
            Send(0, gradient.ShareHistory());
            return;
        }
        // Σ from i on = total − running sum before i.
        var total = gradient.sum(dim, keepdim: true);
        Send(0, total - Scanning.CumSum(gradient, dim, null) + gradient);
    }
}

/// <summary>
/// y = running product of x. With the product before i as P and S(i) = dy(i) + x(i+1)·S(i+1), dx(i) = P·S(i): no
/// division, so zeros among the factors do no harm.
/// </summary>
internal sealed class CumProdNode : Node
{
    private readonly int dim;
    private SavedTensor x;

    public CumProdNode(Tensor x, int dim)
    {
        this.dim = dim;
        this.x = Save(x);
        Connect(x);
    }

    protected override void Backward(Tensor gradient)
    {
        using var factors = x.Unpack(this);
        var size = factors.Layout.Rank == 0 ? 1 : factors.Sizes[dim];
        if (factors.Layout.Rank == 0 || size == 0)
        {
            Send(0, gradient.ShareHistory());
            return;
        }
        var parts = new Tensor[size];
        var after = gradient.select(dim, size - 1);
        for (var i = size - 1; i >= 0; i--)
        {
            if (i < size - 1)
                after = gradient.select(dim, i) + factors.select(dim, i + 1) * after;
            parts[i] = after;
        }
        var before = factors.select(dim, 0);
        for (var i = 1; i < size; i++)
        {
            parts[i] = parts[i] * before;
            before = before * factors.select(dim, i);
        }
        Send(0, Joining.Stack(parts, dim));
    }

    protected override void ReleaseSaved() => x.Release();
}
