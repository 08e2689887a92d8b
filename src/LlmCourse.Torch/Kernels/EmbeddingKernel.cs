using System.Numerics;

namespace TorchSharp.Kernels;

/// <summary>Rows of a table by number.</summary>
internal static unsafe class EmbeddingKernel
{
    /// <summary><c>y[i] = table[ids[i]]</c>: [count, width] from [rows, width].</summary>
    /// <exception cref="ArgumentOutOfRangeException">An id is not a row of the table.</exception>
    public static void Forward<T>(T* table, long* ids, T* y, long count, int rows, int width)
        where T : unmanaged => ComputePool.For(count, VectorPool.RowGrain(width), new GatherRows<T>(table, ids, y, rows, width));

    /// <summary>
    /// <c>dtable[ids[i]] += dy[i]</c> over a cleared [rows, width] table. Rows equal to <paramref name="paddingIndex"/> (−1 for
    /// none) get no gradient. Threads share out columns, not rows: every sum runs over i in order on one thread, so the
    /// result depends neither on timing nor on the thread count, and a token that is half of the batch slows nobody.
    /// </summary>
    public static void Backward<T>(T* dy, long* ids, T* dtable, long count, int rows, int width, long paddingIndex = -1)
        where T : unmanaged, INumber<T>
    {
        ComputePool.For(rows, VectorPool.RowGrain(width), new ClearRows<T>(dtable, width));
        var grain = Math.Max(16, 1 + VectorPool.Grain / Math.Max(1, count));
        ComputePool.For(width, grain, new AddColumns<T>(dy, ids, dtable, count, width, paddingIndex));
    }

    private static void CheckIndex(long index, int rows)
    {
        if (index < 0 || index >= rows)
            throw new ArgumentOutOfRangeException(nameof(index), $"Index {index} is out of range for an embedding of {rows} rows.");
    }

    private readonly struct GatherRows<T>(T* table, long* ids, T* y, int rows, int width) : IRangeBody
        where T : unmanaged
    {
        public void Run(long start, long end)
        {
            for (var i = start; i < end; i++)
            {
                CheckIndex(ids[i], rows);
                new ReadOnlySpan<T>(table + ids[i] * width, width).CopyTo(new Span<T>(y + i * width, width));
            }
        }
    }

    private readonly struct ClearRows<T>(T* table, int width) : IRangeBody
        where T : unmanaged
    {
        public void Run(long start, long end)
        {
            for (var row = start; row < end; row++)
                new Span<T>(table + row * width, width).Clear();
        }
    }

    private readonly struct AddColumns<T>(T* dy, long* ids, T* dtable, long count, int width, long paddingIndex) : IRangeBody
        where T : unmanaged, INumber<T>
    {
        public void Run(long start, long end)
        {
            for (long i = 0; i < count; i++)
            {
                if (ids[i] == paddingIndex)
                    continue;
                var source = new ReadOnlySpan<T>(dy + i * width + start, (int)(end - start));
                var target = new Span<T>(dtable + ids[i] * width + start, (int)(end - start));
                System.Numerics.Tensors.TensorPrimitives.Add(target, source, target);
            }
        }
    }
}
