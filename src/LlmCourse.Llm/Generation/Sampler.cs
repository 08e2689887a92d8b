using static TorchSharp.torch;

namespace LlmCourse.Llm.Generation;

/// <summary>Picks the next token from a model's scores.</summary>
public static class Sampler
{
    /// <summary>The distribution that the next token is drawn from.</summary>
    /// <param name="logits">Scores <c>[vocabulary]</c>.</param>
    /// <param name="options">How to turn them into probabilities; the temperature is above 0.</param>
    /// <returns>Probabilities <c>[vocabulary]</c>; dropped tokens have 0, the others add up to 1.</returns>
    public static Tensor Probabilities(Tensor logits, SamplingOptions options)
    {
        #region sampling-temperature
        logits = logits / options.Temperature;
        #endregion

        #region sampling-top-k
        if (options.TopK > 0 && options.TopK < logits.size(0))
        {
            var (likeliest, _) = logits.topk(options.TopK);
            logits = logits.masked_fill(logits < likeliest[-1], double.NegativeInfinity);
        }
        #endregion

        var probabilities = nn.functional.softmax(logits, dim: -1);

        #region sampling-top-p
        if (options.TopP < 1)
        {
            // A token stays while the likelier ones before it have not yet reached the sum.
            var (likeliest, _) = probabilities.sort(descending: true);
            var before = likeliest.cumsum(0) - likeliest;
            var least = likeliest.masked_select(before < options.TopP).min();
            probabilities = probabilities.masked_fill(probabilities < least, 0);
            probabilities = probabilities / probabilities.sum();
        }
        #endregion

        return probabilities;
    }

    /// <summary>Picks one token.</summary>
    /// <param name="logits">Scores <c>[vocabulary]</c>.</param>
    /// <param name="options">How to pick.</param>
    /// <param name="generator">Where chance comes from.</param>
    /// <returns>The token's id.</returns>
    public static int Pick(Tensor logits, SamplingOptions options, Generator generator)
    {
        if (options.Temperature == 0)
            return (int)logits.argmax().item<long>();

        return (int)Probabilities(logits, options).multinomial(1, generator: generator).item<long>();
    }
}
