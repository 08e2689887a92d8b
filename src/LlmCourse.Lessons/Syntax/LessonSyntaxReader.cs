using System.Text.RegularExpressions;
using LlmCourse.Lessons.Diagnostics;
using LlmCourse.Lessons.Directives;

namespace LlmCourse.Lessons.Syntax;

/// <summary>
/// Splits a lesson into prose and directives, line by line. Markdown itself is not read here, except that colons inside
/// a code fence are text. Every broken fence is named at its place, and what follows it is still read.
/// </summary>
internal sealed partial class LessonSyntaxReader
{
    private readonly SourceText _source;
    private readonly DiagnosticBag _diagnostics;
    private readonly LessonLimits _limits;
    private readonly Stack<Frame> _open = new();

    private LessonSyntaxReader(SourceText source, DiagnosticBag diagnostics, LessonLimits limits)
    {
        _source = source;
        _diagnostics = diagnostics;
        _limits = limits;
    }

    /// <summary>The nodes of a lesson from a line (from 0) to its end.</summary>
    /// <exception cref="LessonRefusedException">Directives are nested deeper than the limit.</exception>
    public static IReadOnlyList<SyntaxNode> Read(SourceText source, int firstLine, DiagnosticBag diagnostics, LessonLimits limits) =>
        new LessonSyntaxReader(source, diagnostics, limits).Read(firstLine);

    private List<SyntaxNode> Read(int firstLine)
    {
        var root = new Frame(null, [], BodyKind.Markdown);
        _open.Push(root);
        for (var line = firstLine; line < _source.LineCount; line++)
            ReadLine(line);

        while (_open.Count > 1)
        {
            ReportUnclosedFence(_open.Peek());
            ReportUnclosed(_open.Peek());
            Close(_source.Text.Length);
        }

        ReportUnclosedFence(root);
        root.EndProse(_source.Text.Length);
        return root.Nodes;
    }

    private void ReadLine(int line)
    {
        var frame = _open.Peek();
        var text = _source.Line(line);
        if (frame.ReadsOptions)
        {
            if (DirectiveHeader.ReadOption(_source, line) is { } option)
            {
                frame.Directive!.Options.Add(option);
                return;
            }

            frame.ReadsOptions = false;
            frame.Directive!.BodyStart = _source.LineStart(line);
        }

        var colons = DirectiveHeader.CountColons(text);
        if (frame.Fence is { } fence)
        {
            if (colons > 0)
                fence.ColonLine ??= line;
            if (fence.EndsWith(text))
                EndFence(frame, fence);
        }
        else if (colons > 0 && text[colons..].IsWhiteSpace())
        {
            CloseFence(line, colons);
        }
        else if (colons > 0 && CanOpenHere(frame, colons))
        {
            OpenDirective(line, colons);
        }
        else if (frame.Body == BodyKind.Markdown)
        {
            ReadProse(frame, line, text);
        }
    }

    private void ReadProse(Frame frame, int line, ReadOnlySpan<char> text)
    {
        frame.Fence = CodeFence.Open(line, text);
        if (text.IndexOf(":::") >= 0 && IndentedDirective().IsMatch(text))
            _diagnostics.ReportLine(Rules.IndentedDirective, line, "A directive inside a list, a quote or an indented line is not read.");
        if (frame.Directive is { } directive && frame.BodyIsBlank && !text.IsWhiteSpace())
        {
            frame.BodyIsBlank = false;
            if (DirectiveHeader.ReadOption(_source, line) is { } option)
            {
                _diagnostics.ReportLine(
                    Rules.MisplacedOption, line,
                    $"“{option.Key}” looks like an option of “{directive.Name}”, but a blank line ended the options.");
            }
        }

        frame.ProseStart ??= _source.LineStart(line);
    }

    private static bool CanOpenHere(Frame frame, int colons) =>
        // A raw body holds no directives; one that is at least as long as its own fence shows that it was never closed.
        frame.Body == BodyKind.Markdown || colons >= frame.Directive!.Colons;

    private void OpenDirective(int line, int colons)
    {
        while (_open.Peek() is { Directive: not null, Body: not BodyKind.Markdown } raw)
        {
            ReportUnclosed(raw);
            Close(_source.LineStart(line));
        }

        var parent = _open.Peek();
        parent.EndProse(_source.LineStart(line));
        var before = _diagnostics.Items.Count;
        if (DirectiveHeader.Read(_source, line, colons, _diagnostics) is not { } directive)
        {
            parent.Nodes.Add(new FaultSyntax(_diagnostics.Items[before]));
            return;
        }

        if (parent.Directive is { } outer && colons >= outer.Colons)
            parent.LongFences.Add(line);
        if (_open.Count > _limits.MaxNesting)
        {
            var diagnostic = _diagnostics.ReportLine(
                Rules.NestingTooDeep, line, $"Directives are nested deeper than {_limits.MaxNesting} levels.");
            throw new LessonRefusedException(diagnostic);
        }

        parent.Nodes.Add(directive);
        directive.BodyStart = _source.LineStart(line) + directive.HeaderLength;
        _open.Push(new Frame(directive, directive.Children, DirectiveCatalog.BodyOf(directive.Name)) { ReadsOptions = true });
    }

    private void CloseFence(int line, int colons)
    {
        if (!_open.Any(frame => frame.Directive?.Colons == colons))
        {
            ReportStray(line, colons);
            return;
        }

        while (_open.Peek().Directive!.Colons != colons)
        {
            ReportUnclosed(_open.Peek());
            Close(_source.LineStart(line));
        }

        var closed = _open.Peek();
        foreach (var inner in closed.LongFences)
        {
            _diagnostics.ReportLine(
                Rules.FenceTooLong, inner,
                $"This fence has as many colons as the “{closed.Directive!.Name}” around it, so nobody can tell which of the two a closing line ends.");
        }

        Close(_source.LineStart(line));
    }

    private void ReportStray(int line, int colons)
    {
        var frame = _open.Peek();
        if (frame.Body != BodyKind.Markdown && frame.Directive is not null && colons < frame.Directive.Colons)
            return; // Shorter fences are text in a raw body: that is how a lesson shows a directive.
        var message = frame.Directive is { } directive
            ? $"These {colons} colons close nothing: “{directive.Name}” was opened with {directive.Colons}."
            : "These colons close nothing: no directive is open here.";
        frame.EndProse(_source.LineStart(line));
        var fault = new FaultSyntax(_diagnostics.ReportLine(Rules.StrayFence, line, message));
        if (frame.Body == BodyKind.Markdown)
            frame.Nodes.Add(fault);
        else
            AddBefore(frame.Directive!, fault);
    }

    private void Close(int end)
    {
        var frame = _open.Pop();
        frame.EndProse(end);
        var directive = frame.Directive!;
        directive.BodyEnd = Math.Max(directive.BodyStart, end);
        if (frame.ReadsOptions)
            directive.BodyStart = directive.BodyEnd;
    }

    private void ReportUnclosed(Frame frame)
    {
        var directive = frame.Directive!;
        var diagnostic = _diagnostics.Report(
            Rules.UnclosedDirective, directive.Start, directive.HeaderLength,
            $"“{directive.Name}” is never closed: a line of {directive.Colons} colons is missing.");
        AddBefore(directive, new FaultSyntax(diagnostic));
    }

    /// <summary>Shows a fault in front of an open directive.</summary>
    private void AddBefore(DirectiveSyntax directive, FaultSyntax fault)
    {
        var siblings = _open.SkipWhile(frame => frame.Directive != directive).Skip(1).First().Nodes;
        siblings.Insert(siblings.LastIndexOf(directive), fault);
    }

    private void ReportUnclosedFence(Frame frame)
    {
        if (frame.Fence is not { } fence)
            return;
        var swallowed = fence.ColonLine is { } line ? $" It swallows the directive fence in line {line + 1}." : "";
        _diagnostics.ReportLine(Rules.UnclosedCodeFence, fence.Line, $"This code fence is never closed.{swallowed}");
    }

    private void EndFence(Frame frame, CodeFence fence)
    {
        if (frame.Directive is not null && fence.ColonLine is { } line)
            _diagnostics.ReportLine(Rules.FenceInCode, line, "These colons stand in a code fence, so they are shown and open or close nothing.");
        frame.Fence = null;
    }

    [GeneratedRegex(@"^(?: {1,3}|[ \t]*(?:(?:[-*+>]|\d{1,9}[.)])[ \t]+)+):{3,}(?:[ \t]*[A-Za-z]|[ \t]*$)", RegexOptions.ExplicitCapture, Patterns.TimeoutMilliseconds)]
    private static partial Regex IndentedDirective();

    /// <summary>A directive that is being read, or the lesson itself.</summary>
    private sealed class Frame(DirectiveSyntax? directive, List<SyntaxNode> nodes, BodyKind body)
    {
        public DirectiveSyntax? Directive { get; } = directive;

        public List<SyntaxNode> Nodes { get; } = nodes;

        public BodyKind Body { get; } = body;

        public bool ReadsOptions { get; set; }

        public bool BodyIsBlank { get; set; } = true;

        public CodeFence? Fence { get; set; }

        public int? ProseStart { get; set; }

        /// <summary>Lines of directives inside that have too many colons; reported when this one is closed after all.</summary>
        public List<int> LongFences { get; } = [];

        public void EndProse(int end)
        {
            if (ProseStart is { } start)
                Nodes.Add(new ProseSyntax(start, end));
            ProseStart = null;
        }
    }
}
