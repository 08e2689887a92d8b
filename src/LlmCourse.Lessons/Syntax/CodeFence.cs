using System.Text.RegularExpressions;

namespace LlmCourse.Lessons.Syntax;

/// <summary>An open code fence of Markdown: until it closes, colons are text.</summary>
internal sealed partial class CodeFence
{
    private readonly char _character;
    private readonly int _length;
    private readonly bool _quoted;

    private CodeFence(int line, string marks, bool quoted)
    {
        Line = line;
        _character = marks[0];
        _length = marks.Length;
        _quoted = quoted;
    }

    /// <summary>Line (from 0) that opened the fence.</summary>
    public int Line { get; }

    /// <summary>First line inside that would open or close a directive anywhere else; null when there is none.</summary>
    public int? ColonLine { get; set; }

    /// <summary>The fence that a line opens; null when it opens none.</summary>
    public static CodeFence? Open(int line, ReadOnlySpan<char> text)
    {
        // Most lines hold no fence: look before running the expression.
        if (text.IndexOf("```") < 0 && text.IndexOf("~~~") < 0)
            return null;
        var match = OpenPattern().Match(text.ToString());
        return match.Success ? new CodeFence(line, match.Groups["marks"].Value, match.Groups["quote"].Success) : null;
    }

    /// <summary>Whether a line ends the fence: its closing marks, or the end of the quote it stands in.</summary>
    public bool EndsWith(ReadOnlySpan<char> text)
    {
        var inner = text.TrimStart(" \t>");
        if (_quoted && !text.TrimStart().StartsWith(">"))
            return true;
        var marks = inner.TrimEnd();
        return marks.Length >= _length && marks.IndexOfAnyExcept(_character) < 0;
    }

    // Quote and list markers may precede a fence; a fence of backticks has none of them in its info string.
    [GeneratedRegex(@"^[ \t]*(?:(?<quote>>)[ \t]*|(?:[-*+]|\d{1,9}[.)])[ \t]+)*(?<marks>`{3,}(?=[^`]*$)|~{3,})", RegexOptions.ExplicitCapture, Patterns.TimeoutMilliseconds)]
    private static partial Regex OpenPattern();
}
