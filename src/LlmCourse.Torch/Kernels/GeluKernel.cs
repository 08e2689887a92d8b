using System.Numerics;
using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <summary>Gaussian error linear units (Hendrycks and Gimpel, 2016, arXiv:1606.08415).</summary>
internal static unsafe class GeluKernel
{
    private const float SqrtHalf = 0.707106781f, InverseSqrtTwoPi = 0.398942280f;

    // √(8/π), because ½ (1 + tanh u) = σ(2u) needs twice the argument.
    private const float TwiceSqrtTwoOverPi = 1.59576912f, Cubic = 0.044715f;

    /// <inheritdoc cref="Forward{T}"/>
    public static void Forward(float* x, float* y, long n, bool tanh)
    {
        if (tanh)
            Elementwise.Map<TanhFunction>(x, y, n);
        else
            Elementwise.Map<ErfFunction>(x, y, n);
    }

    /// <inheritdoc cref="Backward{T}"/>
    public static void Backward(float* dy, float* x, float* dx, long n, bool tanh)
    {
        if (tanh)
            Elementwise.Map<TanhGradient>(dy, x, dx, n);
        else
            Elementwise.Map<ErfGradient>(dy, x, dx, n);
    }

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

    /// <summary>Φ(x) = ½ (1 + erf(x / √2)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Cdf<TLanes, TVector>(TVector x)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var half = TLanes.Broadcast(0.5f);
        return TLanes.MultiplyAdd(half, Functions.Erf<TLanes, TVector>(TLanes.Multiply(x, TLanes.Broadcast(SqrtHalf))), half);
    }

    /// <summary>σ(√(8/π) (x + 0.044715 x³)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector TanhCdf<TLanes, TVector>(TVector x)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var factor = TLanes.MultiplyAdd(TLanes.Multiply(x, x), TLanes.Broadcast(Cubic * TwiceSqrtTwoOverPi), TLanes.Broadcast(TwiceSqrtTwoOverPi));
        return Functions.Sigmoid<TLanes, TVector>(TLanes.Multiply(x, factor));
    }

    private readonly struct ErfFunction : IUnaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TLanes, TVector>(TVector x)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct => TLanes.Multiply(x, Cdf<TLanes, TVector>(x));
    }

    private readonly struct TanhFunction : IUnaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TLanes, TVector>(TVector x)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct => TLanes.Multiply(x, TanhCdf<TLanes, TVector>(x));
    }

    /// <summary>dy (Φ(x) + x φ(x)) with φ(x) = exp(−x²/2) / √(2π).</summary>
    private readonly struct ErfGradient : IBinaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TLanes, TVector>(TVector dy, TVector x)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct
        {
            var density = Functions.Exp<TLanes, TVector>(TLanes.Multiply(TLanes.Multiply(x, x), TLanes.Broadcast(-0.5f)));
            var slope = TLanes.Multiply(TLanes.Multiply(x, TLanes.Broadcast(InverseSqrtTwoPi)), density);
            return TLanes.Multiply(dy, TLanes.Add(Cdf<TLanes, TVector>(x), slope));
        }
    }

    /// <summary>dy (s + x s (1 − s) u′) with s = σ(u), u = √(8/π) (x + 0.044715 x³).</summary>
    private readonly struct TanhGradient : IBinaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TLanes, TVector>(TVector dy, TVector x)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct
        {
            var s = TanhCdf<TLanes, TVector>(x);
            var slope = TLanes.MultiplyAdd(TLanes.Multiply(x, x), TLanes.Broadcast(3 * Cubic * TwiceSqrtTwoOverPi), TLanes.Broadcast(TwiceSqrtTwoOverPi));
            var change = TLanes.Multiply(TLanes.Multiply(x, s), TLanes.Multiply(TLanes.Subtract(TLanes.Broadcast(1), s), slope));
            return TLanes.Multiply(dy, TLanes.Add(s, change));
        }
    }
}
