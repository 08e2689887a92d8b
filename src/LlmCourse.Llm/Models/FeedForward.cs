using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LlmCourse.Llm.Models;

/// <summary>The part of a block where each position thinks by itself: four times wider, GELU, and back.</summary>
public sealed class FeedForward : nn.Module<Tensor, Tensor>
{
    private const int Expansion = 4;

    private readonly Linear expand;
    private readonly Linear output;
    private readonly Dropout outputDropout;

    /// <summary>A feed-forward layer with fresh weights.</summary>
    public FeedForward(GptConfig config)
        : base(nameof(FeedForward))
    {
        expand = nn.Linear(config.Width, Expansion * config.Width);
        output = nn.Linear(Expansion * config.Width, config.Width);
        outputDropout = nn.Dropout(config.Dropout);
        RegisterComponents();
    }

    #region feed-forward
    /// <summary>Applies the layer to every position alike.</summary>
    /// <param name="input">Residual stream after its norm, <c>[batch, time, channels]</c>.</param>
    /// <returns>What each position concluded, <c>[batch, time, channels]</c>.</returns>
    public override Tensor forward(Tensor input)
    {
        // GPT-2 uses the tanh form of GELU (Hendrycks and Gimpel, 2016).
        var hidden = nn.functional.gelu(expand.call(input), GELU.Approximate.tanh);
        return outputDropout.call(output.call(hidden));
    }
    #endregion
}
