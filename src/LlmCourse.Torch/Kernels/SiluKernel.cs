using System.Numerics;

namespace TorchSharp.Kernels;

/// <summary>Sigmoid linear units <c>x · σ(x)</c> (Elfwing et al., 2017, arXiv:1702.03118).</summary>
internal static unsafe class SiluKernel
{
    /// <summary><c>y = x / (1 + exp(−x))</c>; y may be x.</summary>
    public static void Forward<T>(T* x, T* y, long n)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (long i = 0; i < n; i++)
            y[i] = x[i] / (T.One + T.Exp(-x[i]));
    }

    /// <summary><c>dx = dy · σ(x) · (1 + x · (1 − σ(x)))</c>; dx may be dy.</summary>
    public static void Backward<T>(T* dy, T* x, T* dx, long n)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (long i = 0; i < n; i++)
        {
            var sigmoid = T.One / (T.One + T.Exp(-x[i]));
            dx[i] = dy[i] * sigmoid * (T.One + x[i] * (T.One - sigmoid));
        }
    }
}
