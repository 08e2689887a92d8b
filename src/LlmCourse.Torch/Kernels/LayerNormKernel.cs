using System.Numerics;
using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <summary>Layer normalisation over the last dimension (Ba, Kiros and Hinton, 2016, arXiv:1607.06450).</summary>
/// <remarks>
/// The generic forms hand float32 on to the vector forms: a caller that is generic itself chooses the overload before its
/// type is known, and would otherwise run the plain loops.
/// </remarks>
internal static unsafe class LayerNormKernel
{
    /// <inheritdoc cref="Forward{T}"/>
    public static void Forward(float* x, float* gamma, float* beta, float* y, float* mean, float* rstd, int rows, int cols, float eps) =>
        VectorPool.ForRows(rows, cols, new ForwardRows(x, gamma, beta, y, mean, rstd, cols, eps));

    /// <inheritdoc cref="Backward{T}"/>
    public static void Backward(float* dy, float* x, float* gamma, float* mean, float* rstd, float* dx, float* dgamma, float* dbeta, int rows, int cols)
    {
        // Every piece sums its rows into its own [2, cols]; the sums are then added in the order of the pieces.
        var pieces = ComputePool.Pieces(rows, VectorPool.RowGrain(cols));
        var sums = PackingBuffer.Take(2L * pieces * cols);
        new Span<float>(sums, 2 * pieces * cols).Clear();
        VectorPool.For(pieces, 1, new BackwardPieces(dy, x, gamma, mean, rstd, dx, sums, pieces, rows, cols));
        for (var column = 0; column < cols; column++)
        {
            var (scale, shift) = (0f, 0f);
            for (var piece = 0; piece < pieces; piece++)
            {
                scale += sums[2L * piece * cols + column];
                shift += sums[(2L * piece + 1) * cols + column];
            }
            if (dgamma != null)
                dgamma[column] = scale;
            if (dbeta != null)
                dbeta[column] = shift;
        }
    }

    /// <summary>
    /// <c>y = (x − mean) · rstd · gamma + beta</c> for each of <paramref name="rows"/> rows of <paramref name="cols"/>, with
    /// the biased variance; <paramref name="mean"/> and <paramref name="rstd"/> [rows] are kept for the backward pass.
    /// <paramref name="gamma"/> and <paramref name="beta"/> [cols] may be null (1 and 0).
    /// </summary>
    public static void Forward<T>(T* x, T* gamma, T* beta, T* y, T* mean, T* rstd, int rows, int cols, T eps)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            Forward((float*)x, (float*)gamma, (float*)beta, (float*)y, (float*)mean, (float*)rstd, rows, cols, float.CreateTruncating(eps));
            return;
        }
        for (var r = 0; r < rows; r++)
        {
            var xr = x + (long)r * cols;
            var yr = y + (long)r * cols;
            var sum = T.Zero;
            var squares = T.Zero;
            for (var i = 0; i < cols; i++)
                sum += xr[i];
            var mu = sum / T.CreateChecked(cols);
            for (var i = 0; i < cols; i++)
                squares += (xr[i] - mu) * (xr[i] - mu);
            var scale = T.One / T.Sqrt(squares / T.CreateChecked(cols) + eps);
            for (var i = 0; i < cols; i++)
                yr[i] = (xr[i] - mu) * scale * (gamma == null ? T.One : gamma[i]) + (beta == null ? T.Zero : beta[i]);
            (mean[r], rstd[r]) = (mu, scale);
        }
    }

    /// <summary>
    /// Gradients of <see cref="Forward{T}"/>, written (not accumulated) where the pointer is not null:
    /// <c>dx = rstd · (g − mean(g) − x̂ · mean(g · x̂))</c> with <c>g = dy · gamma</c>, <c>dgamma = Σ dy · x̂</c>, <c>dbeta = Σ dy</c>.
    /// </summary>
    public static void Backward<T>(T* dy, T* x, T* gamma, T* mean, T* rstd, T* dx, T* dgamma, T* dbeta, int rows, int cols)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            Backward((float*)dy, (float*)x, (float*)gamma, (float*)mean, (float*)rstd, (float*)dx, (float*)dgamma, (float*)dbeta, rows, cols);
            return;
        }
        if (dgamma != null)
            new Span<T>(dgamma, cols).Clear();
        if (dbeta != null)
            new Span<T>(dbeta, cols).Clear();
        for (var r = 0; r < rows; r++)
        {
            var dyr = dy + (long)r * cols;
            var xr = x + (long)r * cols;
            var sum = T.Zero;
            var dot = T.Zero;
            for (var i = 0; i < cols; i++)
            {
                var normal = (xr[i] - mean[r]) * rstd[r];
                var g = dyr[i] * (gamma == null ? T.One : gamma[i]);
                sum += g;
                dot += g * normal;
                if (dgamma != null)
                    dgamma[i] += dyr[i] * normal;
                if (dbeta != null)
                    dbeta[i] += dyr[i];
            }
            var count = T.CreateChecked(cols);
            for (var i = 0; dx != null && i < cols; i++)
            {
                var normal = (xr[i] - mean[r]) * rstd[r];
                var g = dyr[i] * (gamma == null ? T.One : gamma[i]);
                dx[(long)r * cols + i] = rstd[r] * (g - sum / count - normal * (dot / count));
            }
        }
    }

    internal readonly struct ForwardRows(float* x, float* gamma, float* beta, float* y, float* mean, float* rstd, int cols, float eps) : IVectorBody
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TLanes, TVector>(long start, long end)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct
        {
            var (whole, rest) = (cols - cols % TLanes.Count, cols % TLanes.Count);
            var one = TLanes.Broadcast(1);
            var zero = TLanes.Broadcast(0);
            for (var row = start; row < end; row++)
            {
                var source = x + row * cols;
                var target = y + row * cols;
                var sum = rest > 0 ? TLanes.LoadPartial(source + whole, rest, zero) : zero;
                for (var i = 0; i < whole; i += TLanes.Count)
                    sum = TLanes.Add(sum, TLanes.Load(source + i));
                var mu = TLanes.Sum(sum) / cols;
                var center = TLanes.Broadcast(mu);
                // The second pass sums squares of differences: x² − μ² would lose the digits that x and μ share.
                var squares = zero;
                if (rest > 0)
                {
                    var difference = TLanes.Subtract(TLanes.LoadPartial(source + whole, rest, center), center);
                    squares = TLanes.Multiply(difference, difference);
                }
                for (var i = 0; i < whole; i += TLanes.Count)
                {
                    var difference = TLanes.Subtract(TLanes.Load(source + i), center);
                    squares = TLanes.MultiplyAdd(difference, difference, squares);
                }
                var factor = 1 / MathF.Sqrt(TLanes.Sum(squares) / cols + eps);
                var scale = TLanes.Broadcast(factor);
                for (var i = 0; i < whole; i += TLanes.Count)
                {
                    var normal = TLanes.Multiply(TLanes.Subtract(TLanes.Load(source + i), center), scale);
                    var g = gamma != null ? TLanes.Load(gamma + i) : one;
                    var b = beta != null ? TLanes.Load(beta + i) : zero;
                    TLanes.Store(TLanes.MultiplyAdd(normal, g, b), target + i);
                }
                for (var i = whole; i < cols; i++)
                    target[i] = MathF.FusedMultiplyAdd((source[i] - mu) * factor, gamma != null ? gamma[i] : 1, beta != null ? beta[i] : 0);
                mean[row] = mu;
                rstd[row] = factor;
            }
        }
    }

    internal readonly struct BackwardPieces(float* dy, float* x, float* gamma, float* mean, float* rstd, float* dx, float* sums, int pieces, int rows, int cols) : IVectorBody
    {
        public void Run<TLanes, TVector>(long start, long end)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct
        {
            for (var piece = start; piece < end; piece++)
                for (var row = rows * piece / pieces; row < rows * (piece + 1) / pieces; row++)
                    Row<TLanes, TVector>(row, sums + 2 * piece * cols, sums + (2 * piece + 1) * cols);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Row<TLanes, TVector>(long row, float* scaleSum, float* shiftSum)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct
        {
            var gradient = dy + row * cols;
            var source = x + row * cols;
            var (mu, factor) = (mean[row], rstd[row]);
            var center = TLanes.Broadcast(mu);
            var scale = TLanes.Broadcast(factor);
            var one = TLanes.Broadcast(1);
            var sums = TLanes.Broadcast(0);
            var dots = sums;
            var whole = cols - cols % TLanes.Count;
            for (var i = 0; i < whole; i += TLanes.Count)
            {
                var d = TLanes.Load(gradient + i);
                var normal = TLanes.Multiply(TLanes.Subtract(TLanes.Load(source + i), center), scale);
                var g = gamma != null ? TLanes.Multiply(d, TLanes.Load(gamma + i)) : d;
                sums = TLanes.Add(sums, g);
                dots = TLanes.MultiplyAdd(g, normal, dots);
                TLanes.Store(TLanes.MultiplyAdd(d, normal, TLanes.Load(scaleSum + i)), scaleSum + i);
                TLanes.Store(TLanes.Add(d, TLanes.Load(shiftSum + i)), shiftSum + i);
            }
            var (sum, dot) = (TLanes.Sum(sums), TLanes.Sum(dots));
            for (var i = whole; i < cols; i++)
            {
                var normal = (source[i] - mu) * factor;
                var g = gradient[i] * (gamma != null ? gamma[i] : 1);
                sum += g;
                dot += g * normal;
                scaleSum[i] += gradient[i] * normal;
                shiftSum[i] += gradient[i];
            }
            if (dx == null)
                return;
            var target = dx + row * cols;
            var (meanSum, meanDot) = (sum / cols, dot / cols);
            var (minusSum, minusDot) = (TLanes.Broadcast(-meanSum), TLanes.Broadcast(-meanDot));
            for (var i = 0; i < whole; i += TLanes.Count)
            {
                var normal = TLanes.Multiply(TLanes.Subtract(TLanes.Load(source + i), center), scale);
                var g = TLanes.MultiplyAdd(TLanes.Load(gradient + i), gamma != null ? TLanes.Load(gamma + i) : one, minusSum);
                TLanes.Store(TLanes.Multiply(scale, TLanes.MultiplyAdd(normal, minusDot, g)), target + i);
            }
            for (var i = whole; i < cols; i++)
                target[i] = factor * (gradient[i] * (gamma != null ? gamma[i] : 1) - meanSum - (source[i] - mu) * factor * meanDot);
        }
    }
}
