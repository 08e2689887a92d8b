using LlmCourse.Lessons.Diagnostics;

namespace LlmCourse.Lessons.Yaml;

/// <summary>Settings in YAML, such as a run file beside a lesson, for programs that read JSON.</summary>
public static class SettingsFile
{
    /// <summary>Turns YAML settings into JSON with the same names and values; plain JSON is YAML too.</summary>
    /// <param name="file">What findings call the file.</param>
    /// <param name="text">The YAML.</param>
    /// <param name="findings">What is wrong with it.</param>
    /// <returns>The JSON, or null when there are findings.</returns>
    public static string? ToJson(string file, string text, out IReadOnlyList<Diagnostic> findings)
    {
        var source = new SourceText(file, text);
        var diagnostics = new DiagnosticBag(source);
        var mapping = YamlFile.Load(source.Text, 0, diagnostics);
        findings = diagnostics.Items;
        return mapping is null || findings.Count > 0 ? null : YamlJson.Write(mapping.Node);
    }
}
