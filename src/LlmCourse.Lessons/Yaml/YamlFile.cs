using LlmCourse.Lessons.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace LlmCourse.Lessons.Yaml;

/// <summary>Loads one YAML document of settings: a mapping, of limited depth, without anchors or aliases.</summary>
internal static class YamlFile
{
    /// <summary>Deepest nesting; the loader recurses, and no settings file of the course needs more than four levels.</summary>
    private const int MaxDepth = 16;

    /// <summary>The document's mapping, or null after reporting why there is none.</summary>
    /// <param name="text">The YAML.</param>
    /// <param name="offset">Where in the reported file it starts.</param>
    /// <param name="diagnostics">Takes the findings.</param>
    public static StrictMapping? Load(string text, int offset, DiagnosticBag diagnostics)
    {
        try
        {
            // Walk the events first: they need no recursion, so that no input can exhaust the stack.
            if (!CheckEvents(text, offset, diagnostics))
                return null;

            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents is [{ RootNode: YamlMappingNode mapping }])
                return new StrictMapping(mapping, offset, diagnostics);
            diagnostics.Report(Rules.YamlSyntax, offset, 1, "Settings of the form “key: value” are expected here.");
        }
        catch (YamlException exception)
        {
            var start = offset + (int)exception.Start.Index;
            diagnostics.Report(Rules.YamlSyntax, start, (int)Math.Max(1, exception.End.Index - exception.Start.Index), $"The YAML cannot be read: {Reason(exception)}");
        }

        return null;
    }

    private static bool CheckEvents(string text, int offset, DiagnosticBag diagnostics)
    {
        var parser = new Parser(new StringReader(text));
        var depth = 0;
        while (parser.MoveNext())
        {
            var current = parser.Current!;
            depth += current.NestingIncrease;
            if (current is AnchorAlias or NodeEvent { Anchor.IsEmpty: false })
            {
                diagnostics.Report(Rules.YamlAlias, offset + (int)current.Start.Index, Length(current), "Anchors and aliases are not read.");
                return false;
            }

            // The stream and the document count as two levels.
            if (depth > MaxDepth + 2)
            {
                diagnostics.Report(Rules.YamlTooDeep, offset + (int)current.Start.Index, 1, $"Lists and mappings are nested deeper than {MaxDepth} levels.");
                return false;
            }
        }

        return true;
    }

    private static int Length(ParsingEvent current) => (int)Math.Max(1, current.End.Index - current.Start.Index);

    private static string Reason(YamlException exception) =>
        (exception.InnerException?.Message ?? exception.Message).TrimEnd('.') + ".";
}
