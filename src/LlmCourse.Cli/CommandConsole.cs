namespace LlmCourse.Cli;

/// <summary>Where a command reads and writes: the process's streams, or a test's.</summary>
/// <param name="Output">Results.</param>
/// <param name="Error">Errors and progress, so that a pipe carries results alone.</param>
/// <param name="OpenInput">Opens standard input.</param>
internal sealed record CommandConsole(TextWriter Output, TextWriter Error, Func<Stream> OpenInput)
{
    /// <summary>The streams of this process.</summary>
    public static CommandConsole OfProcess() => new(Console.Out, Console.Error, Console.OpenStandardInput);
}
