namespace LlmCourse.Llm.Generation;

/// <summary>How the next token is picked from the model's scores.</summary>
/// <param name="Temperature">Divides the scores before softmax: below 1 plays safe, above 1 takes risks; 0 always takes the likeliest token.</param>
/// <param name="TopK">Keep only this many likeliest tokens (Fan et al., 2018); 0 keeps all.</param>
/// <param name="TopP">Keep the smallest set of likeliest tokens whose probabilities reach this sum (Holtzman et al., 2019); 1 keeps all.</param>
public sealed record SamplingOptions(double Temperature = 0.8, int TopK = 0, double TopP = 1)
{
    /// <summary>Always the likeliest token.</summary>
    public static SamplingOptions Greedy { get; } = new(Temperature: 0);

    /// <summary>Checks the options.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One of them is out of its range.</exception>
    public void Validate()
    {
        if (Temperature is not (>= 0 and < double.PositiveInfinity))
            throw new ArgumentOutOfRangeException(nameof(Temperature), Temperature, $"A temperature is 0 or a positive number, and this is {Temperature}.");
        if (TopK < 0)
            throw new ArgumentOutOfRangeException(nameof(TopK), TopK, $"Top-k keeps a number of tokens, or all with 0, and this is {TopK}.");
        if (TopP is not (> 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(TopP), TopP, $"Top-p is a probability above 0 and at most 1, and this is {TopP}.");
    }
}
