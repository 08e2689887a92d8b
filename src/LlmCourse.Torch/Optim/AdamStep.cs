namespace TorchSharp.Modules;

using Kernels;
using static TorchSharp.torch;

/// <summary>The numbers of one group's step of Adam or AdamW.</summary>
internal readonly record struct AdamOptions(double LearningRate, double Beta1, double Beta2, double Epsilon, double WeightDecay, bool Maximize);

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
    private AdamOptions _options;

    public static void CheckBeta(double beta)
    {
        if (!(beta >= 0 && beta < 1))
            throw new ArgumentException($"An averaging factor (beta) must be at least 0 and below 1, got {beta}.", nameof(beta));
    }

    public void Begin(AdamOptions options) => _options = options;

    /// <summary>Takes one parameter into the step; it may be changed only on <see cref="Finish"/>.</summary>
    public unsafe void Add(Tensor parameter, Tensor gradient, Tensor average, Tensor squares, Tensor? largest, long step)
    {
        var fused = parameter.Type == ScalarType.Float32 && gradient.Type == ScalarType.Float32 && largest is null && !_options.Maximize
            && (decoupledDecay || _options.WeightDecay == 0)
            && parameter.IsDense && gradient.IsDense && average.IsDense && squares.IsDense;
        if (!fused)
        {
            StepOne(parameter, gradient, average, squares, largest, step);
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
            _options.LearningRate, _options.Beta1, _options.Beta2, _options.Epsilon, _options.WeightDecay,
            1 - Math.Pow(_options.Beta1, _stepOfGathered), 1 - Math.Pow(_options.Beta2, _stepOfGathered)));
        _count = 0;
    }

    private void StepOne(Tensor parameter, Tensor gradient, Tensor average, Tensor squares, Tensor? largest, long step)
    {
        var (rate, beta1, beta2, epsilon, decay, maximize) = _options;
        if (maximize)
            gradient = -gradient;
        if (decay != 0)
        {
            if (decoupledDecay)
                parameter.mul_(1 - rate * decay);
            else
                gradient = gradient.add(parameter, alpha: decay);
        }
        average.mul_(beta1).add_(gradient, alpha: 1 - beta1);
        squares.mul_(beta2).add_(gradient.square(), alpha: 1 - beta2);
        largest?.copy_(where(largest.gt(squares), largest, squares));
        var divisor = (largest ?? squares).sqrt().div_(Math.Sqrt(1 - Math.Pow(beta2, step))).add_(epsilon);
        parameter.add_(average.div(divisor), alpha: -rate / (1 - Math.Pow(beta1, step)));
    }
}
