using System.Net;
using System.Text;

namespace LlmCourse.Llm.Corpora.Sources;

/// <summary>
/// The text of a web page: marks go, references such as <c>&amp;amp;</c> become characters, and what a browser would put
/// on a new line stands on one. It reads any bytes as a browser would and never fails: the web is full of broken pages.
/// </summary>
public static class HtmlText
{
    private static readonly HashSet<string> Unseen = new(StringComparer.OrdinalIgnoreCase) { "script", "style", "noscript", "template", "head", "svg", "iframe" };

    private static readonly HashSet<string> Lines = new(StringComparer.OrdinalIgnoreCase)
    {
        "address", "article", "aside", "blockquote", "body", "br", "dd", "div", "dl", "dt", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
        "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul",
    };

    #region html-to-text
    /// <summary>Text of a page, a line a block, without empty lines.</summary>
    /// <remarks>A single pass, linear in the length of the page.</remarks>
    public static string Extract(string html)
    {
        ArgumentNullException.ThrowIfNull(html);
        var text = new StringBuilder(html.Length / 2);
        for (var at = 0; at < html.Length;)
        {
            var open = html.IndexOf('<', at);
            if (open < 0)
                open = html.Length;
            text.Append(html, at, open - at);
            if (open == html.Length)
                break;

            var tag = Tag.Read(html, open);
            at = tag.End;
            if (!tag.Closes && Unseen.Contains(tag.Name))
                at = AfterContent(html, at, tag.Name);
            else if (Lines.Contains(tag.Name))
                text.Append('\n');
            else if (tag.Name.Length == 0 && !tag.IsComment)
                text.Append(html, open, at - open); // "a < b" is no tag
        }

        return TidyLines(WebUtility.HtmlDecode(text.ToString()));
    }
    #endregion

    // A script may hold anything that looks like a tag: only its own end counts.
    private static int AfterContent(string html, int at, string name)
    {
        var end = html.IndexOf($"</{name}", at, StringComparison.OrdinalIgnoreCase);
        return end < 0 ? html.Length : Tag.Read(html, end).End;
    }

    /// <summary>Trims lines, joins runs of spaces, drops empty lines.</summary>
    internal static string TidyLines(string text)
    {
        var tidy = new StringBuilder(text.Length);
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var start = tidy.Length;
            foreach (var character in line)
            {
                if (!char.IsWhiteSpace(character))
                    tidy.Append(character);
                else if (tidy.Length > start && tidy[^1] != ' ')
                    tidy.Append(' ');
            }

            while (tidy.Length > start && tidy[^1] == ' ')
                tidy.Length--;
            if (tidy.Length > start)
                tidy.Append('\n');
        }

        return tidy.ToString().TrimEnd('\n');
    }

    private readonly record struct Tag(string Name, bool Closes, bool IsComment, int End)
    {
        /// <summary>Reads what begins with a less-than sign: a tag, a comment, or the sign alone.</summary>
        public static Tag Read(string html, int open)
        {
            if (string.CompareOrdinal(html, open, "<!--", 0, 4) == 0)
            {
                var end = html.IndexOf("-->", open + 4, StringComparison.Ordinal);
                return new Tag("", false, true, end < 0 ? html.Length : end + 3);
            }

            var closes = open + 1 < html.Length && html[open + 1] == '/';
            var start = open + (closes ? 2 : 1);
            var stop = start;
            while (stop < html.Length && (char.IsAsciiLetterOrDigit(html[stop]) || html[stop] == '-'))
                stop++;
            var declaration = start < html.Length && html[start] is '!' or '?';
            if (stop == start && !declaration)
                return new Tag("", false, false, open + 1);
            return new Tag(html[start..stop], closes, declaration, EndOf(html, stop));
        }

        // A greater-than sign inside a quoted value does not end the tag.
        private static int EndOf(string html, int at)
        {
            var quote = '\0';
            for (; at < html.Length; at++)
            {
                var character = html[at];
                if (quote != '\0')
                    quote = character == quote ? '\0' : quote;
                else if (character is '"' or '\'')
                    quote = character;
                else if (character == '>')
                    return at + 1;
            }

            return html.Length;
        }
    }
}
