using TorchSharp.Kernels;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Matrix products of any batch shape, on operands as they lie: a transposed matrix is not copied.</summary>
internal static unsafe class MatMul
{
    /// <summary>
    /// NumPy's product: [n]·[n], [m, k]·[k], [k]·[k, n], [m, k]·[k, n], and batches [..., m, k]·[..., k, n] with broadcast.
    /// </summary>
    public static Tensor Product(Tensor a, Tensor b)
    {
        var (rankA, rankB) = (a.Layout.Rank, b.Layout.Rank);
        Errors.Require(rankA > 0 && rankB > 0, $"both arguments to matmul need to be at least 1D, but they are {rankA}D and {rankB}D");
        if (rankA > 1 && rankB > 1)
            return Batched(a, b);
        if (rankA == 1 && rankB == 1)
            Errors.Require(a.Sizes[0] == b.Sizes[0], $"inconsistent tensor size, expected tensors of the same number of elements, but got {a.Layout} and {b.Layout}");
        // A vector takes part as a matrix of one row or column, which is dropped from the result.
        var left = rankA == 1 ? Views.Unsqueeze(a, 0) : a;
        var right = rankB == 1 ? Views.Unsqueeze(b, 1) : b;
        var product = Batched(left, right);
        var y = rankB == 1 ? Views.Squeeze(product, -1) : product;
        if (rankA == 1)
        {
            var squeezed = Views.Squeeze(y, rankB == 1 ? -1 : -2);
            y.Dispose();
            y = squeezed;
        }
        if (!ReferenceEquals(left, a))
            left.Dispose();
        if (!ReferenceEquals(right, b))
            right.Dispose();
        if (!ReferenceEquals(product, y))
            product.Dispose();
        return y;
    }

    /// <summary>The product of operands that must have these numbers of dimensions.</summary>
    public static Tensor OfRanks(Tensor a, int rankA, Tensor b, int rankB, string name)
    {
        Errors.Require(a.Layout.Rank == rankA && b.Layout.Rank == rankB, $"{name}: expected a {rankA}D and a {rankB}D tensor, but got shapes {a.Layout} and {b.Layout}");
        return Product(a, b);
    }

    /// <summary>The products of two batches of matrices, equally long.</summary>
    public static Tensor Bmm(Tensor a, Tensor b)
    {
        Errors.Require(a.Layout.Rank == 3 && b.Layout.Rank == 3 && a.Sizes[0] == b.Sizes[0], $"bmm: expected two 3D tensors with equal batch size, but got shapes {a.Layout} and {b.Layout}");
        return Product(a, b);
    }

    /// <summary>op(a)·op(b) without recording; both have at least two dimensions, batches broadcast.</summary>
    public static Tensor Compute(Tensor a, bool transA, Tensor b, bool transB)
    {
        Errors.Require(a.Type == b.Type, $"expected m1 and m2 to have the same dtype, but got: {a.Type} != {b.Type}");
        var (m, k) = Matrix(a.Layout, transA);
        var (k2, n) = Matrix(b.Layout, transB);
        if (k != k2)
            throw Mismatch(a, transA, b, transB);
        if (a.Type is not (ScalarType.Float32 or ScalarType.Float64))
            return ComputeInDouble(a, transA, b, transB);

        var left = new Operand(a, transA);
        var right = new Operand(b, transB);
        // One big product instead of many small ones: a batch of rows against one matrix.
        if (b.Layout.Rank == 2 && !left.Transposed && a.Layout.Rank > 2 && a.IsDense)
        {
            Span<long> flat = stackalloc long[Layout.MaxRank];
            a.Sizes.CopyTo(flat);
            flat[a.Layout.Rank - 1] = n;
            var y = Tensor.New(flat[..a.Layout.Rank], a.Type);
            Run(left with { Step = 0 }, right with { Step = 0 }, y, (int)(a.Layout.Count / Math.Max(k, 1)), (int)n, (int)k, 1, 0, 0, 0);
            left.Dispose();
            right.Dispose();
            return y;
        }

        var batch = BatchSizes(a.Layout, b.Layout);
        Span<long> sizes = stackalloc long[Layout.MaxRank];
        batch.Sizes.CopyTo(sizes);
        sizes[batch.Rank] = m;
        sizes[batch.Rank + 1] = n;
        var result = Tensor.New(sizes[..(batch.Rank + 2)], a.Type);
        if (result.Layout.Count > 0 && k == 0)
            Copying.Fill(result, Number.Zero);
        else if (result.Layout.Count > 0)
            RunBatches(left, right, result, batch, (int)m, (int)n, (int)k);
        left.Dispose();
        right.Dispose();
        return result;
    }

    private static Tensor Batched(Tensor a, Tensor b)
    {
        var type = a.Type;
        if (type.IsHalfWidth() && b.Type == type)
            return Batched(a.Convert(ScalarType.Float32), b.Convert(ScalarType.Float32)).Convert(type);
        var y = Compute(a, false, b, false);
        return Node.Records(a, b) ? y.Attach(new MatMulNode(a, b)) : y;
    }

    private static (long Rows, long Columns) Matrix(Layout layout, bool transposed) =>
        transposed ? (layout.Sizes[^1], layout.Sizes[^2]) : (layout.Sizes[^2], layout.Sizes[^1]);

    private static Layout BatchSizes(Layout a, Layout b)
    {
        try
        {
            return Broadcasting.Common(Layout.Contiguous(a.Sizes[..^2]), Layout.Contiguous(b.Sizes[..^2]));
        }
        catch (System.Runtime.InteropServices.ExternalException)
        {
            throw Errors.Shape($"matmul: the batch dimensions of shapes {a} and {b} do not broadcast.");
        }
    }

    private static Exception Mismatch(Tensor a, bool transA, Tensor b, bool transB)
    {
        var (m, k) = Matrix(a.Layout, transA);
        var (k2, n) = Matrix(b.Layout, transB);
        return Errors.Shape($"mat1 and mat2 shapes cannot be multiplied ({m}x{k} and {k2}x{n}): the tensors' shapes are {a.Layout} and {b.Layout}.");
    }

    private static Tensor ComputeInDouble(Tensor a, bool transA, Tensor b, bool transB)
    {
        Errors.Require(a.Type != ScalarType.Bool, "matmul is not implemented for 'Bool'");
        // Exact for products and sums below 2^53, which index arithmetic never exceeds.
        using var wideA = a.Cast(ScalarType.Float64);
        using var wideB = b.Cast(ScalarType.Float64);
        using var product = Compute(wideA, transA, wideB, transB);
        return product.Cast(a.Type);
    }

    private static void RunBatches(in Operand a, in Operand b, Tensor y, Layout batch, int m, int n, int k)
    {
        if (batch.Count == 1)
        {
            Run(a, b, y, m, n, k, 1, 0, 0, 0);
            return;
        }
        if (a.IsEvenlySpaced(batch) && b.IsEvenlySpaced(batch))
        {
            Run(a, b, y, m, n, k, (int)batch.Count, 0, 0, 0);
            return;
        }
        // Uneven batches (broadcast over some dimensions, or permuted): even runs along the last one.
        var run = batch.Sizes[^1];
        for (var i = 0L; i < batch.Count; i += run)
            Run(a.Along(batch), b.Along(batch), y, m, n, k, (int)run, a.OffsetOf(batch, i), b.OffsetOf(batch, i), i * m * n);
    }

    private static void Run(in Operand a, in Operand b, Tensor y, int m, int n, int k, int batch, long offsetA, long offsetB, long offsetY)
    {
        if (y.Type == ScalarType.Float32)
        {
            Gemm.MultiplyBatched(
                a.Transposed, b.Transposed, m, n, k, 1f, a.Tensor.Pointer<float>() + offsetA, a.Lead, a.Step,
                b.Tensor.Pointer<float>() + offsetB, b.Lead, b.Step, 0f, y.Pointer<float>() + offsetY, n, (long)m * n, batch);
        }
        else
        {
            Gemm.MultiplyBatched(
                a.Transposed, b.Transposed, m, n, k, 1d, a.Tensor.Pointer<double>() + offsetA, a.Lead, a.Step,
                b.Tensor.Pointer<double>() + offsetB, b.Lead, b.Step, 0d, y.Pointer<double>() + offsetY, n, (long)m * n, batch);
        }
    }

    /// <summary>A stack of matrices as the kernel takes it: rows or columns lie tightly, copied if neither do.</summary>
    private readonly record struct Operand
    {
        public Operand(Tensor source, bool transpose)
        {
            var (rows, columns) = (source.Sizes[^2], source.Sizes[^1]);
            var (rowStep, columnStep) = (source.Strides[^2], source.Strides[^1]);
            if ((columnStep == 1 || columns == 1) && (rowStep >= columns || rows == 1))
            {
                (Tensor, Transposed, Lead) = (source.Share(), transpose, (int)Math.Max(rows == 1 ? columns : rowStep, 1));
            }
            else if ((rowStep == 1 || rows == 1) && (columnStep >= rows || columns == 1))
            {
                (Tensor, Transposed, Lead) = (source.Share(), !transpose, (int)Math.Max(columns == 1 ? rows : columnStep, 1));
            }
            else
            {
                (Tensor, Transposed, Lead) = (source.Copy(), transpose, (int)Math.Max(columns, 1));
            }
            Step = Tensor.Layout.Rank > 2 && Tensor.Sizes[^3] > 1 ? Tensor.Strides[^3] : 0;
        }

        /// <summary>The matrices; the caller disposes it.</summary>
        public Tensor Tensor { get; }

        /// <summary>Whether the kernel reads them transposed.</summary>
        public bool Transposed { get; }

        /// <summary>Elements between rows as stored.</summary>
        public int Lead { get; }

        /// <summary>Elements between matrices.</summary>
        public long Step { get; init; }

        public void Dispose() => Tensor.Dispose();

        /// <summary>Whether matrix i of the broadcast batch starts at i · Step for all i.</summary>
        public bool IsEvenlySpaced(Layout batch)
        {
            var expected = -1L;
            for (var back = 1; back <= batch.Rank; back++)
            {
                if (batch.Sizes[^back] == 1)
                    continue;
                var step = StepOf(batch, back);
                if (expected >= 0 && step != expected)
                    return false;
                if (expected < 0 && step != Step)
                    return false;
                expected = step * batch.Sizes[^back];
            }
            return true;
        }

        /// <summary>This operand with the steps of the last batch dimension.</summary>
        public Operand Along(Layout batch) => this with { Step = StepOf(batch, 1) };

        /// <summary>Where matrix <paramref name="index"/> of the broadcast batch starts.</summary>
        public long OffsetOf(Layout batch, long index)
        {
            var offset = 0L;
            for (var back = 1; back <= batch.Rank; back++)
            {
                offset += index % batch.Sizes[^back] * StepOf(batch, back);
                index /= batch.Sizes[^back];
            }
            return offset;
        }

        private long StepOf(Layout batch, int back)
        {
            var dim = Tensor.Layout.Rank - 2 - back;
            return dim < 0 || Tensor.Sizes[dim] == 1 ? 0 : Tensor.Strides[dim];
        }
    }
}

/// <summary>y = a·b: da = dy·bᵀ, db = aᵀ·dy, summed over broadcast batches.</summary>
internal sealed class MatMulNode : Node
{
    private readonly Layout layoutA;
    private readonly Layout layoutB;
    private SavedTensor a;
    private SavedTensor b;

    public MatMulNode(Tensor a, Tensor b)
    {
        (layoutA, layoutB) = (a.Layout, b.Layout);
        if (b.HasGraph)
            this.a = Save(a);
        if (a.HasGraph)
            this.b = Save(b);
        Connect(a);
        Connect(b);
    }

    protected override void Backward(Tensor gradient)
    {
        if (Needs(0))
        {
            using var right = b.Unpack(this);
            using var transposed = Views.Transpose(right, -1, -2);
            using var product = MatMul.Product(gradient, transposed);
            Send(0, product.SumTo(layoutA));
        }
        if (!Needs(1))
            return;
        using var left = a.Unpack(this);
        // Many rows against one matrix: its gradient is one product over all rows, not a sum of small ones.
        var flatten = layoutB.Rank == 2 && layoutA.Rank > 2;
        using var rows = flatten ? Views.Reshape(left, [-1, left.Sizes[^1]]) : left.ShareHistory();
        using var gradients = flatten ? Views.Reshape(gradient, [-1, gradient.Sizes[^1]]) : gradient.ShareHistory();
        using var columns = Views.Transpose(rows, -1, -2);
        using var weight = MatMul.Product(columns, gradients);
        Send(1, weight.SumTo(layoutB));
    }

    protected override void ReleaseSaved()
    {
        a.Release();
        b.Release();
    }
}
