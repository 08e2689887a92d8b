using System.Text.Json;
using LlmCourse.Llm.Data;
using LlmCourse.Llm.Models;
using LlmCourse.Llm.Training;
using LlmCourse.Torch.Tests.Operators;
using TorchSharp;
using static TorchSharp.torch;

namespace LlmCourse.Llm.Tests.Goldens;

/// <summary>
/// The GPT against the model that <c>tests/goldens/gpt.py</c> writes a second time in PyTorch: one forward and backward,
/// and 20 steps of AdamW with clipping, from the same weights and batches.
/// </summary>
public class GptGoldenTests
{
    private const int Vocabulary = 17, Block = 8, Width = 16, Items = 3, Steps = 20, Kept = 7;
    private const double Tolerance = 1e-4;

    private static readonly GptConfig Shape = new() { VocabularySize = Vocabulary, BlockSize = Block, Layers = 2, Heads = 2, Width = Width };

    private static readonly JsonElement Figures =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "figures", "gpt.json"))).RootElement;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ForwardAndBackward_EqualPyTorch(bool tied)
    {
        using var scope = NewDisposeScope();
        using var model = Model(tied);
        var figures = Figures.GetProperty(tied ? "tied" : "untied");
        var batch = BatchOf(0);

        ShouldBeClose(model.call(batch.Inputs), figures.GetProperty("logits"), "logits");
        var loss = LanguageModelLoss.Of(model, batch);
        loss.backward();

        loss.item<float>().ShouldBe(figures.GetProperty("loss").GetSingle(), Tolerance);
        foreach (var (name, parameter) in model.named_parameters())
            ShouldBeClose(parameter.grad!, figures.GetProperty("gradients").GetProperty(name), "gradient of " + name);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void TwentySteps_EqualPyTorch(bool tied)
    {
        using var scope = NewDisposeScope();
        using var model = Model(tied);
        var figures = Figures.GetProperty(tied ? "tied" : "untied");
        var (losses, norms) = (Numbers(figures.GetProperty("losses")), Numbers(figures.GetProperty("gradientNorms")));
        using var optimizer = optim.AdamW(model.parameters(), lr: 3e-3, beta1: 0.9, beta2: 0.95, weight_decay: 0.1);

        for (var step = 0; step < Steps; step++)
        {
            using var inner = NewDisposeScope();
            optimizer.zero_grad();
            var loss = LanguageModelLoss.Of(model, BatchOf(step));
            loss.backward();
            var norm = nn.utils.clip_grad_norm_(model.parameters(), 1.0);
            optimizer.step();
            loss.item<float>().ShouldBe((float)losses[step], Tolerance * losses[step], $"loss of step {step}");
            norm.ShouldBe(norms[step], Tolerance * norms[step], $"gradient norm of step {step}");
        }

        foreach (var (name, parameter) in model.named_parameters())
            ShouldBeClose(parameter, figures.GetProperty("weights").GetProperty(name), name, skipKeyBias: name.EndsWith("queryKeyValue.bias", StringComparison.Ordinal));
    }

    private static Gpt Model(bool tied)
    {
        var model = new Gpt(Shape with { TieWeights = tied }, seed: 0);
        using var _ = no_grad();
        uint number = 0;
        foreach (var (name, parameter) in model.named_parameters())
        {
            var centre = name.EndsWith("orm.weight", StringComparison.Ordinal) ? 1.0 : 0.0;
            var values = Array.ConvertAll(Formula.Unit(1000 + number++, (int)parameter.numel()), u => (float)(centre + (u - 0.5) * 0.5));
            using var source = tensor(values, parameter.shape);
            parameter.copy_(source);
        }
        return model;
    }

    private static Batch BatchOf(int step)
    {
        var tokens = Array.ConvertAll(Formula.Unit(2000 + (uint)step, Items * (Block + 1)), u => (long)(u * Vocabulary));
        var (inputs, targets) = (new long[Items * Block], new long[Items * Block]);
        for (var item = 0; item < Items; item++)
        {
            for (var place = 0; place < Block; place++)
            {
                inputs[item * Block + place] = tokens[item * (Block + 1) + place];
                targets[item * Block + place] = tokens[item * (Block + 1) + place + 1];
            }
        }
        targets[^1] = targets[^2] = Batch.Padding;
        return new Batch(tensor(inputs, [Items, Block]), tensor(targets, [Items, Block]), Items * Block - 2);
    }

    /// <summary>
    /// Compares the kept elements, with errors relative to the tensor's root mean square. The key's bias is left out
    /// after training: softmax does not feel it, so its gradient is rounding noise that Adam blows up to full steps.
    /// </summary>
    private static void ShouldBeClose(Tensor actual, JsonElement expected, string what, bool skipKeyBias = false)
    {
        var values = actual.detach().contiguous().data<float>().ToArray();
        var kept = Numbers(expected.GetProperty("kept"));
        var typical = expected.GetProperty("norm").GetDouble() / Math.Sqrt(values.Length);
        kept.Length.ShouldBe((values.Length + Kept - 1) / Kept, what);
        for (var i = 0; i < kept.Length; i++)
        {
            var isKeyBias = i * Kept is >= Width and < 2 * Width;
            if (!(skipKeyBias && isKeyBias))
                ((double)values[i * Kept]).ShouldBe(kept[i], Tolerance * Math.Max(typical, Math.Abs(kept[i])), $"{what}[{i * Kept}]");
        }
    }

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetDouble())];
}
