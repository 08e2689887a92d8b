using System.Numerics;
using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <summary>Cross-entropy of logits against class numbers, softmax included.</summary>
/// <remarks>The generic forms hand float32 on to the vector forms, as in <see cref="LayerNormKernel"/>.</remarks>
internal static unsafe class CrossEntropyKernel
{
    /// <inheritdoc cref="Forward{T}"/>
    public static void Forward(float* logits, long* target, float* classWeight, long ignoreIndex, float* lossPerRow, float* lse, int rows, int classes) =>
        VectorPool.ForRows(rows, classes, new ForwardRows(logits, target, classWeight, ignoreIndex, lossPerRow, lse, classes));

    /// <inheritdoc cref="Backward{T}"/>
    public static void Backward(float* logits, long* target, float* classWeight, long ignoreIndex, float* lse, float* gradPerRow, float* dlogits, int rows, int classes) =>
        VectorPool.ForRows(rows, classes, new BackwardRows(logits, target, classWeight, ignoreIndex, lse, gradPerRow, dlogits, classes));

    /// <summary>
    /// Writes <c>lossPerRow = w[target] · (lse − logit[target])</c> and <c>lse = ln Σ exp(logits)</c> for each row. A row whose
    /// target is <paramref name="ignoreIndex"/> gets loss 0. <paramref name="classWeight"/> [classes] may be null (all 1).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A target is neither a class nor <paramref name="ignoreIndex"/>.</exception>
    public static void Forward<T>(T* logits, long* target, T* classWeight, long ignoreIndex, T* lossPerRow, T* lse, int rows, int classes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            Forward((float*)logits, target, (float*)classWeight, ignoreIndex, (float*)lossPerRow, (float*)lse, rows, classes);
            return;
        }
        for (var r = 0; r < rows; r++)
        {
            var row = logits + (long)r * classes;
            var logSum = SoftmaxKernel.LogSumExp(row, classes, out var shift);
            lse[r] = shift + logSum;
            if (target[r] == ignoreIndex)
            {
                lossPerRow[r] = T.Zero;
                continue;
            }
            CheckTarget(target[r], classes);
            lossPerRow[r] = (shift - row[target[r]] + logSum) * (classWeight == null ? T.One : classWeight[target[r]]);
        }
    }

    /// <summary><c>dlogits = gradPerRow · w[target] · (softmax(logits) − onehot(target))</c>; 0 in ignored rows.</summary>
    public static void Backward<T>(T* logits, long* target, T* classWeight, long ignoreIndex, T* lse, T* gradPerRow, T* dlogits, int rows, int classes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            Backward((float*)logits, target, (float*)classWeight, ignoreIndex, (float*)lse, (float*)gradPerRow, (float*)dlogits, rows, classes);
            return;
        }
        for (var r = 0; r < rows; r++)
        {
            var row = logits + (long)r * classes;
            var gradient = dlogits + (long)r * classes;
            if (target[r] == ignoreIndex)
            {
                new Span<T>(gradient, classes).Clear();
                continue;
            }
            var scale = gradPerRow[r] * (classWeight == null ? T.One : classWeight[target[r]]);
            for (var i = 0; i < classes; i++)
                gradient[i] = scale * T.Exp(row[i] - lse[r]);
            gradient[target[r]] -= scale;
        }
    }

    private static void CheckTarget(long target, int classes)
    {
        if (target < 0 || target >= classes)
            throw new ArgumentOutOfRangeException(nameof(target), $"Target {target} is out of bounds for {classes} classes.");
    }

    internal readonly struct ForwardRows(float* logits, long* target, float* classWeight, long ignoreIndex, float* lossPerRow, float* lse, int classes) : IVectorBody
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TLanes, TVector>(long start, long end)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct
        {
            for (var row = start; row < end; row++)
            {
                var scores = logits + row * classes;
                var logSum = SoftmaxKernel.LogSumExp<TLanes, TVector>(scores, classes, out var shift);
                lse[row] = shift + logSum;
                var right = target[row];
                if (right == ignoreIndex)
                {
                    lossPerRow[row] = 0;
                    continue;
                }
                CheckTarget(right, classes);
                lossPerRow[row] = (shift - scores[right] + logSum) * (classWeight != null ? classWeight[right] : 1);
            }
        }
    }

    internal readonly struct BackwardRows(float* logits, long* target, float* classWeight, long ignoreIndex, float* lse, float* gradPerRow, float* dlogits, int classes) : IVectorBody
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TLanes, TVector>(long start, long end)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct
        {
            var (whole, rest) = (classes - classes % TLanes.Count, classes % TLanes.Count);
            for (var row = start; row < end; row++)
            {
                var scores = logits + row * classes;
                var gradient = dlogits + row * classes;
                var right = target[row];
                if (right == ignoreIndex)
                {
                    new Span<float>(gradient, classes).Clear();
                    continue;
                }
                var factor = gradPerRow[row] * (classWeight != null ? classWeight[right] : 1);
                var scale = TLanes.Broadcast(factor);
                var shift = TLanes.Broadcast(lse[row]);
                for (var i = 0; i < whole; i += TLanes.Count)
                    TLanes.Store(TLanes.Multiply(scale, Functions.Exp<TLanes, TVector>(TLanes.Subtract(TLanes.Load(scores + i), shift))), gradient + i);
                if (rest > 0)
                {
                    var tail = Functions.Exp<TLanes, TVector>(TLanes.Subtract(TLanes.LoadPartial(scores + whole, rest, shift), shift));
                    TLanes.StorePartial(TLanes.Multiply(scale, tail), gradient + whole, rest);
                }
                gradient[right] -= factor;
            }
        }
    }
}
