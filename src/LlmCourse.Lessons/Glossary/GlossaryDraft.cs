using LlmCourse.Lessons.Courses;
using LlmCourse.Lessons.Diagnostics;
using LlmCourse.Lessons.Prose;
using Markdig.Syntax;

namespace LlmCourse.Lessons.Glossary;

/// <summary>
/// The glossary that has been read but not rendered. A heading names a term, its other forms behind commas; what stands
/// below it is the definition.
/// </summary>
internal sealed class GlossaryDraft
{
    public const string FileName = "glossary.md";

    private readonly List<DraftEntry> _entries = [];
    private readonly Dictionary<string, string> _anchors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _forms = new(StringComparer.OrdinalIgnoreCase);
    private readonly ProseDocument _prose;
    private List<Block> _definition = [];

    private GlossaryDraft(ProseDocument prose, DiagnosticBag diagnostics)
    {
        _prose = prose;
        Diagnostics = diagnostics;
        Document = new LinkDocument("", FileName, LessonAddresses.Glossary, "Glossary", _anchors, PictureAddress: null);
    }

    public DiagnosticBag Diagnostics { get; }

    /// <summary>The glossary as links see it.</summary>
    public LinkDocument Document { get; }

    /// <summary>Reads a glossary; whatever part of it is sound is kept.</summary>
    public static GlossaryDraft Read(string text)
    {
        var source = new SourceText(FileName, text);
        var diagnostics = new DiagnosticBag(source);
        GlossaryDraft draft;
        try
        {
            draft = new GlossaryDraft(ProseDocument.Read(source.Text, 0), diagnostics);
        }
        catch (ArgumentException)
        {
            diagnostics.Report(Rules.MarkdownTooDeep, 0, 1, "Somewhere in the glossary, Markdown is nested too deeply to be read.");
            return new GlossaryDraft(ProseDocument.Read("", 0), diagnostics);
        }

        foreach (var block in draft._prose.Markdown)
            draft.Visit(block);
        foreach (var entry in draft._entries.Where(entry => entry.Blocks.Count == 0))
        {
            draft.Report(Rules.MissingDefinition, entry.Heading, $"“{entry.Term}” has no definition.");
            draft._anchors.Remove(entry.Id);
        }

        draft._entries.RemoveAll(entry => entry.Blocks.Count == 0);
        return draft;
    }

    /// <summary>The entries in the order of the alphabet.</summary>
    public IReadOnlyList<GlossaryEntry> Render(LinkIndex index, Files.ConfinedFolder content)
    {
        new ProseChecker(Diagnostics, new LinkChecker(Document, Diagnostics, index, content)).Check(_prose);
        var html = new ProseWriter();
        return
        [
            .. _entries
                .Select(entry => new GlossaryEntry(entry.Id, entry.Term, entry.Forms, html.Write(entry.Blocks)))
                .OrderBy(entry => entry.Term, StringComparer.OrdinalIgnoreCase),
        ];
    }

    private void Visit(Block block)
    {
        if (block is not HeadingBlock heading)
        {
            if (block is not LinkReferenceDefinitionGroup)
                _definition.Add(block);
            return;
        }

        // What stands below a heading that is no term belongs to none.
        _definition = [];

        if (heading.Level != 2)
        {
            // A single title at the top is how Markdown files begin; it is not shown.
            if (heading.Level != 1 || _entries.Count > 0)
                Report(Rules.TermHeading, heading, "This heading is neither a term nor the title of the glossary.");
            return;
        }

        var explicitId = HeadingIdentifier.Take(heading, _prose, Diagnostics);
        var forms = ProseDocument.PlainText(heading.Inline)
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(TermIndex.IsForm)
            .ToList();
        if (forms.Count == 0)
        {
            Report(Rules.TermHeading, heading, "This heading names no term.");
            return;
        }

        AddEntry(heading, explicitId ?? HeadingIdentifier.Slug(forms[0]), forms);
    }

    private void AddEntry(HeadingBlock heading, string id, List<string> forms)
    {
        var term = forms[0];
        if (_anchors.ContainsKey(id))
        {
            Report(Rules.DuplicateTerm, heading, $"The term “{term}” is defined twice.");
            return;
        }

        forms.RemoveAll(form => IsTaken(heading, form, term));
        if (forms.Count == 0)
            return;
        var entry = new DraftEntry(id, forms[0], forms, heading);
        _anchors.Add(id, entry.Term);
        _entries.Add(entry);
        _definition = entry.Blocks;
    }

    private bool IsTaken(HeadingBlock heading, string form, string term)
    {
        if (_forms.TryAdd(form, term))
            return false;
        Report(Rules.AmbiguousTerm, heading, $"“{form}” is a form of “{_forms[form]}” already.");
        return true;
    }

    private void Report(Rule rule, HeadingBlock heading, string message) =>
        Diagnostics.Report(rule, _prose.Offset + heading.Span.Start, heading.Span.Length, message);

    private sealed record DraftEntry(string Id, string Term, IReadOnlyList<string> Forms, HeadingBlock Heading)
    {
        public List<Block> Blocks { get; } = [];
    }
}
