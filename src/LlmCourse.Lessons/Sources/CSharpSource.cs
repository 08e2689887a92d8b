using System.Net;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LlmCourse.Lessons.Sources;

/// <summary>A C# file with its named regions.</summary>
internal sealed class CSharpSource
{
    private readonly SourceText _text;
    private readonly IReadOnlyList<ClassifiedSpan> _spans;
    private readonly List<NamedRegion> _regions = [];
    private readonly HashSet<int> _markers = [];

    private CSharpSource(SourceText text, Microsoft.CodeAnalysis.SyntaxNode root)
    {
        _text = text;
        _spans = CSharpClassifier.Classify(root);

        var open = new Stack<(string Name, int Line)>();
        foreach (var trivia in root.DescendantTrivia().Where(trivia => trivia.IsDirective))
        {
            var line = text.Lines.IndexOf(trivia.SpanStart);
            switch (trivia.GetStructure())
            {
                case RegionDirectiveTriviaSyntax region:
                    open.Push((region.EndOfDirectiveToken.LeadingTrivia.ToFullString().Trim(), line));
                    _markers.Add(line);
                    break;
                case EndRegionDirectiveTriviaSyntax when open.TryPop(out var start):
                    _regions.Add(new NamedRegion(start.Name, start.Line + 1, line));
                    _markers.Add(line);
                    break;
            }
        }
    }

    /// <summary>Names of the regions that have one.</summary>
    public IEnumerable<string> RegionNames => _regions.Select(region => region.Name).Where(name => name.Length > 0).Distinct();

    /// <summary>Reads a file; mistakes in it do not matter.</summary>
    public static CSharpSource Read(string text, CancellationToken cancellationToken)
    {
        var source = SourceText.From(text.ReplaceLineEndings("\n"));
        var options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview);
        return new CSharpSource(source, CSharpSyntaxTree.ParseText(source, options, cancellationToken: cancellationToken).GetRoot(cancellationToken));
    }

    /// <summary>Regions of a name.</summary>
    public int CountRegions(string name) => _regions.Count(region => region.Name == name);

    /// <summary>The lines of a region, dedented, without the marks of regions inside and the blank lines around.</summary>
    public IReadOnlyList<CodeLine> Region(string name)
    {
        var region = _regions.Single(candidate => candidate.Name == name);
        var lines = Enumerable.Range(region.FirstLine, region.EndLine - region.FirstLine)
            .Where(line => !_markers.Contains(line))
            .SkipWhile(IsBlank)
            .Reverse().SkipWhile(IsBlank).Reverse()
            .ToList();
        var indent = lines.Where(line => !IsBlank(line)).Select(Indent).DefaultIfEmpty(0).Min();
        return [.. lines.Select(line => new CodeLine(line + 1, Dedent(line, indent), Html(line, indent)))];
    }

    private bool IsBlank(int line) => string.IsNullOrWhiteSpace(LineText(line));

    private int Indent(int line) => LineText(line).TakeWhile(char.IsWhiteSpace).Count();

    private string Dedent(int line, int indent) => IsBlank(line) ? "" : LineText(line)[indent..].TrimEnd();

    private string LineText(int line) => _text.ToString(_text.Lines[line].Span);

    private string Html(int line, int indent)
    {
        if (IsBlank(line))
            return "";
        var html = new StringBuilder();
        var position = _text.Lines[line].Start + indent;
        var end = _text.Lines[line].Start + LineText(line).TrimEnd().Length;
        foreach (var (span, name) in SpansFrom(position))
        {
            if (span.Start >= end)
                break;
            var from = Math.Max(span.Start, position);
            var to = Math.Min(span.End, end);
            if (to <= from)
                continue;
            html.Append(Encode(position, from)).Append("<span class=\"").Append(name).Append("\">").Append(Encode(from, to)).Append("</span>");
            position = to;
        }

        return html.Append(Encode(position, end)).ToString();
    }

    /// <summary>The classified spans that end behind a position.</summary>
    private IEnumerable<ClassifiedSpan> SpansFrom(int position)
    {
        var low = 0;
        for (var high = _spans.Count; low < high;)
        {
            var middle = (low + high) / 2;
            if (_spans[middle].Span.End <= position)
                low = middle + 1;
            else
                high = middle;
        }

        return _spans.Skip(low);
    }

    private string Encode(int start, int end) => WebUtility.HtmlEncode(_text.ToString(TextSpan.FromBounds(start, end)));

    /// <summary>A region: lines from <paramref name="FirstLine"/> up to, not including, <paramref name="EndLine"/>, from 0.</summary>
    private sealed record NamedRegion(string Name, int FirstLine, int EndLine);
}
