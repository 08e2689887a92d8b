using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <summary>Elementary functions over dense float32 arrays; y may be x. Error bounds: <see cref="Functions"/>.</summary>
internal static unsafe class VectorMath
{
    /// <summary><c>y = exp(x)</c>.</summary>
    public static void Exp(float* x, float* y, long n) => Elementwise.Map<ExpFunction>(x, y, n);

    /// <summary><c>y = ln(x)</c>.</summary>
    public static void Log(float* x, float* y, long n) => Elementwise.Map<LogFunction>(x, y, n);

    /// <summary><c>y = tanh(x)</c>.</summary>
    public static void Tanh(float* x, float* y, long n) => Elementwise.Map<TanhFunction>(x, y, n);

    /// <summary><c>y = 1 / (1 + exp(−x))</c>.</summary>
    public static void Sigmoid(float* x, float* y, long n) => Elementwise.Map<SigmoidFunction>(x, y, n);

    /// <summary><c>y = erf(x)</c>.</summary>
    public static void Erf(float* x, float* y, long n) => Elementwise.Map<ErfFunction>(x, y, n);

    internal readonly struct ExpFunction : IUnaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TLanes, TVector>(TVector x)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct => Functions.Exp<TLanes, TVector>(x);
    }

    internal readonly struct LogFunction : IUnaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TLanes, TVector>(TVector x)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct => Functions.Log<TLanes, TVector>(x);
    }

    internal readonly struct TanhFunction : IUnaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TLanes, TVector>(TVector x)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct => Functions.Tanh<TLanes, TVector>(x);
    }

    internal readonly struct SigmoidFunction : IUnaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TLanes, TVector>(TVector x)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct => Functions.Sigmoid<TLanes, TVector>(x);
    }

    internal readonly struct ErfFunction : IUnaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Apply<TLanes, TVector>(TVector x)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct => Functions.Erf<TLanes, TVector>(x);
    }
}
