namespace LlmCourse.Cli.Tests;

/// <summary>Cancels as soon as a line with a mark arrives, as somebody who watches and presses Ctrl-C does.</summary>
internal sealed class CancellingWriter(CancellationTokenSource cancellation, string mark) : StringWriter
{
    public override void WriteLine(string? value)
    {
        base.WriteLine(value);
        if (value is not null && value.Contains(mark))
            cancellation.Cancel();
    }
}
