using System.Numerics;

namespace TorchSharp.Kernels;

/// <summary>Rows of a table by number.</summary>
internal static unsafe class EmbeddingKernel
{
    /// <summary><c>y[i] = table[ids[i]]</c>: [count, width] from [rows, width].</summary>
    /// <exception cref="ArgumentOutOfRangeException">An id is not a row of the table.</exception>
    public static void Forward<T>(T* table, long* ids, T* y, long count, int rows, int width)
        where T : unmanaged
    {
        for (long i = 0; i < count; i++)
        {
            if (ids[i] < 0 || ids[i] >= rows)
                throw new ArgumentOutOfRangeException(nameof(ids), $"Index {ids[i]} is out of range for an embedding of {rows} rows.");
            new ReadOnlySpan<T>(table + ids[i] * width, width).CopyTo(new Span<T>(y + i * width, width));
        }
    }

    /// <summary>
    /// <c>dtable[ids[i]] += dy[i]</c> over a cleared [rows, width] table. Rows equal to <paramref name="paddingIndex"/> (−1 for
    /// none) get no gradient. Every sum runs over i in order.
    /// </summary>
    public static void Backward<T>(T* dy, long* ids, T* dtable, long count, int rows, int width, long paddingIndex = -1)
        where T : unmanaged, INumber<T>
    {
        new Span<T>(dtable, checked(rows * width)).Clear();
        for (long i = 0; i < count; i++)
            for (var j = 0; ids[i] != paddingIndex && j < width; j++)
                dtable[ids[i] * width + j] += dy[i * width + j];
    }
}
