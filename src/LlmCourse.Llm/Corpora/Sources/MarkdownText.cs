using System.Text;
using System.Text.RegularExpressions;

namespace LlmCourse.Llm.Corpora.Sources;

/// <summary>The words of a Markdown file: headings, lists, emphasis and links lose their marks; code stays as it is.</summary>
public static partial class MarkdownText
{
    private const string Front = "---";

    /// <summary>Text without marks. Front matter between lines of hyphens is left out.</summary>
    public static string Extract(string markdown)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        var text = new StringBuilder(markdown.Length);
        var inCode = false;
        foreach (var line in BodyOf(markdown.ReplaceLineEndings("\n").Split('\n')))
        {
            if (line.AsSpan().TrimStart().StartsWith("```", StringComparison.Ordinal))
                inCode = !inCode;
            else
                text.Append(inCode ? line : WithoutMarks(line)).Append('\n');
        }

        return text.ToString().Trim('\n');
    }

    private static ReadOnlySpan<string> BodyOf(string[] lines)
    {
        if (lines[0].TrimEnd() != Front)
            return lines;
        var end = Array.FindIndex(lines, 1, line => line.TrimEnd() == Front);
        return lines.AsSpan(end < 0 ? 0 : end + 1);
    }

    private static string WithoutMarks(string line)
    {
        line = LeadingMarks().Replace(line, "");
        line = Links().Replace(line, "${text}");
        return Emphasis().Replace(line, "${text}");
    }

    [GeneratedRegex(@"^\s{0,3}(?:#{1,6}\s+|>\s?|[-*+]\s+|\d{1,9}[.)]\s+)+", RegexOptions.NonBacktracking)]
    private static partial Regex LeadingMarks();

    [GeneratedRegex(@"!?\[(?<text>[^\[\]]{0,1000})\]\([^()\s]{0,2000}(?:\s""[^""]{0,1000}"")?\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Links();

    [GeneratedRegex(@"(?<mark>\*\*|__|\*|`)(?<text>\S(?:[^*_`]{0,1000}\S)?)\k<mark>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Emphasis();
}
