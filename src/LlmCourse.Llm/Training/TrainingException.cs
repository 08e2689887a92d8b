namespace LlmCourse.Llm.Training;

/// <summary>Training cannot begin, or cannot go on.</summary>
/// <param name="message">What happened, in a sentence with its numbers.</param>
/// <param name="help">What to do about it.</param>
public class TrainingException(string message, string help) : Exception(message)
{
    /// <summary>What to do about it.</summary>
    public string Help { get; } = help;
}
