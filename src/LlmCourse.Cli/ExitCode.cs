namespace LlmCourse.Cli;

/// <summary>How a command ended, for scripts.</summary>
internal static class ExitCode
{
    /// <summary>All went well.</summary>
    public const int Success = 0;

    /// <summary>The command could not do its work; the reason stands on standard error.</summary>
    public const int Failure = 1;

    /// <summary>The command line was wrong.</summary>
    public const int Usage = 2;

    /// <summary>Ctrl-C: 128 and the number of the interrupt signal, as shells expect.</summary>
    public const int Cancelled = 130;
}

/// <summary>A command cannot go on; the message is all that the user needs.</summary>
internal sealed class CommandException(string message) : Exception(message);
