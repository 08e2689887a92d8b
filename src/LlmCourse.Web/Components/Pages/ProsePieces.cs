using System.Text.RegularExpressions;

namespace LlmCourse.Web.Components.Pages;

/// <summary>Cuts a stretch of prose into its paragraphs, headings, lists and tables, so that an edit replaces one of them and not all.</summary>
internal static partial class ProsePieces
{
    private const int MatchMilliseconds = 1_000;

    /// <summary>Elements that have no end tag.</summary>
    private static readonly HashSet<string> Void = ["br", "hr", "img", "input", "col", "wbr"];

    /// <summary>The pieces in order; put together, they are the whole.</summary>
    /// <param name="html">HTML as the lesson renderer writes it: well-formed, with every <c>&lt;</c> and <c>&gt;</c> of text and attributes escaped.</param>
    public static IReadOnlyList<string> Split(string html)
    {
        var pieces = new List<string>();
        var (start, depth) = (0, 0);
        foreach (Match tag in Tag().Matches(html))
        {
            if (Void.Contains(tag.Groups["name"].Value)) continue;
            depth += tag.Groups["end"].Length > 0 ? -1 : 1;
            if (depth > 0) continue;
            if (depth < 0) return [html]; // not as promised: leave it whole
            var end = tag.Index + tag.Length;
            pieces.Add(html[start..end]);
            start = end;
        }

        if (depth != 0) return [html];
        if (!string.IsNullOrWhiteSpace(html[start..])) pieces.Add(html[start..]);
        return pieces;
    }

    [GeneratedRegex("<(?<end>/?)(?<name>[a-z][a-z0-9]*)[^>]*>", RegexOptions.ExplicitCapture, MatchMilliseconds)]
    private static partial Regex Tag();
}
