using LlmCourse.Llm.Data;
using LlmCourse.Llm.Models;
using static TorchSharp.torch;

namespace LlmCourse.Llm.Training;

/// <summary>What a language model is trained to make small.</summary>
public static class LanguageModelLoss
{
    #region cross-entropy
    /// <summary>
    /// Cross-entropy: how surprised the model is by the token that really comes next, in nats, averaged over all
    /// positions that have one.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="batch">What it reads and what follows.</param>
    /// <returns>A single number with a gradient.</returns>
    public static Tensor Of(Gpt model, Batch batch)
    {
        var logits = model.call(batch.Inputs);
        return nn.functional.cross_entropy(
            logits.view(-1, logits.size(-1)),
            batch.Targets.view(-1),
            ignore_index: Batch.Padding);
    }
    #endregion
}
