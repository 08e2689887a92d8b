using System.Numerics;

namespace TorchSharp.Kernels;

/// <summary>One parameter tensor of an <see cref="AdamWKernel"/> step: n values with gradient and both moments.</summary>
internal readonly unsafe struct AdamWTensor(float* parameter, float* gradient, float* first, float* second, long count)
{
    public readonly float* Parameter = parameter, Gradient = gradient, First = first, Second = second;
    public readonly long Count = count;
}

/// <summary>The numbers of an AdamW step; bias corrections are <c>1 − βᵗ</c>.</summary>
internal readonly record struct AdamWSettings(double LearningRate, double Beta1, double Beta2, double Epsilon, double WeightDecay, double BiasCorrection1, double BiasCorrection2);

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter, 2017, arXiv:1711.05101, algorithm 2).</summary>
internal static unsafe class AdamWKernel
{
    /// <summary>
    /// One step in place: <c>p ← p (1 − lr · wd)</c>; <c>m ← β₁ m + (1 − β₁) g</c>; <c>v ← β₂ v + (1 − β₂) g²</c>;
    /// <c>p ← p − lr / c₁ · m / (√v / √c₂ + ε)</c>.
    /// </summary>
    public static void Step<T>(T* p, T* g, T* m, T* v, long n, double lr, double beta1, double beta2, double eps, double weightDecay, double biasCorrection1, double biasCorrection2)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (b1, b2, decay) = (T.CreateChecked(beta1), T.CreateChecked(beta2), T.CreateChecked(1 - lr * weightDecay));
        var (rest1, rest2) = (T.CreateChecked(1 - beta1), T.CreateChecked(1 - beta2));
        var (rate, root, epsilon) = (T.CreateChecked(lr / biasCorrection1), T.CreateChecked(1 / Math.Sqrt(biasCorrection2)), T.CreateChecked(eps));
        for (long i = 0; i < n; i++)
        {
            m[i] = b1 * m[i] + rest1 * g[i];
            v[i] = b2 * v[i] + rest2 * g[i] * g[i];
            p[i] = p[i] * decay - rate * m[i] / (T.Sqrt(v[i]) * root + epsilon);
        }
    }

    /// <summary>The step of <see cref="Step{T}"/> over many tensors in one pass of the pool.</summary>
    public static void StepAll(ReadOnlySpan<AdamWTensor> tensors, in AdamWSettings settings)
    {
        foreach (var t in tensors)
            Step(t.Parameter, t.Gradient, t.First, t.Second, t.Count, settings.LearningRate, settings.Beta1, settings.Beta2, settings.Epsilon, settings.WeightDecay, settings.BiasCorrection1, settings.BiasCorrection2);
    }

    /// <summary>Σ x², for gradient norms: summed in a fixed order, in float64 across blocks.</summary>
    public static double SumOfSquares<T>(T* x, long n)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var sum = 0.0;
        for (long i = 0; i < n; i++)
            sum += double.CreateChecked(x[i]) * double.CreateChecked(x[i]);
        return sum;
    }
}
