using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace LlmCourse.Lessons.Authoring;

/// <summary>Adds lessons to the text of <c>course.yaml</c>, takes them off, and leaves every other character of it as its author wrote it.</summary>
public static class OutlineEditor
{
    /// <summary>Identifiers of the modules, in order; empty when the file cannot be read.</summary>
    public static IReadOnlyList<string> Modules(string outline) =>
        [.. Read(outline).Select(module => Text(module, "id")).OfType<string>()];

    /// <summary>The outline with a lesson's folder at the end of a module; null when there is no such module, or it has no list of lessons.</summary>
    /// <param name="outline">The text of <c>course.yaml</c>.</param>
    /// <param name="module">Identifier of the module.</param>
    /// <param name="folder">The lesson's folder.</param>
    public static string? AddLesson(string outline, string module, string folder)
    {
        if (Read(outline).FirstOrDefault(item => Text(item, "id") == module) is not { } mapping)
            return null;
        switch (Child(mapping, "lessons"))
        {
            case YamlSequenceNode { Style: SequenceStyle.Flow, Children: [.., var last] }:
                return outline.Insert((int)last.End.Index, $", {folder}");
            case YamlSequenceNode { Children: [] } empty:
                return outline.Insert((int)empty.Start.Index + 1, folder);
            case YamlSequenceNode { Children: [.., var last] } lessons:
                return InsertLine(outline, (int)last.End.Index, (int)lessons.Start.Column - 1, folder);
            case YamlScalarNode { Value: null or "" }:
                var key = mapping.Children.Keys.OfType<YamlScalarNode>().First(name => name.Value == "lessons");
                return InsertLine(outline, (int)key.End.Index, (int)key.Start.Column + 1, folder);
            default:
                return null;
        }
    }

    /// <summary>The outline without a lesson's folder, wherever it is listed.</summary>
    /// <param name="outline">The text of <c>course.yaml</c>.</param>
    /// <param name="folder">The lesson's folder.</param>
    public static string RemoveLesson(string outline, string folder)
    {
        foreach (var module in Read(outline))
        {
            if (Child(module, "lessons") is not YamlSequenceNode lessons)
                continue;
            var index = lessons.Children.ToList().FindIndex(item => item is YamlScalarNode name && name.Value == folder);
            if (index >= 0)
                return RemoveLesson(RemoveItem(outline, lessons, index), folder);
        }

        return outline;
    }

    private static string RemoveItem(string outline, YamlSequenceNode lessons, int index)
    {
        var item = lessons.Children[index];
        var (start, end) = ((int)item.Start.Index, (int)item.End.Index);
        if (lessons.Style == SequenceStyle.Flow)
        {
            if (index > 0)
                start = (int)lessons.Children[index - 1].End.Index;
            else if (lessons.Children.Count > 1)
                end = (int)lessons.Children[1].Start.Index;
            return outline.Remove(start, end - start);
        }

        // A list that is left empty would read as nothing at all.
        if (lessons.Children.Count == 1)
            return outline[..outline.LastIndexOf(':', start)] + ": []" + outline[end..];
        start = outline.LastIndexOf('\n', start) + 1;
        end = outline.IndexOf('\n', end) is >= 0 and var line ? line + 1 : outline.Length;
        return outline.Remove(start, end - start);
    }

    private static string InsertLine(string outline, int after, int indent, string folder)
    {
        var lineEnd = outline.IndexOf('\n', after);
        var newLine = outline.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var item = $"{new string(' ', indent)}- {folder}{newLine}";
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
