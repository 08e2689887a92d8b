using System.Diagnostics;

namespace LlmCourse.Cli.Tests;

/// <summary>Runs the command line as a program of its own, which can be killed and has a current folder.</summary>
internal static class CommandProcess
{
    /// <summary>Starts a command in a folder.</summary>
    public static Process Start(string folder, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(CommandLine).Assembly.Location, .. arguments])
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start).ShouldNotBeNull();
    }

    /// <summary>Runs a command in a folder to its end.</summary>
    public static async Task<CommandOutcome> RunAsync(string folder, params IEnumerable<string> arguments)
    {
        using var process = Start(folder, arguments);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new CommandOutcome(process.ExitCode, output, await error);
    }
}
