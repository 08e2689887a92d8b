using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace LlmCourse.Lessons.Authoring;

/// <summary>Adds lessons to the text of <c>course.yaml</c> and leaves every other character of it as its author wrote it.</summary>
public static class OutlineEditor
{
    /// <summary>Identifiers of the modules, in order; empty when the file cannot be read.</summary>
    public static IReadOnlyList<string> Modules(string outline) =>
        [.. Read(outline).Select(module => Text(module, "id")).OfType<string>()];

    /// <summary>The outline with a lesson's folder at the end of a module; null when there is no such module with a lesson in it.</summary>
    /// <param name="outline">The text of <c>course.yaml</c>.</param>
    /// <param name="module">Identifier of the module.</param>
    /// <param name="folder">The lesson's folder.</param>
    public static string? AddLesson(string outline, string module, string folder)
    {
        if (Read(outline).FirstOrDefault(item => Text(item, "id") == module) is not { } mapping)
            return null;
        if (Child(mapping, "lessons") is not YamlSequenceNode { Children: [.., YamlScalarNode last] } lessons)
            return null;
        var end = (int)last.End.Index;
        if (lessons.Style == SequenceStyle.Flow)
            return outline.Insert(end, $", {folder}");

        var lineEnd = outline.IndexOf('\n', end);
        var newLine = outline.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var item = $"{new string(' ', (int)lessons.Start.Column - 1)}- {folder}{newLine}";
        return lineEnd < 0 ? $"{outline}{newLine}{item}" : outline.Insert(lineEnd + 1, item);
    }

    private static IEnumerable<YamlMappingNode> Read(string outline)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(outline));
        }
        catch (YamlException)
        {
            return [];
        }

        return stream.Documents is [{ RootNode: YamlMappingNode root }] && Child(root, "modules") is YamlSequenceNode modules
            ? modules.Children.OfType<YamlMappingNode>()
            : [];
    }

    private static YamlNode? Child(YamlMappingNode mapping, string key) =>
        mapping.Children.FirstOrDefault(pair => pair.Key is YamlScalarNode scalar && scalar.Value == key).Value;

    private static string? Text(YamlMappingNode mapping, string key) => (Child(mapping, key) as YamlScalarNode)?.Value;
}
