using TorchSharp.Kernels;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Work on one row of up to three operands: positions and steps in elements.</summary>
internal interface IRowBody
{
    /// <summary>Handles <paramref name="count"/> elements that start at y, a, b and are stepY, stepA, stepB apart.</summary>
    void Row(long count, long y, long a, long b, long stepY, long stepA, long stepB);
}

/// <summary>
/// The loop nest over a result y and operands a and b that broadcast to it. Dimensions that all three can walk as one are
/// merged, so contiguous operands become a single row.
/// </summary>
internal unsafe struct LoopPlan
{
    /// <summary>Elements per piece of parallel work below which a hand-over costs more than it gains.</summary>
    public const long Grain = 16384;

    private fixed long sizes[Layout.MaxRank];
    private fixed long stepY[Layout.MaxRank];
    private fixed long stepA[Layout.MaxRank];
    private fixed long stepB[Layout.MaxRank];
    private int rank;

    /// <summary>Plans a loop over <paramref name="y"/>, to whose sizes a and b broadcast.</summary>
    public LoopPlan(Layout y, Layout a, Layout b)
    {
        rank = 0;
        for (var dim = 0; dim < y.Rank; dim++)
        {
            var size = y.Sizes[dim];
            if (size != 1)
                Push(size, y.Strides[dim], Step(a, y.Rank, dim), Step(b, y.Rank, dim));
        }
        if (rank == 0)
            Push(1, 1, 1, 1);
        Elements = y.Count;
    }

    /// <summary>Elements in all.</summary>
    public long Elements { get; }

    private readonly long Inner => sizes[rank - 1];

    /// <summary>Runs <paramref name="body"/> over every row, split over the compute pool.</summary>
    public readonly void Run<TBody>(TBody body)
        where TBody : struct, IRowBody
    {
        if (Elements == 0)
            return;
        if (rank == 1)
        {
            if (Elements <= Grain)
                body.Row(Inner, 0, 0, 0, stepY[0], stepA[0], stepB[0]);
            else
                ComputePool.For(Elements, Grain, new OneRow<TBody>(body, stepY[0], stepA[0], stepB[0]));
            return;
        }
        ComputePool.For(Elements / Inner, Math.Max(1, Grain / Inner), new ManyRows<TBody>(this, body));
    }

    private static long Step(Layout operand, int rank, int dim)
    {
        var own = dim - (rank - operand.Rank);
        return own < 0 || operand.Sizes[own] == 1 ? 0 : operand.Strides[own];
    }

    private void Push(long size, long y, long a, long b)
    {
        var last = rank - 1;
        if (rank > 0 && stepY[last] == y * size && stepA[last] == a * size && stepB[last] == b * size)
        {
            sizes[last] *= size;
            stepY[last] = y;
            stepA[last] = a;
            stepB[last] = b;
            return;
        }
        sizes[rank] = size;
        stepY[rank] = y;
        stepA[rank] = a;
        stepB[rank] = b;
        rank++;
    }

    private readonly struct OneRow<TBody>(TBody body, long y, long a, long b) : IRangeBody
        where TBody : struct, IRowBody
    {
        public void Run(long start, long end) => body.Row(end - start, start * y, start * a, start * b, y, a, b);
    }

    private readonly struct ManyRows<TBody>(LoopPlan plan, TBody body) : IRangeBody
        where TBody : struct, IRowBody
    {
        public void Run(long start, long end)
        {
            var loop = plan;
            var inner = loop.rank - 1;
            var index = stackalloc long[Layout.MaxRank];
            long y = 0, a = 0, b = 0;
            var rest = start;
            for (var dim = inner - 1; dim >= 0; dim--)
            {
                index[dim] = rest % loop.sizes[dim];
                rest /= loop.sizes[dim];
                y += index[dim] * loop.stepY[dim];
                a += index[dim] * loop.stepA[dim];
                b += index[dim] * loop.stepB[dim];
            }
            for (var row = start; row < end; row++)
            {
                body.Row(loop.sizes[inner], y, a, b, loop.stepY[inner], loop.stepA[inner], loop.stepB[inner]);
                for (var dim = inner - 1; dim >= 0; dim--)
                {
                    y += loop.stepY[dim];
                    a += loop.stepA[dim];
                    b += loop.stepB[dim];
                    if (++index[dim] < loop.sizes[dim])
                        break;
                    y -= loop.stepY[dim] * loop.sizes[dim];
                    a -= loop.stepA[dim] * loop.sizes[dim];
                    b -= loop.stepB[dim] * loop.sizes[dim];
                    index[dim] = 0;
                }
            }
        }
    }
}

/// <summary>Sizes that operands broadcast to.</summary>
internal static class Broadcasting
{
    /// <summary>The row-major layout of the sizes that <paramref name="a"/> and <paramref name="b"/> broadcast to.</summary>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">The sizes do not fit.</exception>
    public static Layout Common(Layout a, Layout b)
    {
        if (a.SameSizes(b))
            return a.AsContiguous();
        var rank = Math.Max(a.Rank, b.Rank);
        Span<long> sizes = stackalloc long[Layout.MaxRank];
        for (var back = 1; back <= rank; back++)
        {
            var sizeA = back <= a.Rank ? a.Sizes[^back] : 1;
            var sizeB = back <= b.Rank ? b.Sizes[^back] : 1;
            if (sizeA != sizeB && sizeA != 1 && sizeB != 1)
            {
                throw Errors.Shape(
                    $"The size of tensor a ({sizeA}) must match the size of tensor b ({sizeB}) at non-singleton dimension {rank - back}: shapes {a} and {b} do not broadcast.");
            }
            sizes[rank - back] = sizeA == 1 ? sizeB : sizeA;
        }
        return Layout.Contiguous(sizes[..rank]);
    }

    /// <summary>Refuses sizes that do not broadcast to those of <paramref name="target"/>, which is written in place.</summary>
    public static void CheckInto(Tensor target, Tensor source)
    {
        if (!Common(target.Layout, source.Layout).SameSizes(target.Layout))
            throw Errors.Shape($"output with shape {target.Layout} doesn't match the broadcast shape {Common(target.Layout, source.Layout)}");
    }
}
