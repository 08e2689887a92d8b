namespace LlmCourse.Lessons.Diagnostics;

/// <summary>Collects the findings about one file.</summary>
internal sealed class DiagnosticBag(SourceText source)
{
    private readonly List<Diagnostic> _items = [];

    /// <summary>Path of the file, relative to the content folder.</summary>
    public string File => source.File;

    public IReadOnlyList<Diagnostic> Items => _items;

    /// <summary>Reports a finding at an offset of the file; the underlined length ends with the line.</summary>
    public Diagnostic Report(Rule rule, int offset, int length, string message)
    {
        var (line, column) = source.Place(offset);
        var rest = source.Line(line - 1).Length - (column - 1);
        var diagnostic = new Diagnostic(
            rule.Id, rule.Severity, source.File, line, column, Math.Max(1, Math.Min(length, rest)), message, rule.Help);
        _items.Add(diagnostic);
        return diagnostic;
    }

    /// <summary>Reports a finding about a whole line (from 0).</summary>
    public Diagnostic ReportLine(Rule rule, int line, string message) =>
        Report(rule, source.LineStart(line), source.Line(line).Length, message);

    /// <summary>Adds a finding made elsewhere.</summary>
    public void Add(Diagnostic diagnostic) => _items.Add(diagnostic);
}
