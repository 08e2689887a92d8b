using System.Numerics.Tensors;
using TorchSharp.Kernels;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp;

/// <summary>eˣ.</summary>
internal readonly struct ExpFunction : IUnaryFunction
{
    public static bool FromOutput => true;

    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => TensorPrimitives.Exp(x, y);

    public static Tensor Derivative(Tensor gradient, Tensor saved) => gradient * saved;
}

/// <summary>2ˣ.</summary>
internal readonly struct Exp2Function : IUnaryFunction
{
    public static bool FromOutput => true;

    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => TensorPrimitives.Exp2(x, y);

    public static Tensor Derivative(Tensor gradient, Tensor saved) => gradient * saved * Math.Log(2);
}

/// <summary>Natural logarithm.</summary>
internal readonly struct LogFunction : IUnaryFunction
{
    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => TensorPrimitives.Log(x, y);

    public static Tensor Derivative(Tensor gradient, Tensor saved) => gradient / saved;
}

/// <summary>Logarithm to base 2.</summary>
internal readonly struct Log2Function : IUnaryFunction
{
    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => TensorPrimitives.Log2(x, y);

    public static Tensor Derivative(Tensor gradient, Tensor saved) => gradient / (saved * Math.Log(2));
}

/// <summary>Logarithm to base 10.</summary>
internal readonly struct Log10Function : IUnaryFunction
{
    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => TensorPrimitives.Log10(x, y);

    public static Tensor Derivative(Tensor gradient, Tensor saved) => gradient / (saved * Math.Log(10));
}

/// <summary>ln(1 + x).</summary>
internal readonly struct Log1pFunction : IUnaryFunction
{
    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        // Neither TensorPrimitives nor Math has one that keeps the digits of small arguments.
        for (var i = 0; i < x.Length; i++)
            y[i] = T.CreateTruncating(ScalarMath.Log1p(double.CreateTruncating(x[i])));
    }

    public static Tensor Derivative(Tensor gradient, Tensor saved) => gradient / (saved + 1);
}

/// <summary>eˣ − 1.</summary>
internal readonly struct Expm1Function : IUnaryFunction
{
    public static bool FromOutput => true;

    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        // Neither TensorPrimitives nor Math has one that keeps the digits of small arguments.
        for (var i = 0; i < x.Length; i++)
            y[i] = T.CreateTruncating(ScalarMath.Expm1(double.CreateTruncating(x[i])));
    }

    public static Tensor Derivative(Tensor gradient, Tensor saved) => gradient * (saved + 1);
}

/// <summary>Square root.</summary>
internal readonly struct SqrtFunction : IUnaryFunction
{
    public static bool FromOutput => true;

    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => TensorPrimitives.Sqrt(x, y);

    public static Tensor Derivative(Tensor gradient, Tensor saved) => gradient / (saved * 2);
}

/// <summary>1/√x.</summary>
internal readonly struct RsqrtFunction : IUnaryFunction
{
    public static bool FromOutput => true;

    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => TensorPrimitives.ReciprocalSqrt(x, y);

    public static Tensor Derivative(Tensor gradient, Tensor saved) => gradient * saved.pow(3) * -0.5;
}

/// <summary>Sine.</summary>
internal readonly struct SinFunction : IUnaryFunction
{
    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => TensorPrimitives.Sin(x, y);

    public static Tensor Derivative(Tensor gradient, Tensor saved) => gradient * saved.cos();
}

/// <summary>Cosine.</summary>
internal readonly struct CosFunction : IUnaryFunction
{
    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => TensorPrimitives.Cos(x, y);

    public static Tensor Derivative(Tensor gradient, Tensor saved) => gradient * -saved.sin();
}

/// <summary>Tangent.</summary>
internal readonly struct TanFunction : IUnaryFunction
{
    public static bool FromOutput => true;

    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => TensorPrimitives.Tan(x, y);

    public static Tensor Derivative(Tensor gradient, Tensor saved) => gradient * (saved * saved + 1);
}

/// <summary>Arc sine.</summary>
internal readonly struct AsinFunction : IUnaryFunction
{
    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => TensorPrimitives.Asin(x, y);

    public static Tensor Derivative(Tensor gradient, Tensor saved) => gradient / (1 - saved * saved).sqrt();
}

/// <summary>Arc cosine.</summary>
internal readonly struct AcosFunction : IUnaryFunction
{
    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => TensorPrimitives.Acos(x, y);

    public static Tensor Derivative(Tensor gradient, Tensor saved) => -gradient / (1 - saved * saved).sqrt();
}

/// <summary>Arc tangent.</summary>
internal readonly struct AtanFunction : IUnaryFunction
{
    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => TensorPrimitives.Atan(x, y);

    public static Tensor Derivative(Tensor gradient, Tensor saved) => gradient / (saved * saved + 1);
}

/// <summary>Hyperbolic sine.</summary>
internal readonly struct SinhFunction : IUnaryFunction
{
    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => TensorPrimitives.Sinh(x, y);

    public static Tensor Derivative(Tensor gradient, Tensor saved) => gradient * saved.cosh();
}

/// <summary>Hyperbolic cosine.</summary>
internal readonly struct CoshFunction : IUnaryFunction
{
    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => TensorPrimitives.Cosh(x, y);

    public static Tensor Derivative(Tensor gradient, Tensor saved) => gradient * saved.sinh();
}

/// <summary>Hyperbolic tangent.</summary>
internal readonly unsafe struct TanhFunction : IUnaryFunction
{
    public static bool FromOutput => true;

    // Not TensorPrimitives' form: that is accurate to the size of 1 only, and small arguments lose all their digits.
    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            fixed (T* from = x, to = y)
                VectorMath.Tanh((float*)from, (float*)to, x.Length);
            return;
        }
        for (var i = 0; i < x.Length; i++)
            y[i] = T.Tanh(x[i]);
    }

    public static Tensor Derivative(Tensor gradient, Tensor saved) => gradient * (1 - saved * saved);
}

/// <summary>Inverse hyperbolic sine.</summary>
internal readonly struct AsinhFunction : IUnaryFunction
{
    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => TensorPrimitives.Asinh(x, y);

    public static Tensor Derivative(Tensor gradient, Tensor saved) => gradient / (saved * saved + 1).sqrt();
}

/// <summary>Inverse hyperbolic cosine.</summary>
internal readonly struct AcoshFunction : IUnaryFunction
{
    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => TensorPrimitives.Acosh(x, y);

    public static Tensor Derivative(Tensor gradient, Tensor saved) => gradient / (saved * saved - 1).sqrt();
}

/// <summary>Inverse hyperbolic tangent.</summary>
internal readonly struct AtanhFunction : IUnaryFunction
{
    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => TensorPrimitives.Atanh(x, y);

    public static Tensor Derivative(Tensor gradient, Tensor saved) => gradient / (1 - saved * saved);
}

/// <summary>1/(1 + e⁻ˣ).</summary>
internal readonly struct SigmoidFunction : IUnaryFunction
{
    public static bool FromOutput => true;

    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => RowFunctions.Sigmoid(x, y);

    public static Tensor Derivative(Tensor gradient, Tensor saved) => gradient * saved * (1 - saved);
}

/// <summary>Error function.</summary>
internal readonly struct ErfFunction : IUnaryFunction
{
    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => RowFunctions.Erf(x, y);

    public static Tensor Derivative(Tensor gradient, Tensor saved) => gradient * (saved * saved).neg().exp() * (2 / Math.Sqrt(Math.PI));
}

/// <summary>Complementary error function.</summary>
internal readonly struct ErfcFunction : IUnaryFunction
{
    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => RowFunctions.Erfc(x, y);

    public static Tensor Derivative(Tensor gradient, Tensor saved) => gradient * (saved * saved).neg().exp() * (-2 / Math.Sqrt(Math.PI));
}

/// <summary>1/x.</summary>
internal readonly struct ReciprocalFunction : IUnaryFunction
{
    public static bool FromOutput => true;

    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => TensorPrimitives.Reciprocal(x, y);

    public static Tensor Derivative(Tensor gradient, Tensor saved) => gradient * (saved * saved).neg();
}
