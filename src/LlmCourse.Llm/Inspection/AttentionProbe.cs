using LlmCourse.Llm.Evaluation;
using LlmCourse.Llm.Models;
using LlmCourse.Llm.Training.Checkpoints;
using static TorchSharp.torch;

namespace LlmCourse.Llm.Inspection;

/// <summary>What every head of every layer attends to while it reads a text.</summary>
/// <param name="Weights">Weights <c>[layers, heads, time, time]</c>, row-major: rows ask, columns answer, each row adds up to 1.</param>
/// <param name="Layers">Transformer blocks.</param>
/// <param name="Heads">Heads a block.</param>
/// <param name="Time">Tokens of the text.</param>
public sealed record AttentionMap(float[] Weights, int Layers, int Heads, int Time)
{
    /// <summary>One weight.</summary>
    /// <param name="layer">Block, from 0.</param>
    /// <param name="head">Head, from 0.</param>
    /// <param name="asking">Position that gathers.</param>
    /// <param name="answering">Position that is listened to.</param>
    public float this[int layer, int head, int asking, int answering] =>
        Weights[((layer * Heads + head) * Time + asking) * Time + answering];

    /// <summary>Writes a safetensors file with one float32 tensor <c>attention</c> of shape <c>[layers, heads, time, time]</c>.</summary>
    /// <param name="stream">Where to.</param>
    public void Write(Stream stream)
    {
        using var attention = tensor(Weights, [Layers, Heads, Time, Time]);
        Safetensors.Write(stream, [new("attention", attention)]);
    }
}

/// <summary>Records attention.</summary>
public static class AttentionProbe
{
    /// <summary>Reads a text and keeps the attention of every layer and head.</summary>
    /// <param name="model">The model; it keeps its training mode and its weights.</param>
    /// <param name="ids">Token ids of the text: at least one, at most the block size.</param>
    /// <exception cref="ArgumentException">The text is empty or longer than the block.</exception>
    public static AttentionMap Capture(Gpt model, int[] ids)
    {
        if (ids.Length == 0)
            throw new ArgumentException("There is no token to attend to. Give the probe at least one.", nameof(ids));

        using var scope = NewDisposeScope();
        using var withoutGradient = no_grad();
        using var withoutDropout = EvaluationMode.Of(model);

        var layers = new List<Tensor>();
        model.Trace(tensor(ids.Select(id => (long)id).ToArray(), [1, ids.Length]), layers);

        var weights = cat(layers, dim: 0).to(ScalarType.Float32).contiguous();
        return new AttentionMap(weights.data<float>().ToArray(), model.Config.Layers, model.Config.Heads, ids.Length);
    }
}
