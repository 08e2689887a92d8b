namespace TorchSharp;

using System.Numerics;
using System.Numerics.Tensors;
using Kernels;

/// <summary>Sums the rows of a matrix: the gradient of a bias.</summary>
internal static unsafe class ColumnSum
{
    /// <inheritdoc cref="ColumnSumKernel.Sum"/>
    public static void Sum(float* x, float* y, int rows, int columns) => ColumnSumKernel.Sum(x, y, rows, columns);

    /// <summary><c>y[j] = Σᵢ x[i, j]</c>, rows in order, so the sums do not depend on the number of threads.</summary>
    public static void Sum<T>(T* x, T* y, int rows, int columns) where T : unmanaged, INumber<T>
        => ComputePool.For(columns, Math.Max(16, 32768 / Math.Max(1, rows)), new Body<T>(x, y, rows, columns));

    private readonly struct Body<T>(T* x, T* y, int rows, int columns) : IRangeBody where T : unmanaged, INumber<T>
    {
        public void Run(long start, long end)
        {
            var sum = new Span<T>(y + start, (int)(end - start));
            sum.Clear();
            for (long row = 0; row < rows; row++)
                TensorPrimitives.Add(sum, new ReadOnlySpan<T>(x + row * columns + start, sum.Length), sum);
        }
    }
}
