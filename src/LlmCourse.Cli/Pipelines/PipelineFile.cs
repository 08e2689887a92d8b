using System.Text.Json;
using LlmCourse.Llm.Corpora.Pipelines;
using LlmCourse.Runs;
using LlmCourse.Runs.Specs;

namespace LlmCourse.Cli.Pipelines;

/// <summary>A pipeline as a file, in YAML or JSON.</summary>
internal static class PipelineFile
{
    /// <summary>Reads a pipeline; paths in it start at the file's own folder.</summary>
    /// <exception cref="CommandException">The file is no pipeline, or one that cannot run.</exception>
    public static Task<PipelineSpec> ReadAsync(FileInfo file, CancellationToken cancellationToken) =>
        SettingsInput.ReadAsync(file, json => Parse(json, file.DirectoryName!), cancellationToken);

    private static PipelineSpec Parse(string json, string folder)
    {
        using var document = JsonDocument.Parse(json);
        var spec = WithPaths(StrictJson.Read<PipelineSpec>(document.RootElement), folder);
        var problems = spec.Faults().Select(fault => new RunSpecProblem(fault.Setting, fault.Message, "")).ToList();
        return problems.Count == 0 ? spec : throw new RunSpecException(problems);
    }

    private static PipelineSpec WithPaths(PipelineSpec spec, string folder) => spec with
    {
        Source = spec.Source.Path is { } path ? spec.Source with { Path = Path.GetFullPath(path, folder) } : spec.Source,
        Stages = [.. spec.Stages.Select(stage => stage?.Decontamination is { Benchmark: { } benchmark } settings
            ? stage with { Decontamination = settings with { Benchmark = Path.GetFullPath(benchmark, folder) } }
            : stage!)],
    };
}
