namespace LlmCourse.Llm.Tests;

/// <summary>
/// Tests that need the process-wide default generator for themselves: dropout draws from it, as in PyTorch, so two
/// trainings with dropout in one process disturb each other. The trainer takes one run at a time for the same reason.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class DefaultGenerator
{
    /// <summary>The collection's name.</summary>
    public const string Name = "default generator";
}
