using System.Numerics;
using System.Numerics.Tensors;
using TorchSharp.Kernels;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp;

/// <summary>
/// Sums over dimensions. Rows are added in blocks and the block sums pairwise, so the rounding error grows with the
/// logarithm of the length; the order depends on sizes alone.
/// </summary>
internal static unsafe class Summation
{
    private const int Block = 512;

    /// <summary>The sum over <paramref name="dims"/> (none: all) in <paramref name="type"/>, without recording.</summary>
    public static Tensor Compute(Tensor x, ReadOnlySpan<long> dims, bool keepdim, ScalarType type)
    {
        if (type.IsHalfWidth())
        {
            using var wide = Compute(x, dims, keepdim, ScalarType.Float32);
            return wide.Cast(type);
        }
        using var input = x.As(type);
        var plan = new ReductionPlan(input, dims, keepdim);
        using var source = plan.Source;
        var y = Tensor.New(plan.Result, type);
        switch (type)
        {
            case ScalarType.Float32:
                Run<float>(plan, y);
                break;
            case ScalarType.Float64:
                Run<double>(plan, y);
                break;
            case ScalarType.Int64:
                Run<long>(plan, y);
                break;
            case ScalarType.Int32:
                Run<int>(plan, y);
                break;
            default:
                throw Errors.DType($"sum is not computed in {type}.");
        }
        return y;
    }

    /// <summary>The sum of a span, pairwise over blocks.</summary>
    public static T Sum<T>(ReadOnlySpan<T> x)
        where T : unmanaged, INumber<T>
    {
        if (x.Length <= Block)
            return TensorPrimitives.Sum(x);
        var half = x.Length / 2 / Block * Block;
        if (half == 0)
            half = Block;
        return Sum(x[..half]) + Sum(x[half..]);
    }

    private static void Run<T>(in ReductionPlan plan, Tensor y)
        where T : unmanaged, INumber<T>
    {
        var x = plan.Source.Pointer<T>();
        var result = y.Pointer<T>();
        if (plan.Result.Count == 0)
            return;
        if (plan.Reduced == 0)
        {
            y.Span<T>().Clear();
            return;
        }
        if (plan.Inner == 1 && plan.Outer == 1 && plan.Reduced > LoopPlan.Grain)
            *result = SumLong(x, plan.Reduced);
        else if (plan.Inner == 1)
            ComputePool.For(plan.Outer, Math.Max(1, LoopPlan.Grain / plan.Reduced), new SumRows<T>(x, result, plan.Reduced));
        else
            ComputePool.For(plan.Outer * plan.Inner, Math.Max(1, LoopPlan.Grain / plan.Reduced), new SumColumns<T>(x, result, plan.Reduced, plan.Inner));
    }

    /// <summary>One long sum, in pieces of fixed length that the pool shares, so that the thread count does not change it.</summary>
    private static T SumLong<T>(T* x, long count)
        where T : unmanaged, INumber<T>
    {
        const long piece = LoopPlan.Grain;
        var pieces = (count + piece - 1) / piece;
        using var partial = Tensor.New([pieces], ScalarTypes.Of<T>());
        ComputePool.For(pieces, 1, new SumPieces<T>(x, partial.Pointer<T>(), count, piece));
        return Sum<T>(partial.Span<T>());
    }

    private readonly struct SumPieces<T>(T* x, T* partial, long count, long piece) : IRangeBody
        where T : unmanaged, INumber<T>
    {
        public void Run(long start, long end)
        {
            for (var i = start; i < end; i++)
                partial[i] = Sum(new ReadOnlySpan<T>(x + i * piece, (int)Math.Min(piece, count - i * piece)));
        }
    }

    private readonly struct SumRows<T>(T* x, T* y, long length) : IRangeBody
        where T : unmanaged, INumber<T>
    {
        public void Run(long start, long end)
        {
            for (var row = start; row < end; row++)
                y[row] = length <= int.MaxValue ? Sum(new ReadOnlySpan<T>(x + row * length, (int)length)) : SumLong(x + row * length, length);
        }
    }

    /// <summary>Adds whole rows of inner elements, 32 at a time into one partial sum, then the partial sums.</summary>
    private readonly struct SumColumns<T>(T* x, T* y, long length, long inner) : IRangeBody
        where T : unmanaged, INumber<T>
    {
        private const int Rows = 32;
        private const int Width = 256;

        public void Run(long start, long end)
        {
            var partial = stackalloc T[Width];
            while (start < end)
            {
                var (outer, column) = (start / inner, start % inner);
                var width = (int)Math.Min(Math.Min(Width, inner - column), end - start);
                var total = new Span<T>(y + start, width);
                var part = new Span<T>(partial, width);
                var first = x + outer * length * inner + column;
                total.Clear();
                for (var row = 0L; row < length; row += Rows)
                {
                    new ReadOnlySpan<T>(first + row * inner, width).CopyTo(part);
                    var last = Math.Min(row + Rows, length);
                    for (var r = row + 1; r < last; r++)
                        TensorPrimitives.Add(part, new ReadOnlySpan<T>(first + r * inner, width), part);
                    TensorPrimitives.Add(total, part, total);
                }
                start += width;
            }
        }
    }
}
