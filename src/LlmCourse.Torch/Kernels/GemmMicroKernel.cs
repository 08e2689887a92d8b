using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <summary>
/// The innermost product of a matrix multiplication: a tile of C kept in registers while k runs, one rank-1 update a step
/// (Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication", ACM TOMS 34(3), 2008; the register-tile
/// form of Van Zee and van de Geijn, BLIS, ACM TOMS 41(3), 2015).
/// </summary>
/// <remarks>
/// With 32 vector registers the tile is 12 rows by 2 vectors: 24 accumulators, two registers for the row of B and one for
/// the broadcast element of A. A step then issues 24 multiply-adds for 14 loads, so two loads and two multiply-adds a
/// cycle leave the multiply-add units as the limit, and 24 independent sums cover a latency of four cycles with two units.
/// With 16 registers 6 rows by 2 vectors does the same. A is read by two strides, so one kernel serves a packed panel
/// (1, rows), a row-major matrix (lda, 1) and a transposed one (1, lda).
/// </remarks>
internal static unsafe class GemmMicroKernel
{
    /// <summary>Most rows of a tile.</summary>
    public const int MaxRows = 12;

    /// <summary>Vectors across a tile.</summary>
    public const int Vectors = 2;

    /// <summary>
    /// <c>c[rows, 2 vectors] = init + Σₚ a[:, p] · b[p, :]</c>, with rows = <typeparamref name="TRows"/>. Element (i, p) of A is
    /// at <c>a[i · rowStride + p · stepStride]</c>; b is packed, two vectors a step; row i of the starting values at
    /// <c>init[i · initStride]</c>, which may be c itself.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TLanes, TVector, TRows>(int k, float* a, nint rowStride, nint stepStride, float* b, float* init, nint initStride, float* c, nint ldc)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
        where TRows : struct, IRowCount
    {
        // Rows that the tile does not have are folded away: TRows.Count is a constant to the JIT.
        var lanes = TLanes.Count;
        Start<TLanes, TVector>(TRows.Count > 0, init + 0 * initStride, out var c00, out var c01);
        Start<TLanes, TVector>(TRows.Count > 1, init + 1 * initStride, out var c10, out var c11);
        Start<TLanes, TVector>(TRows.Count > 2, init + 2 * initStride, out var c20, out var c21);
        Start<TLanes, TVector>(TRows.Count > 3, init + 3 * initStride, out var c30, out var c31);
        Start<TLanes, TVector>(TRows.Count > 4, init + 4 * initStride, out var c40, out var c41);
        Start<TLanes, TVector>(TRows.Count > 5, init + 5 * initStride, out var c50, out var c51);
        Start<TLanes, TVector>(TRows.Count > 6, init + 6 * initStride, out var c60, out var c61);
        Start<TLanes, TVector>(TRows.Count > 7, init + 7 * initStride, out var c70, out var c71);
        Start<TLanes, TVector>(TRows.Count > 8, init + 8 * initStride, out var c80, out var c81);
        Start<TLanes, TVector>(TRows.Count > 9, init + 9 * initStride, out var c90, out var c91);
        Start<TLanes, TVector>(TRows.Count > 10, init + 10 * initStride, out var c100, out var c101);
        Start<TLanes, TVector>(TRows.Count > 11, init + 11 * initStride, out var c110, out var c111);

        // Four row pointers and two stride multiples reach twelve rows with the processor's own addressing.
        var a3 = a + 3 * rowStride;
        var a6 = a + 6 * rowStride;
        var a9 = a + 9 * rowStride;
        var stride2 = 2 * rowStride;
        for (; k > 0; k--)
        {
            var b0 = TLanes.Load(b);
            var b1 = TLanes.Load(b + lanes);
            b += 2 * lanes;
            if (TRows.Count > 0)
                Update<TLanes, TVector>(*a, b0, b1, ref c00, ref c01);
            if (TRows.Count > 1)
                Update<TLanes, TVector>(a[rowStride], b0, b1, ref c10, ref c11);
            if (TRows.Count > 2)
                Update<TLanes, TVector>(a[stride2], b0, b1, ref c20, ref c21);
            if (TRows.Count > 3)
                Update<TLanes, TVector>(*a3, b0, b1, ref c30, ref c31);
            if (TRows.Count > 4)
                Update<TLanes, TVector>(a3[rowStride], b0, b1, ref c40, ref c41);
            if (TRows.Count > 5)
                Update<TLanes, TVector>(a3[stride2], b0, b1, ref c50, ref c51);
            if (TRows.Count > 6)
                Update<TLanes, TVector>(*a6, b0, b1, ref c60, ref c61);
            if (TRows.Count > 7)
                Update<TLanes, TVector>(a6[rowStride], b0, b1, ref c70, ref c71);
            if (TRows.Count > 8)
                Update<TLanes, TVector>(a6[stride2], b0, b1, ref c80, ref c81);
            if (TRows.Count > 9)
                Update<TLanes, TVector>(*a9, b0, b1, ref c90, ref c91);
            if (TRows.Count > 10)
                Update<TLanes, TVector>(a9[rowStride], b0, b1, ref c100, ref c101);
            if (TRows.Count > 11)
                Update<TLanes, TVector>(a9[stride2], b0, b1, ref c110, ref c111);
            a += stepStride;
            if (TRows.Count > 3)
                a3 += stepStride;
            if (TRows.Count > 6)
                a6 += stepStride;
            if (TRows.Count > 9)
                a9 += stepStride;
        }

        Finish<TLanes, TVector>(TRows.Count > 0, c + 0 * ldc, c00, c01);
        Finish<TLanes, TVector>(TRows.Count > 1, c + 1 * ldc, c10, c11);
        Finish<TLanes, TVector>(TRows.Count > 2, c + 2 * ldc, c20, c21);
        Finish<TLanes, TVector>(TRows.Count > 3, c + 3 * ldc, c30, c31);
        Finish<TLanes, TVector>(TRows.Count > 4, c + 4 * ldc, c40, c41);
        Finish<TLanes, TVector>(TRows.Count > 5, c + 5 * ldc, c50, c51);
        Finish<TLanes, TVector>(TRows.Count > 6, c + 6 * ldc, c60, c61);
        Finish<TLanes, TVector>(TRows.Count > 7, c + 7 * ldc, c70, c71);
        Finish<TLanes, TVector>(TRows.Count > 8, c + 8 * ldc, c80, c81);
        Finish<TLanes, TVector>(TRows.Count > 9, c + 9 * ldc, c90, c91);
        Finish<TLanes, TVector>(TRows.Count > 10, c + 10 * ldc, c100, c101);
        Finish<TLanes, TVector>(TRows.Count > 11, c + 11 * ldc, c110, c111);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Start<TLanes, TVector>(bool used, float* init, out TVector c0, out TVector c1)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        c0 = used ? TLanes.Load(init) : default;
        c1 = used ? TLanes.Load(init + TLanes.Count) : default;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Update<TLanes, TVector>(float a, TVector b0, TVector b1, ref TVector c0, ref TVector c1)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var element = TLanes.Broadcast(a);
        c0 = TLanes.MultiplyAdd(element, b0, c0);
        c1 = TLanes.MultiplyAdd(element, b1, c1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish<TLanes, TVector>(bool used, float* c, TVector c0, TVector c1)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        if (used)
        {
            TLanes.Store(c0, c);
            TLanes.Store(c1, c + TLanes.Count);
        }
    }
}
