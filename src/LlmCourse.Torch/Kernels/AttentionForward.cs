using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <summary>The forward pass of <see cref="AttentionKernel"/>; an index is one head of one batch item.</summary>
internal readonly unsafe struct AttentionForward(AttentionShape shape, HeadsView q, HeadsView k, HeadsView v, HeadsView o, float* lse) : IVectorBody
{
    /// <summary>Queries up to which packing the keys costs more than it gives (one, in generating token by token).</summary>
    private const int FewQueries = 3;

    public void Run<TLanes, TVector>(long start, long end)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        for (var index = start; index < end; index++)
        {
            var (batch, head) = ((int)(index / shape.Heads), (int)(index % shape.Heads));
            if (shape.Queries <= FewQueries)
                FewRows<TLanes, TVector>(batch, head);
            else if (Simd.HasManyRegisters)
                Head<TLanes, TVector, Rows12>(batch, head);
            else
                Head<TLanes, TVector, Rows6>(batch, head);
        }
    }

    /// <summary>Packs the head's keys and values, then takes <typeparamref name="TRows"/> queries at a time.</summary>
    private void Head<TLanes, TVector, TRows>(int batch, int head)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
        where TRows : struct, IRowCount
    {
        var width = GemmMicroKernel.Vectors * TLanes.Count;
        var keys = (shape.Keys + width - 1) / width * width;
        var size = (shape.HeadSize + width - 1) / width * width;
        var scratch = PackingBuffer.Take(PackedProduct.ScratchRows * width + (long)keys * (shape.HeadSize + size + TRows.Count));
        var packedK = scratch + PackedProduct.ScratchRows * width;
        var packedV = packedK + (long)keys * shape.HeadSize;
        var weights = packedV + (long)keys * size;
        new Span<float>(scratch, PackedProduct.ScratchRows * width).Clear();
        GemmPacking.PackB(true, k.Row(batch, head, 0), (int)k.RowStride, shape.HeadSize, shape.Keys, width, shape.Scale, packedK);
        GemmPacking.PackB(false, v.Row(batch, head, 0), (int)v.RowStride, shape.Keys, shape.HeadSize, width, 1, packedV);

        var scores = new PackedProduct
        {
            Steps = shape.HeadSize,
            RowStride = (nint)q.RowStride,
            StepStride = 1,
            B = packedK,
            PanelStride = (nint)shape.HeadSize * width,
            C = weights,
            Ldc = keys,
            Scratch = scratch,
        };
        var outputs = new PackedProduct
        {
            Columns = shape.HeadSize,
            A = weights,
            RowStride = keys,
            StepStride = 1,
            B = packedV,
            PanelStride = (nint)shape.Keys * width,
            Ldc = (nint)o.RowStride,
            Scratch = scratch,
        };
        var factors = stackalloc float[TRows.Count];
        for (var t = 0; t < shape.Queries; t += TRows.Count)
        {
            var rows = Math.Min(TRows.Count, shape.Queries - t);
            var visible = shape.Visible(t + rows - 1);
            scores.A = q.Row(batch, head, t);
            scores.Columns = (visible + width - 1) / width * width;
            scores.Run<TLanes, TVector, TRows>(rows);
            for (var i = 0; i < rows; i++)
            {
                var logSum = Exponentials<TLanes, TVector>(weights + (long)i * keys, shape.Visible(t + i), visible, out factors[i]);
                if (lse != null)
                    lse[((long)batch * shape.Heads + head) * shape.Queries + t + i] = logSum;
            }
            outputs.Steps = visible;
            outputs.C = o.Row(batch, head, t);
            outputs.Run<TLanes, TVector, TRows>(rows);
            // Dividing the head's few outputs is cheaper than dividing all the weights.
            for (var i = 0; i < rows; i++)
                Scale<TLanes, TVector>(outputs.C + i * outputs.Ldc, factors[i]);
        }
    }

    /// <summary>
    /// Replaces the first <paramref name="visible"/> scores by exp(score − largest) and the others up to
    /// <paramref name="count"/> by 0; gives the logarithm of the sum of exponentials and one over their sum.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Exponentials<TLanes, TVector>(float* row, int visible, int count, out float factor)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var whole = visible - visible % TLanes.Count;
        var largest = SoftmaxKernel.Max<TLanes, TVector>(row, visible);
        var minus = TLanes.Broadcast(-largest);
        var masked = TLanes.Broadcast(float.NegativeInfinity);
        var sums = TLanes.Broadcast(0);
        for (var i = 0; i < whole; i += TLanes.Count)
        {
            var e = Functions.Exp<TLanes, TVector>(TLanes.Add(TLanes.Load(row + i), minus));
            sums = TLanes.Add(sums, e);
            TLanes.Store(e, row + i);
        }
        if (whole < visible)
        {
            var e = Functions.Exp<TLanes, TVector>(TLanes.Add(TLanes.LoadPartial(row + whole, visible - whole, masked), minus));
            sums = TLanes.Add(sums, e);
            TLanes.StorePartial(e, row + whole, visible - whole);
        }
        for (var i = visible; i < count; i++)
            row[i] = 0;
        var sum = TLanes.Sum(sums);
        factor = visible == 0 ? 0 : 1 / sum;
        return largest + Functions.Log(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Scale<TLanes, TVector>(float* row, float factor)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var factors = TLanes.Broadcast(factor);
        var whole = shape.HeadSize - shape.HeadSize % TLanes.Count;
        for (var i = 0; i < whole; i += TLanes.Count)
            TLanes.Store(TLanes.Multiply(factors, TLanes.Load(row + i)), row + i);
        for (var i = whole; i < shape.HeadSize; i++)
            row[i] *= factor;
    }

    /// <summary>Few queries: keys and values are read once, where they lie.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FewRows<TLanes, TVector>(int batch, int head)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var weights = PackingBuffer.Take(shape.Keys);
        var (size, whole) = (shape.HeadSize, shape.HeadSize - shape.HeadSize % TLanes.Count);
        for (var t = 0; t < shape.Queries; t++)
        {
            var visible = shape.Visible(t);
            var query = q.Row(batch, head, t);
            var output = o.Row(batch, head, t);
            for (var s = 0; s < visible; s++)
            {
                var key = k.Row(batch, head, s);
                var products = TLanes.Broadcast(0);
                for (var i = 0; i < whole; i += TLanes.Count)
                    products = TLanes.MultiplyAdd(TLanes.Load(query + i), TLanes.Load(key + i), products);
                var score = TLanes.Sum(products);
                for (var i = whole; i < size; i++)
                    score += query[i] * key[i];
                weights[s] = shape.Scale * score;
            }
            var logSum = Exponentials<TLanes, TVector>(weights, visible, visible, out var factor);
            if (lse != null)
                lse[((long)batch * shape.Heads + head) * shape.Queries + t] = logSum;
            for (var i = 0; i < whole; i += TLanes.Count)
            {
                var sum = TLanes.Broadcast(0);
                for (var s = 0; s < visible; s++)
                    sum = TLanes.MultiplyAdd(TLanes.Broadcast(weights[s]), TLanes.Load(v.Row(batch, head, s) + i), sum);
                TLanes.Store(sum, output + i);
            }
            for (var i = whole; i < size; i++)
            {
                output[i] = 0;
                for (var s = 0; s < visible; s++)
                    output[i] += weights[s] * v.Row(batch, head, s)[i];
            }
            Scale<TLanes, TVector>(output, factor);
        }
    }
}
