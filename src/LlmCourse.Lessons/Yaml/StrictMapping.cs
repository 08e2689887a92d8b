using LlmCourse.Lessons.Diagnostics;
using YamlDotNet.RepresentationModel;

namespace LlmCourse.Lessons.Yaml;

/// <summary>
/// Reads a YAML mapping against a fixed set of keys: a missing key, a wrong type, a value out of range and, at
/// <see cref="Finish"/>, an unknown key are reported at their place.
/// </summary>
internal sealed class StrictMapping(YamlMappingNode mapping, int offset, DiagnosticBag diagnostics)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public YamlMappingNode Node => mapping;

    /// <summary>Text that must be there and not be blank; empty after a report.</summary>
    public string RequireText(string key) => Text(key, required: true) ?? "";

    /// <summary>Text that may be missing.</summary>
    public string? OptionalText(string key) => Text(key, required: false);

    /// <summary>An identifier in kebab case that must be there; empty after a report.</summary>
    public string RequireId(string key)
    {
        var text = RequireText(key);
        return text.Length == 0 ? "" : Syntax.DirectiveHeader.CheckId(text, OffsetOf(Find(key)!), diagnostics) ?? "";
    }

    /// <summary>A whole number that must be there and lie in a range.</summary>
    public int RequireInteger(string key, int minimum, int maximum)
    {
        if (Require(key) is not { } node)
            return minimum;
        if (node is not YamlScalarNode scalar || !YamlScalars.TryInteger(scalar, out var value))
        {
            ReportType(key, "a whole number", node);
            return minimum;
        }

        if (value < minimum || value > maximum)
            Report(Rules.ValueOutOfRange, node, $"“{key}” is {value}; it takes {minimum} to {maximum}.");
        return Math.Clamp(value, minimum, maximum);
    }

    /// <summary>One of several words; the first when the key is missing.</summary>
    public string Choice(string key, IReadOnlyList<string> choices)
    {
        if (Text(key, required: false) is not { } text)
            return choices[0];
        if (choices.Contains(text))
            return text;
        Report(Rules.ValueOutOfRange, Find(key)!, $"“{key}” cannot be “{text}”. {Suggestion.For(text, choices)}");
        return choices[0];
    }

    /// <summary>A list of texts; with <paramref name="required"/> it must be there and hold at least one.</summary>
    public IReadOnlyList<string> Texts(string key, bool required) => [.. Entries(key, required).Select(entry => entry.Text)];

    /// <summary>The <see cref="Texts"/> of a list, each with its place in the file, quotation marks included.</summary>
    public IReadOnlyList<(string Text, int Start, int Length)> Entries(string key, bool required)
    {
        var node = required ? Require(key) : Find(key);
        if (node is null)
            return [];
        if (node is not YamlSequenceNode sequence)
        {
            ReportType(key, "a list of texts", node);
            return [];
        }

        if (required && sequence.Children.Count == 0)
            Report(Rules.ValueOutOfRange, node, $"“{key}” is empty; it needs at least one entry.");
        var entries = new List<(string, int, int)>();
        foreach (var child in sequence.Children)
        {
            if (TextOf(child) is { } text)
                entries.Add((text, OffsetOf(child), LengthOf(child)));
            else
                ReportType($"an entry of {key}", "text", child);
        }

        return entries;
    }

    /// <summary>A list of mappings that must be there.</summary>
    public IReadOnlyList<StrictMapping> RequireMappings(string key)
    {
        if (Require(key) is not { } node)
            return [];
        if (node is not YamlSequenceNode sequence)
        {
            ReportType(key, "a list", node);
            return [];
        }

        var mappings = new List<StrictMapping>();
        foreach (var child in sequence.Children)
        {
            if (child is YamlMappingNode item)
                mappings.Add(new StrictMapping(item, offset, diagnostics));
            else
                ReportType($"an entry of {key}", "a mapping", child);
        }

        return mappings;
    }

    /// <summary>Reports every key that nobody asked for.</summary>
    public void Finish()
    {
        foreach (var (key, _) in mapping.Children)
        {
            var name = (key as YamlScalarNode)?.Value;
            if (name is null || !_known.Contains(name))
                Report(Rules.UnknownKey, key, $"“{name ?? key.ToString()}” is not a key here. {Suggestion.For(name ?? "", _known)}");
        }
    }

    /// <summary>Reports a finding about a key's value, or about the whole mapping when the key is missing.</summary>
    public void Report(Rule rule, string key, string message) => Report(rule, Find(key) ?? mapping, message);

    /// <summary>Reports a finding about one of the <see cref="Texts"/> of a list.</summary>
    public void ReportEntry(Rule rule, string key, int index, string message) =>
        Report(rule, ((YamlSequenceNode)Find(key)!).Children.Where(child => TextOf(child) is not null).ElementAt(index), message);

    private string? Text(string key, bool required)
    {
        var node = required ? Require(key) : Find(key);
        if (node is null)
            return null;
        if (node is not YamlScalarNode scalar || YamlScalars.KindOf(scalar) != ScalarKind.Text)
        {
            ReportType(key, "text", node);
            return null;
        }

        if (!string.IsNullOrWhiteSpace(scalar.Value))
            return scalar.Value.Trim();
        Report(Rules.ValueOutOfRange, node, $"“{key}” is blank.");
        return null;
    }

    private YamlNode? Require(string key)
    {
        var node = Find(key);
        if (node is null)
            Report(Rules.MissingKey, mapping, $"The key “{key}” is missing.");
        return node;
    }

    private YamlNode? Find(string key)
    {
        _known.Add(key);
        return mapping.Children.FirstOrDefault(pair => pair.Key is YamlScalarNode scalar && scalar.Value == key).Value;
    }

    private void ReportType(string key, string expected, YamlNode node) =>
        Report(Rules.WrongType, node, $"“{key}” takes {expected}, but this is {YamlScalars.Describe(node)}.");

    private void Report(Rule rule, YamlNode node, string message) => diagnostics.Report(rule, OffsetOf(node), LengthOf(node), message);

    private static string? TextOf(YamlNode node) =>
        node is YamlScalarNode scalar && YamlScalars.KindOf(scalar) == ScalarKind.Text && !string.IsNullOrWhiteSpace(scalar.Value) ? scalar.Value : null;

    private static int LengthOf(YamlNode node) => (int)Math.Max(1, node.End.Index - node.Start.Index);

    private int OffsetOf(YamlNode node) => offset + (int)node.Start.Index;
}
