namespace TorchSharp;

using System.Numerics;
using Kernels;
using static TorchSharp.torch;

/// <summary>
/// Softmax and cross-entropy of class numbers in one step, reduction included: the gradient is
/// <c>(softmax − onehot) · share of the row</c>, and the probabilities are never stored.
/// </summary>
internal sealed unsafe class CrossEntropyNode : Node
{
    private readonly nn.Reduction _reduction;
    private readonly long _ignoreIndex;
    private readonly double _totalWeight;
    private SavedTensor _logits;
    private SavedTensor _targets;
    private SavedTensor _classWeight;
    private SavedTensor _logSums;

    private CrossEntropyNode(Tensor input, Tensor logits, Tensor targets, Tensor? classWeight, Tensor logSums, long ignoreIndex, nn.Reduction reduction, double totalWeight)
    {
        (_ignoreIndex, _reduction, _totalWeight) = (ignoreIndex, reduction, totalWeight);
        (_logits, _targets, _logSums) = (Save(logits), Save(targets), Save(logSums));
        _classWeight = classWeight is null ? default : Save(classWeight);
        Connect(input);
    }

    public override bool IsDifferentiable => false;

    /// <summary>The loss of logits [rows, classes] against class numbers [rows]: [rows] without reduction, else [].</summary>
    public static Tensor Loss(Tensor input, Tensor target, Tensor? weight, long ignoreIndex, nn.Reduction reduction)
    {
        using var logits = Operand.Dense(input);
        using var targets = Operand.Dense(target, ScalarType.Int64);
        using var classWeight = Operand.DenseOrNone(weight);
        return input.Type == ScalarType.Float32
            ? Loss<float>(input, logits.Tensor, targets.Tensor, classWeight.Tensor, ignoreIndex, reduction)
            : Loss<double>(input, logits.Tensor, targets.Tensor, classWeight.Tensor, ignoreIndex, reduction);
    }

    protected override void Backward(Tensor gradient)
    {
        using var denseGradient = Operand.Dense(gradient);
        var dy = denseGradient.Tensor;
        if (dy.Type == ScalarType.Float32)
            Backward<float>(dy);
        else
            Backward<double>(dy);
    }

    protected override void ReleaseSaved()
    {
        _logits.Release();
        _targets.Release();
        _classWeight.Release();
        _logSums.Release();
    }

    private static Tensor Loss<T>(Tensor input, Tensor logits, Tensor targets, Tensor? classWeight, long ignoreIndex, nn.Reduction reduction)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (rows, classes) = ((int)logits.Sizes[0], (int)logits.Sizes[1]);
        using var losses = Tensor.New([rows], logits.Type);
        using var logSums = Tensor.New([rows], logits.Type);
        var factors = classWeight is null ? null : classWeight.Pointer<T>();
        CrossEntropyKernel.Forward(logits.Pointer<T>(), targets.Pointer<long>(), factors, ignoreIndex, losses.Pointer<T>(), logSums.Pointer<T>(), rows, classes);

        var totalWeight = reduction == nn.Reduction.Mean ? TotalWeight(targets, factors, ignoreIndex) : 1;
        Tensor result;
        if (reduction == nn.Reduction.None)
            result = losses.Share();
        else
        {
            var sum = 0.0; // float64, in order: a mean over many rows must not lose digits
            foreach (var loss in losses.Span<T>())
                sum += double.CreateChecked(loss);
            result = Tensor.New([], logits.Type);
            *result.Pointer<T>() = T.CreateChecked(sum / totalWeight); // no row counted: 0/0 = NaN, as in PyTorch
        }
        return Records(input)
            ? result.Attach(new CrossEntropyNode(input, logits, targets, classWeight, logSums, ignoreIndex, reduction, totalWeight))
            : result;
    }

    private static double TotalWeight<T>(Tensor targets, T* factors, long ignoreIndex) where T : unmanaged, INumber<T>
    {
        var total = 0.0;
        foreach (var target in targets.Span<long>())
        {
            if (target != ignoreIndex)
                total += factors == null ? 1 : double.CreateChecked(factors[target]);
        }
        return total;
    }

    private void Backward<T>(Tensor dy) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (rows, classes) = ((int)_logits.Layout.Sizes[0], (int)_logits.Layout.Sizes[1]);
        using var shares = Tensor.New([rows], dy.Type);
        if (_reduction == nn.Reduction.None)
            dy.Span<T>().CopyTo(shares.Span<T>());
        else
            shares.Span<T>().Fill(*dy.Pointer<T>() / T.CreateChecked(_totalWeight));
        var result = Tensor.New(_logits.Layout, dy.Type);
        CrossEntropyKernel.Backward(
            _logits.Pointer<T>(this), _targets.Pointer<long>(this), _classWeight.PointerOrNull<T>(this), _ignoreIndex,
            _logSums.Pointer<T>(this), shares.Pointer<T>(), result.Pointer<T>(), rows, classes);
        Send(0, result);
    }
}
