using LlmCourse.Lessons.Yaml;
using LlmCourse.Llm.Corpora;
using LlmCourse.Runs;

namespace LlmCourse.Cli;

/// <summary>Settings that the user wrote into a file, in YAML or JSON.</summary>
internal static class SettingsInput
{
    /// <summary>Reads a file, and builds what it describes.</summary>
    /// <param name="file">The file.</param>
    /// <param name="build">Makes it of the settings as JSON. What it throws as a <see cref="RunSpecException"/> is told with line and column.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CommandException">The file holds no such settings; the message names every place.</exception>
    public static async Task<T> ReadAsync<T>(FileInfo file, Func<string, T> build, CancellationToken cancellationToken)
        where T : class
    {
        T? built = null;
        var text = await Utf8Text.ReadFileAsync(file.FullName, cancellationToken);
        SettingsFile.ToJson(file.Name, text, Check, out var findings);
        return built ?? throw new CommandException(string.Join(Environment.NewLine, [.. findings, "Nothing was started."]));

        IReadOnlyList<SettingProblem> Check(string json)
        {
            try
            {
                built = build(json);
                return [];
            }
            catch (RunSpecException error)
            {
                return [.. error.Problems.Select(problem => new SettingProblem(problem.Field, $"{problem.Message} {problem.Help}".TrimEnd()))];
            }
        }
    }
}
