using LlmCourse.Lessons.Yaml;
using LlmCourse.Runs;
using LlmCourse.Runs.Specs;

namespace LlmCourse.Cli.Training;

/// <summary>A run file, in YAML or JSON, as a spec that can run.</summary>
internal static class SpecFile
{
    /// <summary>Reads a run file; a corpus path in it starts at the file's own folder.</summary>
    /// <exception cref="CommandException">It cannot be read as a spec.</exception>
    public static async Task<RunSpec> ReadAsync(FileInfo file, CancellationToken cancellationToken)
    {
        var spec = await SettingsInput.ReadAsync(file, RunSpecJson.Read, cancellationToken);
        return spec with { Corpus = spec.Corpus with { Path = FullPath(spec.Corpus.Path), Shards = FullPath(spec.Corpus.Shards) } };

        string? FullPath(string? path) => path is null ? null : Path.GetFullPath(path, file.DirectoryName!);
    }

    /// <summary>Checks a spec whole.</summary>
    /// <exception cref="CommandException">It has problems; the message lists all.</exception>
    public static void Require(RunSpec spec, RunLimits limits, IShardInspector inspector)
    {
        try
        {
            var shards = spec.Corpus is { Kind: CorpusKind.Shards, Shards: { } folder } ? inspector.Inspect(folder) : null;
            var problems = new RunSpecValidator(limits).Validate(spec, allowFiles: true, shards: shards);
            if (problems.Count > 0)
                throw new CommandException(Describe(problems));
        }
        catch (RunSpecException error)
        {
            throw new CommandException(Describe(error.Problems));
        }
    }

    /// <summary>What is wrong with a run file beside a lesson, given as JSON; empty when it can run.</summary>
    public static IReadOnlyList<SettingProblem> Check(string json)
    {
        try
        {
            return [.. new RunSpecValidator(new RunLimits()).Validate(RunSpecJson.Read(json)).Select(Problem)];
        }
        catch (RunSpecException error)
        {
            return [.. error.Problems.Select(Problem)];
        }
    }

    private static string Describe(IReadOnlyList<RunSpecProblem> problems) =>
        string.Join(Environment.NewLine, ["The spec cannot be run; nothing was started.", .. problems.Select(problem => $"  {problem.Field}: {Describe(problem)}")]);

    private static SettingProblem Problem(RunSpecProblem problem) => new(problem.Field, Describe(problem));

    private static string Describe(RunSpecProblem problem) => $"{problem.Message} {problem.Help}";
}
