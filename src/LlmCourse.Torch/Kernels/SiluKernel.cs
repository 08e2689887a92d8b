using System.Numerics;
using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <summary>Sigmoid linear units <c>x · σ(x)</c> (Elfwing et al., 2017, arXiv:1702.03118).</summary>
internal static unsafe class SiluKernel
{
    /// <inheritdoc cref="Forward{T}"/>
    public static void Forward(float* x, float* y, long n) => Elementwise.Map<Function>(x, y, n);

    /// <inheritdoc cref="Backward{T}"/>
    public static void Backward(float* dy, float* x, float* dx, long n) => Elementwise.Map<Gradient>(dy, x, dx, n);

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

    private readonly struct Function : IUnaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TLanes, TVector>(TVector x)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct => TLanes.Multiply(x, Functions.Sigmoid<TLanes, TVector>(x));
    }

    private readonly struct Gradient : IBinaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TLanes, TVector>(TVector dy, TVector x)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct
        {
            var s = Functions.Sigmoid<TLanes, TVector>(x);
            var change = TLanes.MultiplyAdd(x, TLanes.Subtract(TLanes.Broadcast(1), s), TLanes.Broadcast(1));
            return TLanes.Multiply(TLanes.Multiply(dy, s), change);
        }
    }
}
