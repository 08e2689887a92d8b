using LlmCourse.Llm.Data;
using LlmCourse.Llm.Models;
using LlmCourse.Llm.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace LlmCourse.Llm.Tests.Models;

public sealed class GptGradientTests
{
    /// <summary>Central differences err by about step² and by rounding over step; float64 leaves 1e-8 of either.</summary>
    private const double Step = 1e-5;

    private const double Tolerance = 1e-7;

    private const int ChecksPerParameter = 6;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Backward_AgreesWithFiniteDifferences_ForEveryParameterOfTheModel(bool tied)
    {
        using var scope = NewDisposeScope();
        var model = SmallGpt.Bold(SmallGpt.Config with { TieWeights = tied }).to(ScalarType.Float64);
        var targets = SmallGpt.Numbers(3 * 8, seed: 8);
        targets[7] = Batch.Padding;
        var batch = new Batch(SmallGpt.Ids(3, 8), tensor(targets, [3, 8]), 3 * 8 - 1);

        LanguageModelLoss.Of(model, batch).backward();

        var random = new Random(4);
        foreach (var (name, parameter) in model.named_parameters())
        {
            var gradient = parameter.grad.ShouldNotBeNull(name).contiguous().data<double>().ToArray();
            for (var check = 0; check < ChecksPerParameter; check++)
            {
                var index = random.Next(gradient.Length);
                gradient[index].ShouldBe(Slope(model, batch, parameter, index), Tolerance, $"{name} at {index}");
            }
        }
    }

    private static double Slope(Gpt model, Batch batch, Tensor parameter, int index)
    {
        using var scope = NewDisposeScope();
        using var withoutGradient = no_grad();
        var number = parameter.view(-1).narrow(0, index, 1);

        number.add_(Step);
        var above = LanguageModelLoss.Of(model, batch).item<double>();
        number.sub_(2 * Step);
        var below = LanguageModelLoss.Of(model, batch).item<double>();
        number.add_(Step);

        return (above - below) / (2 * Step);
    }
}
