using System.Text;

namespace LlmCourse.Lessons.Sources;

/// <summary>Joins lines of code into the HTML of a code block.</summary>
internal static class CodeHtml
{
    public static string Write(IReadOnlyList<CodeLine> lines, IReadOnlyCollection<int> focus)
    {
        var html = new StringBuilder();
        for (var i = 0; i < lines.Count; i++)
        {
            var kind = focus.Contains(i) ? "line focus" : "line";
            html.Append("<span class=\"").Append(kind).Append("\">").Append(lines[i].Html).Append("\n</span>");
        }

        return html.ToString();
    }
}
