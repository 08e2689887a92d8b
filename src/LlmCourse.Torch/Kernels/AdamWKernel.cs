using System.Numerics;
using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <summary>One parameter tensor of an <see cref="AdamWKernel"/> step: its values, gradient and both moments.</summary>
internal readonly unsafe struct AdamWTensor(float* parameter, float* gradient, float* first, float* second, long count)
{
    public readonly float* Parameter = parameter, Gradient = gradient, First = first, Second = second;
    public readonly long Count = count;
}

/// <summary>The numbers of an AdamW step; bias corrections are <c>1 − βᵗ</c>.</summary>
internal readonly record struct AdamWSettings(double LearningRate, double Beta1, double Beta2, double Epsilon, double WeightDecay, double BiasCorrection1, double BiasCorrection2);

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter, 2017, arXiv:1711.05101, algorithm 2).</summary>
internal static unsafe partial class AdamWKernel
{
    /// <inheritdoc cref="Step{T}"/>
    public static void Step(float* p, float* g, float* m, float* v, long n, double lr, double beta1, double beta2, double eps, double weightDecay, double biasCorrection1, double biasCorrection2)
    {
        var tensor = new AdamWTensor(p, g, m, v, n);
        StepAll(new ReadOnlySpan<AdamWTensor>(in tensor), new AdamWSettings(lr, beta1, beta2, eps, weightDecay, biasCorrection1, biasCorrection2));
    }

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

    /// <summary>The step of <see cref="Step{T}"/> over many tensors as if they were one, in one pass of the pool.</summary>
    public static void StepAll(ReadOnlySpan<AdamWTensor> tensors, in AdamWSettings settings)
    {
        var total = 0L;
        foreach (ref readonly var tensor in tensors)
            total += tensor.Count;
        fixed (AdamWTensor* first = tensors)
            VectorPool.For(total, VectorPool.Grain, new StepBody(first, tensors.Length, settings));
    }

    internal readonly struct StepBody(AdamWTensor* tensors, int count, AdamWSettings settings) : IVectorBody
    {
        public void Run<TLanes, TVector>(long start, long end)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct
        {
            for (var i = 0; i < count; i++)
            {
                ref readonly var t = ref tensors[i];
                var from = Math.Clamp(start, 0, t.Count);
                var to = Math.Clamp(end, 0, t.Count);
                Update<TLanes, TVector>(t.Parameter + from, t.Gradient + from, t.First + from, t.Second + from, to - from);
                (start, end) = (start - t.Count, end - t.Count);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Update<TLanes, TVector>(float* p, float* g, float* m, float* v, long n)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct
        {
            var beta1 = TLanes.Broadcast((float)settings.Beta1);
            var beta2 = TLanes.Broadcast((float)settings.Beta2);
            var rest1 = TLanes.Broadcast((float)(1 - settings.Beta1));
            var rest2 = TLanes.Broadcast((float)(1 - settings.Beta2));
            var decay = TLanes.Broadcast((float)(1 - settings.LearningRate * settings.WeightDecay));
            var rate = TLanes.Broadcast((float)(-settings.LearningRate / settings.BiasCorrection1));
            var root = TLanes.Broadcast((float)(1 / Math.Sqrt(settings.BiasCorrection2)));
            var epsilon = TLanes.Broadcast((float)settings.Epsilon);
            var zero = TLanes.Broadcast(0);
            long i = 0;
            while (i < n)
            {
                var lanes = (int)Math.Min(TLanes.Count, n - i);
                var whole = lanes == TLanes.Count;
                var gradient = whole ? TLanes.Load(g + i) : TLanes.LoadPartial(g + i, lanes, zero);
                var first = whole ? TLanes.Load(m + i) : TLanes.LoadPartial(m + i, lanes, zero);
                var second = whole ? TLanes.Load(v + i) : TLanes.LoadPartial(v + i, lanes, zero);
                var value = whole ? TLanes.Load(p + i) : TLanes.LoadPartial(p + i, lanes, zero);
                first = TLanes.MultiplyAdd(first, beta1, TLanes.Multiply(gradient, rest1));
                second = TLanes.MultiplyAdd(second, beta2, TLanes.Multiply(TLanes.Multiply(gradient, gradient), rest2));
                var divisor = TLanes.MultiplyAdd(TLanes.Sqrt(second), root, epsilon);
                value = TLanes.MultiplyAdd(rate, TLanes.Divide(first, divisor), TLanes.Multiply(value, decay));
                if (whole)
                {
                    TLanes.Store(first, m + i);
                    TLanes.Store(second, v + i);
                    TLanes.Store(value, p + i);
                }
                else
                {
                    TLanes.StorePartial(first, m + i, lanes);
                    TLanes.StorePartial(second, v + i, lanes);
                    TLanes.StorePartial(value, p + i, lanes);
                }
                i += lanes;
            }
        }
    }
}
