using System.Numerics;

namespace TorchSharp.Kernels;

/// <summary>Layer normalisation over the last dimension (Ba, Kiros and Hinton, 2016, arXiv:1607.06450).</summary>
internal static unsafe class LayerNormKernel
{
    /// <summary>
    /// <c>y = (x − mean) · rstd · gamma + beta</c> for each of <paramref name="rows"/> rows of <paramref name="cols"/>, with
    /// the biased variance; <paramref name="mean"/> and <paramref name="rstd"/> [rows] are kept for the backward pass.
    /// <paramref name="gamma"/> and <paramref name="beta"/> [cols] may be null (1 and 0).
    /// </summary>
    public static void Forward<T>(T* x, T* gamma, T* beta, T* y, T* mean, T* rstd, int rows, int cols, T eps)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
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
}
