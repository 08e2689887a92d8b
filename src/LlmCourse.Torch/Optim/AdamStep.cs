namespace TorchSharp.Modules;

using Kernels;
using static TorchSharp.torch;

/// <summary>
/// The step that <see cref="Adam"/> and <see cref="AdamW"/> share. Parameters that fit the fused kernel are gathered and
/// changed in one pass over all of them; the others (float64, amsgrad, maximize, strided, Adam's coupled decay) take
/// tensor operators.
/// </summary>
internal sealed class AdamStep(bool decoupledDecay)
{
    private AdamWTensor[] _gathered = new AdamWTensor[16];
    private int _count;
    private long _stepOfGathered;
    private double _rate, _beta1, _beta2, _epsilon, _decay;
    private bool _maximize;

    /// <summary>Sets the options of the group whose parameters follow; none may be missing.</summary>
    public void Begin(double learningRate, AdamNumbers numbers)
    {
        _rate = learningRate;
        (_beta1, _beta2, _epsilon, _decay) = (numbers.Beta1!.Value, numbers.Beta2!.Value, numbers.Epsilon!.Value, numbers.WeightDecay!.Value);
        _maximize = numbers.Maximize!.Value;
    }

    /// <summary>Takes one parameter into the step; it may be changed only on <see cref="Finish"/>.</summary>
    public unsafe void Add(Tensor parameter, Tensor gradient, AdamMoments moments)
    {
        var (step, average, squares, largest) = moments;
        var fused = parameter.Type == ScalarType.Float32 && gradient.Type == ScalarType.Float32 && largest is null && !_maximize
            && (decoupledDecay || _decay == 0)
            && parameter.IsDense && gradient.IsDense && average.IsDense && squares.IsDense;
        if (!fused)
        {
            StepOne(parameter, gradient, moments);
            return;
        }
        if (_count > 0 && step != _stepOfGathered)
            Finish(); // bias corrections depend on the step, which differs where a parameter had no gradient before
        if (_count == _gathered.Length)
            Array.Resize(ref _gathered, _count * 2);
        _stepOfGathered = step;
        _gathered[_count++] = new(
            parameter.Pointer<float>(), gradient.Pointer<float>(), average.Pointer<float>(), squares.Pointer<float>(), parameter.numel());
        parameter.Memory.Version++;
    }

    /// <summary>Changes the parameters gathered so far.</summary>
    public void Finish()
    {
        if (_count == 0)
            return;
        AdamWKernel.StepAll(_gathered.AsSpan(0, _count), new AdamWSettings(
            _rate, _beta1, _beta2, _epsilon, _decay,
            1 - Math.Pow(_beta1, _stepOfGathered), 1 - Math.Pow(_beta2, _stepOfGathered)));
        _count = 0;
    }

    private void StepOne(Tensor parameter, Tensor gradient, AdamMoments moments)
    {
        var (step, average, squares, largest) = moments;
        if (_maximize)
            gradient = -gradient;
        if (_decay != 0)
        {
            if (decoupledDecay)
                parameter.mul_(1 - _rate * _decay);
            else
                gradient = gradient.add(parameter, alpha: _decay);
        }
        average.mul_(_beta1).add_(gradient, alpha: 1 - _beta1);
        squares.mul_(_beta2).add_(gradient.square(), alpha: 1 - _beta2);
        largest?.copy_(where(largest.gt(squares), largest, squares));
        var divisor = (largest ?? squares).sqrt().div_(Math.Sqrt(1 - Math.Pow(_beta2, step))).add_(_epsilon);
        parameter.add_(average.div(divisor), alpha: -_rate / (1 - Math.Pow(_beta1, step)));
    }
}
