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
    public static string? ToJson(string file, string text, out IReadOnlyList<Diagnostic> findings) => ToJson(file, text, _ => [], out findings);

    /// <summary>Turns YAML settings into JSON and checks their values, each finding at the setting that it is about.</summary>
    /// <param name="file">What findings call the file.</param>
    /// <param name="text">The YAML.</param>
    /// <param name="check">Says what is wrong with the settings, given as JSON; see <see cref="CourseOptions.CheckRunSpec"/>.</param>
    /// <param name="findings">What is wrong.</param>
    /// <returns>The JSON, or null when there are findings.</returns>
    public static string? ToJson(string file, string text, Func<string, IReadOnlyList<SettingProblem>> check, out IReadOnlyList<Diagnostic> findings)
    {
        ArgumentNullException.ThrowIfNull(check);
        var source = new SourceText(file, text);
        var diagnostics = new DiagnosticBag(source);
        var mapping = YamlFile.Load(source.Text, 0, diagnostics);
        findings = diagnostics.Items;
        if (mapping is null || findings.Count > 0)
            return null;

        var json = YamlJson.Write(mapping.Node);
        foreach (var problem in check(json))
        {
            var (start, length) = SettingPlace.Of(mapping.Node, problem.Setting);
            diagnostics.Report(Rules.InvalidSpec, start, length, problem.Message);
        }

        return diagnostics.Items.Count == 0 ? json : null;
    }
}
