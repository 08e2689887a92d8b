using LlmCourse.Lessons.Diagnostics;
using YamlDotNet.RepresentationModel;

namespace LlmCourse.Lessons.Yaml;

/// <summary>A run file beside a lesson.</summary>
public static class RunFile
{
    /// <summary>Reads a run file and checks its settings, each finding at the setting that it is about.</summary>
    /// <param name="file">What findings call the file.</param>
    /// <param name="text">The YAML, of which JSON is a part.</param>
    /// <param name="check">Says what is wrong with the settings, given as JSON; see <see cref="CourseOptions.CheckRunSpec"/>.</param>
    /// <param name="findings">What is wrong.</param>
    /// <returns>The settings as JSON, or null when there are findings.</returns>
    public static string? Read(string file, string text, Func<string, IReadOnlyList<SettingProblem>> check, out IReadOnlyList<Diagnostic> findings)
    {
        var source = new SourceText(file, text);
        var diagnostics = new DiagnosticBag(source);
        findings = diagnostics.Items;
        if (YamlFile.Load(source.Text, 0, diagnostics) is not { } mapping)
            return null;

        var json = YamlJson.Write(mapping.Node);
        foreach (var problem in check(json))
        {
            var (start, length) = PlaceOf(mapping.Node, problem.Setting);
            diagnostics.Report(Rules.InvalidSpec, start, length, problem.Message);
        }

        return diagnostics.Items.Count == 0 ? json : null;
    }

    /// <summary>Where a setting stands: its name and value, or those of the section it is missing in, or the start of the file.</summary>
    private static (int Start, int Length) PlaceOf(YamlMappingNode settings, string path)
    {
        var (start, length) = (0, 1);
        foreach (var name in path.Split('.'))
        {
            var (key, value) = settings.Children.FirstOrDefault(pair => pair.Key is YamlScalarNode scalar && scalar.Value == name);
            if (key is null)
                break;
            start = (int)key.Start.Index;
            length = (int)((value is YamlScalarNode ? value.End.Index : key.End.Index) - key.Start.Index);
            if (value is not YamlMappingNode section)
                break;
            settings = section;
        }

        return (start, length);
    }
}
