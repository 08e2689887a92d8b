using static TorchSharp.torch;

namespace LlmCourse.Torch.Tests.Tensors;

/// <summary>The long names of the inverse functions mean the short ones.</summary>
public class InverseNamesTests
{
    [Fact]
    public void LongNames_MeanTheShortOnes()
    {
        var x = tensor(new double[] { 0.25, 0.5, 0.75 });
        var above = x + 1;

        arccos(x).Equals(x.acos()).ShouldBeTrue();
        arcsin(x).Equals(x.asin()).ShouldBeTrue();
        arctan(x).Equals(x.atan()).ShouldBeTrue();
        arcsinh(x).Equals(x.asinh()).ShouldBeTrue();
        arccosh(above).Equals(above.acosh()).ShouldBeTrue();
        arctanh(x).Equals(x.atanh()).ShouldBeTrue();
        arccos_(x.clone()).Equals(x.acos()).ShouldBeTrue();
        x.clone().arctanh_().Equals(x.atanh()).ShouldBeTrue();
    }
}
