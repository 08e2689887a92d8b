namespace LlmCourse.Trainer.Sessions;

/// <summary>What the learner gave cannot be trained on; the message and help are for their eyes.</summary>
/// <param name="message">What is wrong, with the numbers.</param>
/// <param name="help">What to do.</param>
/// <param name="cause">What found it; null when it was found here.</param>
public sealed class RunInputException(string message, string help, Exception? cause = null) : InvalidOperationException(message, cause)
{
    /// <summary>What to do.</summary>
    public string Help { get; } = help;
}
