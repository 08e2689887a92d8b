using System.Numerics;

namespace TorchSharp.Kernels;

/// <summary>Gaussian error linear units (Hendrycks and Gimpel, 2016, arXiv:1606.08415).</summary>
internal static unsafe class GeluKernel
{
    /// <summary>
    /// <c>y = x · Φ(x)</c>, or with <paramref name="tanh"/> <c>y = x/2 · (1 + tanh(√(2/π) (x + 0.044715 x³)))</c>; y may be x.
    /// </summary>
    public static void Forward<T>(T* x, T* y, long n, bool tanh)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (long i = 0; i < n; i++)
        {
            var value = double.CreateChecked(x[i]);
            y[i] = T.CreateChecked(value * (tanh ? TanhCdf(value) : Cdf(value)));
        }
    }

    /// <summary>dx = dy · d gelu(x)/dx; dx may be dy.</summary>
    public static void Backward<T>(T* dy, T* x, T* dx, long n, bool tanh)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (long i = 0; i < n; i++)
        {
            var value = double.CreateChecked(x[i]);
            dx[i] = dy[i] * T.CreateChecked(tanh ? TanhDerivative(value) : Cdf(value) + value * Math.Exp(-value * value / 2) / Math.Sqrt(2 * Math.PI));
        }
    }

    private static double Cdf(double x) => 0.5 * (1 + ScalarMath.Erf(x / Math.Sqrt(2)));

    private static double TanhCdf(double x) => 0.5 * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));

    private static double TanhDerivative(double x)
    {
        var cdf = TanhCdf(x);
        return cdf + 2 * x * cdf * (1 - cdf) * Math.Sqrt(2 / Math.PI) * (1 + 3 * 0.044715 * x * x);
    }
}
