using System.Numerics;

namespace TorchSharp.Kernels;

/// <summary>Cross-entropy of logits against class numbers, softmax included.</summary>
internal static unsafe class CrossEntropyKernel
{
    /// <summary>
    /// Writes <c>lossPerRow = w[target] · (lse − logit[target])</c> and <c>lse = ln Σ exp(logits)</c> for each row. A row whose
    /// target is <paramref name="ignoreIndex"/> gets loss 0. <paramref name="classWeight"/> [classes] may be null (all 1).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A target is neither a class nor <paramref name="ignoreIndex"/>.</exception>
    public static void Forward<T>(T* logits, long* target, T* classWeight, long ignoreIndex, T* lossPerRow, T* lse, int rows, int classes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var r = 0; r < rows; r++)
        {
            var row = logits + (long)r * classes;
            lse[r] = SoftmaxKernel.LogSumExp(row, classes);
            if (target[r] == ignoreIndex)
            {
                lossPerRow[r] = T.Zero;
                continue;
            }
            CheckTarget(target[r], classes);
            lossPerRow[r] = (lse[r] - row[target[r]]) * (classWeight == null ? T.One : classWeight[target[r]]);
        }
    }

    /// <summary><c>dlogits = gradPerRow · w[target] · (softmax(logits) − onehot(target))</c>; 0 in ignored rows.</summary>
    public static void Backward<T>(T* logits, long* target, T* classWeight, long ignoreIndex, T* lse, T* gradPerRow, T* dlogits, int rows, int classes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
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
}
