namespace LlmCourse.Runs.Specs;

/// <summary>Collects what is wrong with a spec, in the same words for the same kind of mistake.</summary>
internal sealed class Problems
{
    // Beyond 1 every step overshoots by orders of magnitude, whatever the model: AdamW moves each weight by about the learning rate.
    public const double MaxLearningRate = 1.0;

    private readonly List<RunSpecProblem> found = [];

    public IReadOnlyList<RunSpecProblem> Found => found;

    public void Add(string field, string message, string help) => found.Add(new RunSpecProblem(field, message, help));

    public void Range(string field, long value, long minimum, long maximum, string? setting = null)
    {
        if (value < minimum || value > maximum)
        {
            var limit = setting is not null && value > maximum ? $" The limit is set by {setting}." : "";
            Add(field, $"'{field}' is {value}, outside {minimum} to {maximum}.{limit}", $"Choose a value from {minimum} to {maximum}.");
        }
    }

    public void LearningRate(string field, double value)
    {
        if (!(value is > 0 and <= MaxLearningRate))
        {
            Add(field, $"A learning rate of {value} cannot train: it must be more than 0 and at most {MaxLearningRate}.", "Choose a value such as 0.004.");
        }
    }

    public void Fraction(string field, double value)
    {
        if (!(value is >= 0 and <= 1))
        {
            Add(field, $"'{field}' is {value}, which is not a fraction.", "Choose a value from 0 to 1.");
        }
    }

    public void Decay(string field, double value)
    {
        if (!(value is >= 0 and < 1))
        {
            Add(field, $"'{field}' is {value}; a moving average needs a decay from 0 to below 1.", "Choose a value such as 0.9 or 0.99.");
        }
    }

    public void NotNegative(string field, double value)
    {
        if (!(value >= 0) || double.IsInfinity(value))
        {
            Add(field, $"'{field}' is {value}; it cannot be negative.", "Choose 0 or more.");
        }
    }

    public void Length(string field, string value, int maximum)
    {
        if (value.Length > maximum)
        {
            Add(field, $"'{field}' has {value.Length} characters; at most {maximum} fit.", "Shorten it.");
        }
    }
}
