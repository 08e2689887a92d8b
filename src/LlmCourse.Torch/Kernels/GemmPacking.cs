using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TorchSharp.Kernels;

/// <summary>Copies of parts of A and B in the order in which the micro-kernel reads them.</summary>
internal static unsafe class GemmPacking
{
    /// <summary>
    /// Packs <c>alpha · op(B)[k, n]</c> into panels of <paramref name="width"/> columns, each [k, width] and dense; the last
    /// panel is filled with zeros. A transposed B is stored [n, k].
    /// </summary>
    public static void PackB(bool transB, float* b, int ldb, int k, int n, int width, float alpha, float* packed)
    {
        for (var column = 0; column < n; column += width, packed += (long)k * width)
        {
            var columns = Math.Min(width, n - column);
            if (transB)
                Transpose(b + (long)column * ldb, ldb, columns, k, packed, width);
            else
                CopyRows(b + column, ldb, k, columns, packed, width);
            if (columns < width)
                ClearColumns(packed, k, columns, width);
            if (alpha != 1)
                Scale(packed, (long)k * width, alpha);
        }
    }

    /// <summary>Elements between the rows of a copied row-major panel beyond its steps: one cache line, so that no two rows share a set.</summary>
    private const int Gap = 16;

    /// <summary>Elements that a copy of a panel of A needs at most.</summary>
    public static long SizeOfPackedA(int steps) => (long)GemmMicroKernel.MaxRows * (steps + Gap);

    /// <summary>
    /// Copies a panel of A, [rows, steps], so that its rows no longer collide in the cache, and returns the copy's strides.
    /// The order stays as it is: a row-major panel by rows, a transposed one by steps, so that either is a plain copy.
    /// </summary>
    public static (nint RowStride, nint StepStride) PackA(float* a, nint rowStride, nint stepStride, int rows, int steps, float* packed)
    {
        if (stepStride != 1)
        {
            CopyRows(a, stepStride, steps, rows, packed, rows);
            return (rowStride, rows);
        }
        for (var row = 0; row < rows; row++)
            new ReadOnlySpan<float>(a + row * rowStride, steps).CopyTo(new Span<float>(packed + row * (steps + Gap), steps));
        return (steps + Gap, 1);
    }

    /// <summary>target[i · width + j] = source[i · stride + j].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CopyRows(float* source, long stride, int rows, int columns, float* target, int width)
    {
        if (columns == 32 && Vector512.IsHardwareAccelerated)
        {
            for (var row = 0; row < rows; row++, source += stride, target += width)
            {
                Vector512.Load(source).Store(target);
                Vector512.Load(source + 16).Store(target + 16);
            }
            return;
        }
        for (var row = 0; row < rows; row++, source += stride, target += width)
        {
            var i = 0;
            for (; i <= columns - 4; i += 4)
                Vector128.Load(source + i).Store(target + i);
            for (; i < columns; i++)
                target[i] = source[i];
        }
    }

    /// <summary>target[j · width + i] = source[i · stride + j].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transpose(float* source, long stride, int rows, int columns, float* target, int width)
    {
        var row = 0;
        if (Avx.IsSupported)
        {
            for (; row <= rows - 8; row += 8)
            {
                var column = 0;
                for (; column <= columns - 8; column += 8)
                    Transpose8(source + row * stride + column, stride, target + (long)column * width + row, width);
                TransposeScalar(source + row * stride + column, stride, 8, columns - column, target + (long)column * width + row, width);
            }
            if (row <= rows - 4)
            {
                var column = 0;
                for (; column <= columns - 4; column += 4)
                    Transpose4(source + row * stride + column, stride, target + (long)column * width + row, width);
                TransposeScalar(source + row * stride + column, stride, 4, columns - column, target + (long)column * width + row, width);
                row += 4;
            }
        }
        TransposeScalar(source + row * stride, stride, rows - row, columns, target + row, width);
    }

    private static void TransposeScalar(float* source, long stride, int rows, int columns, float* target, int width)
    {
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < columns; column++)
                target[(long)column * width + row] = source[row * stride + column];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose4(float* source, long stride, float* target, long width)
    {
        var r0 = Vector128.Load(source);
        var r1 = Vector128.Load(source + stride);
        var r2 = Vector128.Load(source + 2 * stride);
        var r3 = Vector128.Load(source + 3 * stride);
        var low01 = Sse.UnpackLow(r0, r1);
        var low23 = Sse.UnpackLow(r2, r3);
        var high01 = Sse.UnpackHigh(r0, r1);
        var high23 = Sse.UnpackHigh(r2, r3);
        Sse.MoveLowToHigh(low01, low23).Store(target);
        Sse.MoveHighToLow(low23, low01).Store(target + width);
        Sse.MoveLowToHigh(high01, high23).Store(target + 2 * width);
        Sse.MoveHighToLow(high23, high01).Store(target + 3 * width);
    }

    /// <summary>An 8 × 8 transpose in three rounds: pairs of rows, quadruples, halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose8(float* source, long stride, float* target, long width)
    {
        var far = source + 4 * stride;
        // Rows 0 to 3 beside rows 4 to 7 in one register each, so that the last round is free.
        var r0 = Vector256.Create(Vector128.Load(source), Vector128.Load(far));
        var r1 = Vector256.Create(Vector128.Load(source + stride), Vector128.Load(far + stride));
        var r2 = Vector256.Create(Vector128.Load(source + 2 * stride), Vector128.Load(far + 2 * stride));
        var r3 = Vector256.Create(Vector128.Load(source + 3 * stride), Vector128.Load(far + 3 * stride));
        TransposeQuarters(r0, r1, r2, r3, target, width);
        source += 4;
        far += 4;
        r0 = Vector256.Create(Vector128.Load(source), Vector128.Load(far));
        r1 = Vector256.Create(Vector128.Load(source + stride), Vector128.Load(far + stride));
        r2 = Vector256.Create(Vector128.Load(source + 2 * stride), Vector128.Load(far + 2 * stride));
        r3 = Vector256.Create(Vector128.Load(source + 3 * stride), Vector128.Load(far + 3 * stride));
        TransposeQuarters(r0, r1, r2, r3, target + 4 * width, width);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeQuarters(Vector256<float> r0, Vector256<float> r1, Vector256<float> r2, Vector256<float> r3, float* target, long width)
    {
        var low01 = Avx.UnpackLow(r0, r1);
        var low23 = Avx.UnpackLow(r2, r3);
        var high01 = Avx.UnpackHigh(r0, r1);
        var high23 = Avx.UnpackHigh(r2, r3);
        Avx.UnpackLow(low01.AsDouble(), low23.AsDouble()).AsSingle().Store(target);
        Avx.UnpackHigh(low01.AsDouble(), low23.AsDouble()).AsSingle().Store(target + width);
        Avx.UnpackLow(high01.AsDouble(), high23.AsDouble()).AsSingle().Store(target + 2 * width);
        Avx.UnpackHigh(high01.AsDouble(), high23.AsDouble()).AsSingle().Store(target + 3 * width);
    }

    private static void ClearColumns(float* packed, int k, int from, int width)
    {
        for (var step = 0; step < k; step++)
            new Span<float>(packed + (long)step * width + from, width - from).Clear();
    }

    private static void Scale(float* values, long count, float factor)
    {
        for (long i = 0; i < count; i++)
            values[i] *= factor;
    }
}
