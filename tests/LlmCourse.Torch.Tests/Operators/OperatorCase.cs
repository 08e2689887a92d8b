using static TorchSharp.torch;

namespace LlmCourse.Torch.Tests.Operators;

/// <summary>An operator of the suite, and how close float32 comes to the exact figures.</summary>
/// <param name="Invoke">Calls the operator.</param>
/// <param name="Single">Largest float32 error; see <see cref="OperatorSuite"/> for what it is relative to.</param>
/// <param name="Why">Why the tolerance is not the usual one.</param>
public sealed record OperatorCase(Func<Tensor[], Tensor> Invoke, double Single = OperatorCase.UsualSingle, string Why = "")
{
    /// <summary>Whether the gradient is by definition another than the derivative, so that differences cannot agree.</summary>
    public bool HasOwnGradient { get; init; }

    /// <summary>Some 80 roundings of float32 (unit 6e-8): short sums and one or two functions accurate to a few units.</summary>
    public const double UsualSingle = 5e-6;

    /// <summary>The figures are kept with 10 digits, so agreement ends there, whatever the operator.</summary>
    public const double Double = 2e-9;

    /// <summary>Central differences with step 1e-5 in float64 lose about 1e-11 to rounding and 1e-10 to curvature, times the sizes of higher derivatives.</summary>
    public const double Differences = 1e-6;
}
