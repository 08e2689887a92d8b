namespace TorchSharp.Kernels;

/// <summary>Elementary functions over dense arrays; y may be x.</summary>
internal static unsafe class VectorMath
{
    /// <summary><c>y = exp(x)</c>.</summary>
    public static void Exp(float* x, float* y, long n)
    {
        for (long i = 0; i < n; i++)
            y[i] = MathF.Exp(x[i]);
    }

    /// <summary><c>y = ln(x)</c>.</summary>
    public static void Log(float* x, float* y, long n)
    {
        for (long i = 0; i < n; i++)
            y[i] = MathF.Log(x[i]);
    }

    /// <summary><c>y = tanh(x)</c>.</summary>
    public static void Tanh(float* x, float* y, long n)
    {
        for (long i = 0; i < n; i++)
            y[i] = MathF.Tanh(x[i]);
    }

    /// <summary><c>y = 1 / (1 + exp(−x))</c>.</summary>
    public static void Sigmoid(float* x, float* y, long n)
    {
        for (long i = 0; i < n; i++)
            y[i] = 1 / (1 + MathF.Exp(-x[i]));
    }

    /// <summary><c>y = erf(x)</c>.</summary>
    public static void Erf(float* x, float* y, long n)
    {
        for (long i = 0; i < n; i++)
            y[i] = (float)ScalarMath.Erf(x[i]);
    }
}
