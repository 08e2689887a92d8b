namespace LlmCourse.Cli;

/// <summary>A bar that redraws itself on a terminal; where nobody looks (a pipe, a file, a test) nothing is drawn.</summary>
internal sealed class ProgressLine(TextWriter output)
{
    private const int BarWidth = 30;

    private readonly bool isTerminal = ReferenceEquals(output, Console.Error) && !Console.IsErrorRedirected;
    private int drawn;

    /// <summary>Draws how far the work is.</summary>
    /// <param name="part">Part that is done, in [0, 1]; null when the whole is unknown.</param>
    /// <param name="text">What stands behind the bar.</param>
    public void Show(double? part, string text)
    {
        if (!isTerminal)
            return;
        var full = (int)(Math.Clamp(part ?? 0, 0, 1) * BarWidth);
        var line = part is null ? text : $"[{new string('#', full)}{new string('.', BarWidth - full)}] {part:P0} {text}";
        output.Write($"\r{line.PadRight(drawn)}");
        drawn = line.Length;
    }

    /// <summary>Takes the bar away.</summary>
    public void Clear()
    {
        if (drawn > 0)
            output.Write($"\r{new string(' ', drawn)}\r");
        drawn = 0;
    }
}
