using System.Numerics;
using System.Numerics.Tensors;
using TorchSharp.Kernels;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp;

/// <summary>
/// Positions in some dimensions of a tensor, broadcast together to P places; the other dimensions are taken whole. Moves
/// elements between the tensor and a row-major [P, rest...].
/// </summary>
internal sealed unsafe class GatherPlan : IDisposable
{
    private readonly Tensor?[] positions;
    private readonly Layout sizes;
    private readonly long[] places;
    private readonly int firstIndexed;
    private readonly bool adjacent;

    /// <summary>Checks and broadcasts the positions; <paramref name="indices"/> has one entry for each leading dimension.</summary>
    public GatherPlan(Tensor x, Tensor?[] indices)
    {
        sizes = x.Layout;
        positions = new Tensor?[sizes.Rank];
        var common = Layout.Scalar;
        var (first, last, count) = (-1, -1, 0);
        for (var dim = 0; dim < indices.Length; dim++)
        {
            if (indices[dim] is not { } index)
                continue;
            common = Broadcast(common, index.Layout, indices);
            first = first < 0 ? dim : first;
            last = dim;
            count++;
        }
        (firstIndexed, adjacent) = (first, last - first + 1 == count);
        places = common.Sizes.ToArray();
        Places = common.Count;
        for (var dim = 0; dim < indices.Length; dim++)
        {
            if (indices[dim] is { } index)
                positions[dim] = Normalise(index, common, dim);
        }
    }

    private GatherPlan(GatherPlan other)
    {
        (sizes, places, firstIndexed, adjacent, Places) = (other.sizes, other.places, other.firstIndexed, other.adjacent, other.Places);
        positions = Array.ConvertAll(other.positions, static x => x?.Share().DetachFromDisposeScope());
    }

    /// <summary>Number of places.</summary>
    public long Places { get; }

    /// <summary>Sizes of the dimensions that are taken whole.</summary>
    public long[] Rest => [.. RestDims().Select(dim => sizes.Sizes[dim])];

    /// <summary>[P, rest...].</summary>
    public long[] FlatSizes => [Places, .. Rest];

    /// <summary>The same with the shape of the positions in place of P.</summary>
    public long[] PlacedSizes => [.. places, .. Rest];

    /// <summary>Order of <see cref="PlacedSizes"/>' dimensions in the result: adjacent indices stand where they stood.</summary>
    public long[] ResultOrder
    {
        get
        {
            var lead = adjacent ? firstIndexed : 0;
            var rank = places.Length + Rest.Length;
            return
            [
                .. Enumerable.Range(places.Length, lead).Select(x => (long)x),
                .. Enumerable.Range(0, places.Length).Select(x => (long)x),
                .. Enumerable.Range(places.Length + lead, rank - places.Length - lead).Select(x => (long)x),
            ];
        }
    }

    /// <summary>A plan of its own on the same positions, outside all dispose scopes.</summary>
    public GatherPlan Detach() => new(this);

    /// <summary>y[p] = x at place p.</summary>
    public void Gather(Tensor x, Tensor y)
    {
        using var source = RestLast(x);
        using var offsets = Offsets(source.Layout);
        var row = Rest.Aggregate(x.Type.Size(), static (bytes, size) => bytes * (int)size);
        ComputePool.For(Places, Math.Max(1, LoopPlan.Grain / Math.Max(row, 1)), new CopyOut(source.Memory.Data + source.Offset * x.Type.Size(), y.Memory.Data, offsets.Pointer<long>(), row, x.Type.Size()));
    }

    /// <summary>x at place p = y[p], or += y[p], one place after the other.</summary>
    public void Scatter(Tensor y, Tensor x, bool accumulate)
    {
        using var target = RestLast(x);
        using var offsets = Offsets(target.Layout);
        var row = (int)Rest.Aggregate(1L, static (count, size) => count * size);
        if (!accumulate)
        {
            var size = x.Type.Size();
            for (var p = 0L; p < Places; p++)
                Buffer.MemoryCopy(y.Memory.Data + p * row * size, target.Memory.Data + (target.Offset + offsets.Pointer<long>()[p]) * size, (long)row * size, (long)row * size);
        }
        else
        {
            switch (x.Type)
            {
                case ScalarType.Float32:
                    AddRows<float>(y, target, offsets, row);
                    break;
                case ScalarType.Float64:
                    AddRows<double>(y, target, offsets, row);
                    break;
                case ScalarType.Int64:
                    AddRows<long>(y, target, offsets, row);
                    break;
                case ScalarType.Int32:
                    AddRows<int>(y, target, offsets, row);
                    break;
                default:
                    throw Errors.DType($"index_put_ with accumulate is not implemented for '{x.Type}'");
            }
        }
        if (!ReferenceEquals(target.Memory, x.Memory))
        {
            using var back = Views.Permute(target, Inverse(IndexedFirst()));
            Copying.Copy(back, x);
        }
    }

    /// <summary>Lets go of the positions.</summary>
    public void Dispose()
    {
        foreach (var position in positions)
            position?.Dispose();
    }

    private static void AddRows<T>(Tensor y, Tensor target, Tensor offsets, int row)
        where T : unmanaged, INumber<T>
    {
        for (var p = 0L; p < y.Sizes[0]; p++)
        {
            var to = new Span<T>(target.Pointer<T>() + offsets.Pointer<long>()[p], row);
            TensorPrimitives.Add(to, new ReadOnlySpan<T>(y.Pointer<T>() + p * row, row), to);
        }
    }

    private static Layout Broadcast(Layout common, Layout index, Tensor?[] indices)
    {
        try
        {
            return Broadcasting.Common(common, index);
        }
        catch (System.Runtime.InteropServices.ExternalException)
        {
            var shapes = string.Join(", ", indices.Where(x => x is not null).Select(x => x!.Layout.ToString()));
            throw Errors.Shape($"shape mismatch: indexing tensors could not be broadcast together with shapes {shapes}");
        }
    }

    private Tensor Normalise(Tensor index, Layout common, int dim)
    {
        var size = sizes.Sizes[dim];
        using var stretched = index.Restride(StretchedLayout(index.Layout, common), index.Offset);
        var flat = stretched.Copy();
        foreach (ref var position in flat.Span<long>())
        {
            Errors.Require(position >= -size && position < size, $"index {position} is out of bounds for dimension {dim} with size {size}");
            if (position < 0)
                position += size;
        }
        return flat;
    }

    private static Layout StretchedLayout(Layout index, Layout common)
    {
        Span<long> strides = stackalloc long[Layout.MaxRank];
        for (var dim = 0; dim < common.Rank; dim++)
        {
            var own = dim - (common.Rank - index.Rank);
            strides[dim] = own < 0 || index.Sizes[own] == 1 ? 0 : index.Strides[own];
        }
        return Layout.Of(common.Sizes, strides[..common.Rank]);
    }

    private IEnumerable<int> RestDims()
    {
        for (var dim = 0; dim < sizes.Rank; dim++)
        {
            if (positions[dim] is null)
                yield return dim;
        }
    }

    private long[] IndexedFirst() =>
        [.. Enumerable.Range(0, sizes.Rank).Where(dim => positions[dim] is not null).Concat(RestDims()).Select(dim => (long)dim)];

    private static long[] Inverse(long[] order)
    {
        var inverse = new long[order.Length];
        for (var i = 0; i < order.Length; i++)
            inverse[order[i]] = i;
        return inverse;
    }

    /// <summary>The tensor with indexed dimensions in front and the rest tight behind: a view, or a copy where it isn't tight.</summary>
    private Tensor RestLast(Tensor x)
    {
        using var mode = no_grad();
        using var permuted = Views.Permute(x, IndexedFirst());
        var expected = 1L;
        var tight = true;
        for (var dim = permuted.Layout.Rank - 1; dim >= permuted.Layout.Rank - Rest.Length; dim--)
        {
            tight &= permuted.Sizes[dim] == 1 || permuted.Strides[dim] == expected;
            expected *= permuted.Sizes[dim];
        }
        return tight ? permuted.Share() : permuted.Copy();
    }

    /// <summary>For each place the distance of its elements from the tensor's first, indexed dimensions in front.</summary>
    private Tensor Offsets(Layout indexedFirst)
    {
        var offsets = Tensor.New([Places], ScalarType.Int64);
        var span = offsets.Span<long>();
        span.Clear();
        var next = 0;
        foreach (var position in positions)
        {
            if (position is null)
                continue;
            var stride = indexedFirst.Strides[next++];
            TensorPrimitives.MultiplyAdd<long>(position.Span<long>(), stride, span, span);
        }
        return offsets;
    }

    private readonly struct CopyOut(byte* source, byte* target, long* offsets, int row, int size) : IRangeBody
    {
        public void Run(long start, long end)
        {
            for (var p = start; p < end; p++)
                Buffer.MemoryCopy(source + offsets[p] * size, target + p * row, row, row);
        }
    }
}
