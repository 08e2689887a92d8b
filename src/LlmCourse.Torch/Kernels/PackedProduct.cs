namespace TorchSharp.Kernels;

/// <summary>
/// A product with a packed right side: <c>C[rows, columns] = init + A[rows, steps] · B[steps, columns]</c>. B lies in panels of
/// two vectors' width, each dense over the steps (<see cref="GemmPacking.PackB"/>); A is anywhere, with two strides.
/// </summary>
internal unsafe struct PackedProduct
{
    /// <summary>Length of the sums.</summary>
    public int Steps;

    /// <summary>Columns of C; the last panel of B may be wider.</summary>
    public int Columns;

    /// <summary>Element (i, p) of A is at <c>A[i · RowStride + p · StepStride]</c>.</summary>
    public float* A;

    /// <inheritdoc cref="A"/>
    public nint RowStride, StepStride;

    /// <summary>The first panel of B; the next one is <see cref="PanelStride"/> elements on.</summary>
    public float* B;

    /// <inheritdoc cref="B"/>
    public nint PanelStride;

    /// <summary>Starting values, row i at <c>Init[i · InitStride]</c>; may be C. Null for zeros.</summary>
    public float* Init;

    /// <inheritdoc cref="Init"/>
    public nint InitStride;

    /// <summary>Where the result goes, row i at <c>C[i · Ldc]</c>.</summary>
    public float* C;

    /// <inheritdoc cref="C"/>
    public nint Ldc;

    /// <summary><see cref="ScratchRows"/> rows of two vectors for tiles at the edge, the last of them zeros.</summary>
    public float* Scratch;

    /// <summary>
    /// Room for a panel of A (<see cref="GemmPacking.SizeOfPackedA"/>), if its rows are better copied; null to read A where
    /// it lies.
    /// </summary>
    public float* PackedA;

    /// <summary>Rows that <see cref="Scratch"/> has.</summary>
    public const int ScratchRows = GemmMicroKernel.MaxRows + 1;

    /// <summary>Computes the first <paramref name="rows"/> rows, <typeparamref name="TRows"/> at a time.</summary>
    public readonly void Run<TLanes, TVector, TRows>(int rows)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
        where TRows : struct, IRowCount
    {
        var row = 0;
        for (; row <= rows - TRows.Count; row += TRows.Count)
            Panel<TLanes, TVector, TRows>(row);
        // What is left is fewer rows than a full panel: 8, 4, 2, 1 as they fit.
        if (TRows.Count > 8 && row <= rows - 8)
        {
            Panel<TLanes, TVector, Rows8>(row);
            row += 8;
        }
        if (row <= rows - 4)
        {
            Panel<TLanes, TVector, Rows4>(row);
            row += 4;
        }
        if (row <= rows - 2)
        {
            Panel<TLanes, TVector, Rows2>(row);
            row += 2;
        }
        if (row < rows)
            Panel<TLanes, TVector, Rows1>(row);
    }

    private readonly void Panel<TLanes, TVector, TRows>(int row)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
        where TRows : struct, IRowCount
    {
        var width = GemmMicroKernel.Vectors * TLanes.Count;
        var zeros = Scratch + (ScratchRows - 1) * width;
        var a = A + row * RowStride;
        var (rowStride, stepStride) = (RowStride, StepStride);
        if (PackedA != null)
        {
            (rowStride, stepStride) = GemmPacking.PackA(a, rowStride, stepStride, TRows.Count, Steps, PackedA);
            a = PackedA;
        }
        var b = B;
        var c = C + row * Ldc;
        var init = Init == null ? zeros : Init + row * InitStride;
        var (initStride, initStep) = Init == null ? (0, 0) : (InitStride, width);
        var column = 0;
        for (; column <= Columns - width; column += width)
        {
            GemmMicroKernel.Run<TLanes, TVector, TRows>(Steps, a, rowStride, stepStride, b, init, initStride, c, Ldc);
            b += PanelStride;
            c += width;
            init += initStep;
        }
        if (column < Columns)
            Edge<TLanes, TVector, TRows>(a, rowStride, stepStride, b, init, initStride, c, Columns - column);
    }

    /// <summary>A tile that C has only <paramref name="columns"/> columns for, computed aside and copied.</summary>
    private readonly void Edge<TLanes, TVector, TRows>(float* a, nint rowStride, nint stepStride, float* b, float* init, nint initStride, float* c, int columns)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
        where TRows : struct, IRowCount
    {
        var width = GemmMicroKernel.Vectors * TLanes.Count;
        if (Init != null)
        {
            for (var i = 0; i < TRows.Count; i++)
                Copy(init + i * initStride, Scratch + i * width, columns);
            init = Scratch;
            initStride = width;
        }
        GemmMicroKernel.Run<TLanes, TVector, TRows>(Steps, a, rowStride, stepStride, b, init, initStride, Scratch, width);
        for (var i = 0; i < TRows.Count; i++)
            Copy(Scratch + i * width, c + i * Ldc, columns);
    }

    private static void Copy(float* source, float* target, int count) =>
        new ReadOnlySpan<float>(source, count).CopyTo(new Span<float>(target, count));
}
