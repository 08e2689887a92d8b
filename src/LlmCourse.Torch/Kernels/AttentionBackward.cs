using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <summary>The backward pass of <see cref="AttentionKernel"/>; an index is one head of one batch item.</summary>
/// <remarks>
/// With weights P, upstream gradient dO and δ(t) = dO(t) · O(t): <c>dV = Pᵀ dO</c>, <c>dP = dO Vᵀ</c>, <c>dS = P (dP − δ)</c>,
/// <c>dQ = scale · dS K</c>, <c>dK = scale · dSᵀ Q</c>. Blocks of queries are taken in order, so every sum has a fixed order.
/// </remarks>
internal readonly unsafe struct AttentionBackward(AttentionShape shape, HeadsView dout, HeadsView q, HeadsView k, HeadsView v, HeadsView o, float* lse, HeadsView dq, HeadsView dk, HeadsView dv) : IVectorBody
{
    /// <summary>Queries in a block: P and dS of a block against 256 keys are 96 KB each, within the second-level cache.</summary>
    private const int BlockQueries = 96;

    public void Run<TLanes, TVector>(long start, long end)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        for (var index = start; index < end; index++)
        {
            var (batch, head) = ((int)(index / shape.Heads), (int)(index % shape.Heads));
            if (Simd.HasManyRegisters)
                Head<TLanes, TVector, Rows12>(batch, head);
            else
                Head<TLanes, TVector, Rows6>(batch, head);
        }
    }

    private void Head<TLanes, TVector, TRows>(int batch, int head)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
        where TRows : struct, IRowCount
    {
        var width = GemmMicroKernel.Vectors * TLanes.Count;
        var layout = new Layout(shape, width);
        var scratch = PackingBuffer.Take(layout.Total);
        new Span<float>(scratch, PackedProduct.ScratchRows * width).Clear();
        GemmPacking.PackB(true, k.Row(batch, head, 0), (int)k.RowStride, shape.HeadSize, shape.Keys, width, shape.Scale, scratch + layout.KeysAcross);
        GemmPacking.PackB(true, v.Row(batch, head, 0), (int)v.RowStride, shape.HeadSize, shape.Keys, width, 1, scratch + layout.ValuesAcross);
        GemmPacking.PackB(false, k.Row(batch, head, 0), (int)k.RowStride, shape.Keys, shape.HeadSize, width, shape.Scale, scratch + layout.Keys);
        for (var t = 0; t < shape.Queries; t += BlockQueries)
        {
            var queries = Math.Min(BlockQueries, shape.Queries - t);
            QueryGradients<TLanes, TVector, TRows>(batch, head, t, queries, scratch, layout);
            GemmPacking.PackB(false, q.Row(batch, head, t), (int)q.RowStride, queries, shape.HeadSize, width, shape.Scale, scratch + layout.Block);
            KeyGradients<TLanes, TVector, TRows>(dk, batch, head, t, queries, scratch, scratch + layout.ScoreGradients, layout);
            GemmPacking.PackB(false, dout.Row(batch, head, t), (int)dout.RowStride, queries, shape.HeadSize, width, 1, scratch + layout.Block);
            KeyGradients<TLanes, TVector, TRows>(dv, batch, head, t, queries, scratch, scratch + layout.Weights, layout);
            if (t == 0)
                ClearRows(batch, head, shape.Visible(queries - 1));
        }
    }

    /// <summary>Clears the gradients of keys that no query of the first block sees; later blocks add to what they find.</summary>
    private void ClearRows(int batch, int head, int from)
    {
        for (var s = from; s < shape.Keys; s++)
        {
            new Span<float>(dk.Row(batch, head, s), shape.HeadSize).Clear();
            new Span<float>(dv.Row(batch, head, s), shape.HeadSize).Clear();
        }
    }

    /// <summary>Fills P and dS for a block of queries and writes their dQ.</summary>
    private void QueryGradients<TLanes, TVector, TRows>(int batch, int head, int first, int queries, float* scratch, in Layout layout)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
        where TRows : struct, IRowCount
    {
        var width = GemmMicroKernel.Vectors * TLanes.Count;
        var across = new PackedProduct { Steps = shape.HeadSize, StepStride = 1, PanelStride = (nint)shape.HeadSize * width, Ldc = layout.Row, Scratch = scratch };
        for (var t = first; t < first + queries; t += TRows.Count)
        {
            var rows = Math.Min(TRows.Count, first + queries - t);
            var visible = shape.Visible(t + rows - 1);
            across.Columns = (visible + width - 1) / width * width;
            var weights = scratch + layout.Weights + (long)(t - first) * layout.Row;
            var gradients = scratch + layout.ScoreGradients + (long)(t - first) * layout.Row;

            across.A = q.Row(batch, head, t);
            across.RowStride = (nint)q.RowStride;
            across.B = scratch + layout.KeysAcross;
            across.C = weights;
            across.Run<TLanes, TVector, TRows>(rows);

            across.A = dout.Row(batch, head, t);
            across.RowStride = (nint)dout.RowStride;
            across.B = scratch + layout.ValuesAcross;
            across.C = gradients;
            across.Run<TLanes, TVector, TRows>(rows);

            for (var i = 0; i < rows; i++)
            {
                var delta = Dot<TLanes, TVector>(dout.Row(batch, head, t + i), o.Row(batch, head, t + i), shape.HeadSize);
                var logSum = lse[((long)batch * shape.Heads + head) * shape.Queries + t + i];
                // Both products read at most a tile's rows beyond the last visible key.
                var end = Math.Min(layout.Row, shape.Visible(t + i) + TRows.Count);
                ScoreGradients<TLanes, TVector>(weights + (long)i * layout.Row, gradients + (long)i * layout.Row, shape.Visible(t + i), end, logSum, delta);
            }
            var down = new PackedProduct
            {
                Steps = visible,
                Columns = shape.HeadSize,
                A = gradients,
                RowStride = layout.Row,
                StepStride = 1,
                B = scratch + layout.Keys,
                PanelStride = (nint)shape.Keys * width,
                C = dq.Row(batch, head, t),
                Ldc = (nint)dq.RowStride,
                Scratch = scratch,
            };
            down.Run<TLanes, TVector, TRows>(rows);
        }
    }

    /// <summary>
    /// Adds <c>matrixᵀ · block</c> to the gradient of the keys or values (the first block writes it): matrix is dS or P of a block of queries, the packed
    /// block is their q or dO. A key that comes after a query has no part in it, so those sums start later.
    /// </summary>
    private void KeyGradients<TLanes, TVector, TRows>(HeadsView target, int batch, int head, int first, int queries, float* scratch, float* matrix, in Layout layout)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
        where TRows : struct, IRowCount
    {
        var width = GemmMicroKernel.Vectors * TLanes.Count;
        var visible = shape.Visible(first + queries - 1);
        for (var s = 0; s < visible; s += TRows.Count)
        {
            var skipped = shape.Causal ? Math.Clamp(s - shape.CausalOffset - first, 0, queries) : 0;
            var down = new PackedProduct
            {
                Steps = queries - skipped,
                Columns = shape.HeadSize,
                A = matrix + (long)skipped * layout.Row + s,
                RowStride = 1,
                StepStride = layout.Row,
                B = scratch + layout.Block + (long)skipped * width,
                PanelStride = (nint)queries * width,
                Init = first == 0 ? null : target.Row(batch, head, s),
                InitStride = (nint)target.RowStride,
                C = target.Row(batch, head, s),
                Ldc = (nint)target.RowStride,
                Scratch = scratch,
            };
            down.Run<TLanes, TVector, TRows>(Math.Min(TRows.Count, visible - s));
        }
    }

    /// <summary>In one row: scores become weights P = exp(score − lse), dP becomes dS = P (dP − δ); zeros from there to <paramref name="count"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ScoreGradients<TLanes, TVector>(float* weights, float* gradients, int visible, int count, float logSum, float delta)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var shift = TLanes.Broadcast(logSum);
        var minus = TLanes.Broadcast(delta);
        var whole = visible - visible % TLanes.Count;
        for (var i = 0; i < whole; i += TLanes.Count)
        {
            var weight = Functions.Exp<TLanes, TVector>(TLanes.Subtract(TLanes.Load(weights + i), shift));
            TLanes.Store(weight, weights + i);
            TLanes.Store(TLanes.Multiply(weight, TLanes.Subtract(TLanes.Load(gradients + i), minus)), gradients + i);
        }
        if (whole < visible)
        {
            var lanes = visible - whole;
            var weight = Functions.Exp<TLanes, TVector>(TLanes.Subtract(TLanes.LoadPartial(weights + whole, lanes, shift), shift));
            TLanes.StorePartial(weight, weights + whole, lanes);
            var gradient = TLanes.Multiply(weight, TLanes.Subtract(TLanes.LoadPartial(gradients + whole, lanes, minus), minus));
            TLanes.StorePartial(gradient, gradients + whole, lanes);
        }
        for (var i = visible; i < count; i++)
            weights[i] = gradients[i] = 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Dot<TLanes, TVector>(float* a, float* b, int n)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var whole = n - n % TLanes.Count;
        var products = TLanes.Broadcast(0);
        for (var i = 0; i < whole; i += TLanes.Count)
            products = TLanes.MultiplyAdd(TLanes.Load(a + i), TLanes.Load(b + i), products);
        var sum = TLanes.Sum(products);
        for (var i = whole; i < n; i++)
            sum += a[i] * b[i];
        return sum;
    }

    /// <summary>Where each part of the scratch memory starts, in floats.</summary>
    private readonly struct Layout
    {
        public readonly int Row;
        public readonly long KeysAcross, ValuesAcross, Keys, Weights, ScoreGradients, Block, Total;

        public Layout(in AttentionShape shape, int width)
        {
            Row = (shape.Keys + width - 1) / width * width;
            var size = (shape.HeadSize + width - 1) / width * width;
            var queries = Math.Min(BlockQueries, shape.Queries);
            KeysAcross = PackedProduct.ScratchRows * width;
            ValuesAcross = KeysAcross + (long)Row * shape.HeadSize;
            Keys = ValuesAcross + (long)Row * shape.HeadSize;
            Weights = Keys + (long)shape.Keys * size;
            ScoreGradients = Weights + (long)queries * Row;
            Block = ScoreGradients + (long)queries * Row;
            Total = Block + (long)queries * size;
        }
    }
}
