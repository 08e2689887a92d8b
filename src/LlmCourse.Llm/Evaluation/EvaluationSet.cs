using LlmCourse.Llm.Data;
using LlmCourse.Llm.Models;
using LlmCourse.Llm.Tokenization;
using LlmCourse.Llm.Training;
using static TorchSharp.torch;

namespace LlmCourse.Llm.Evaluation;

/// <summary>Fixed batches to measure a model on: the same ones every time, so that two losses can be compared.</summary>
public sealed class EvaluationSet : IDisposable
{
    private readonly Batch[] batches;

    /// <summary>Takes the batches over.</summary>
    public EvaluationSet(IEnumerable<Batch> batches)
    {
        using var scope = NewDisposeScope();
        this.batches = [.. batches];
        foreach (var batch in this.batches)
        {
            batch.Inputs.DetachFromDisposeScope();
            batch.Targets.DetachFromDisposeScope();
        }
    }

    /// <summary>Targets that count.</summary>
    public long Tokens => batches.Sum(batch => (long)batch.Tokens);

    /// <summary>UTF-8 bytes that these targets stand for; null when the vocabulary lacked something of the text.</summary>
    /// <param name="tokenizer">What cut the text.</param>
    internal long? CountBytes(ITokenizer tokenizer) => batches
        .Select(batch => TextBytes.Of(tokenizer, [.. batch.Targets.data<long>().Where(id => id != Batch.Padding).Select(id => (int)id)]))
        .Aggregate((long?)0, (sum, bytes) => sum + bytes);

    #region evaluation
    /// <summary>Mean cross-entropy over all target tokens, in nats a token; each token counts alike, however full its batch is.</summary>
    /// <param name="model">The model; it keeps its training mode.</param>
    public double Loss(Gpt model)
    {
        using var withoutGradient = no_grad();
        using var withoutDropout = EvaluationMode.Of(model);

        var sum = 0.0;
        foreach (var batch in batches)
        {
            using var scope = NewDisposeScope();
            sum += LanguageModelLoss.Of(model, batch).item<float>() * (double)batch.Tokens;
        }

        return sum / Tokens;
    }
    #endregion

    /// <summary>Gives the batches back.</summary>
    public void Dispose()
    {
        foreach (var batch in batches)
            batch.Dispose();
    }
}
