using System.Text.RegularExpressions;
using LlmCourse.Lessons.Diagnostics;

namespace LlmCourse.Lessons.Syntax;

/// <summary>Reads the lines that make a directive: <c>:::name Title {#id}</c> and <c>:key: value</c>.</summary>
internal static partial class DirectiveHeader
{
    /// <summary>Colons that open or close a directive, at least.</summary>
    public const int MinColons = 3;

    /// <summary>Colons at the start of a line; 0 when they are too few for a fence.</summary>
    public static int CountColons(ReadOnlySpan<char> line)
    {
        var count = 0;
        while (count < line.Length && line[count] == ':')
            count++;
        return count >= MinColons ? count : 0;
    }

    /// <summary>Reads an opening line; null after reporting why it is none.</summary>
    public static DirectiveSyntax? Read(SourceText source, int line, int colons, DiagnosticBag diagnostics)
    {
        var start = source.LineStart(line);
        var text = source.Line(line).ToString();
        var match = HeaderPattern().Match(text, colons);
        if (!match.Success)
        {
            diagnostics.ReportLine(Rules.MalformedDirective, line, "This line starts like a directive, but no name follows the colons.");
            return null;
        }

        var rest = match.Groups["rest"];
        var title = rest.Value;
        string? id = null;
        var idStart = start;
        var identifier = IdentifierPattern().Match(title);
        if (identifier.Success)
        {
            idStart = start + rest.Index + identifier.Groups["id"].Index;
            id = CheckId(identifier.Groups["id"].Value, idStart, diagnostics);
            title = title[..identifier.Index];
        }

        return new DirectiveSyntax
        {
            Name = match.Groups["name"].Value,
            Colons = colons,
            Start = start,
            HeaderLength = text.Length,
            NameStart = start + match.Groups["name"].Index,
            Title = title.Trim(),
            Id = id,
            IdStart = idStart,
        };
    }

    /// <summary>Reads a <c>:key: value</c> line; null when the line is none.</summary>
    public static OptionSyntax? ReadOption(SourceText source, int line)
    {
        var start = source.LineStart(line);
        var match = OptionPattern().Match(source.Line(line).ToString());
        if (!match.Success)
            return null;
        var key = match.Groups["key"];
        var value = match.Groups["value"];
        return new OptionSyntax(key.Value, start + key.Index, value.Value.TrimEnd(), start + value.Index);
    }

    /// <summary>The identifier when it can be an anchor; null after reporting why it cannot.</summary>
    public static string? CheckId(string id, int offset, DiagnosticBag diagnostics)
    {
        if (ValidId().IsMatch(id))
            return id;
        diagnostics.Report(
            Rules.BadId, offset, Math.Max(1, id.Length),
            $"“{id}” cannot be an identifier: it takes small letters, digits and hyphens, and starts with a letter.");
        return null;
    }

    [GeneratedRegex(@"\G[ \t]*(?<name>[A-Za-z][A-Za-z0-9-]*)(?:[ \t]+(?<rest>.*)|(?<rest>))$", RegexOptions.ExplicitCapture, Patterns.TimeoutMilliseconds)]
    private static partial Regex HeaderPattern();

    [GeneratedRegex(@"\{#(?<id>[^{}]*)\}[ \t]*$", RegexOptions.ExplicitCapture, Patterns.TimeoutMilliseconds)]
    private static partial Regex IdentifierPattern();

    [GeneratedRegex(@"^:(?<key>[A-Za-z][A-Za-z0-9-]*):(?:[ \t]+(?<value>.*)|(?<value>[ \t]*))$", RegexOptions.ExplicitCapture, Patterns.TimeoutMilliseconds)]
    private static partial Regex OptionPattern();

    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,63}$", RegexOptions.ExplicitCapture, Patterns.TimeoutMilliseconds)]
    private static partial Regex ValidId();
}
