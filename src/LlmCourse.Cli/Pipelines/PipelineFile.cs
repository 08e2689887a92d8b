using LlmCourse.Llm.Corpora;
using LlmCourse.Llm.Corpora.Pipelines;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace LlmCourse.Cli.Pipelines;

/// <summary>A pipeline as a YAML file. An unknown or doubled name is an error with its line and column.</summary>
internal static class PipelineFile
{
    /// <summary>Reads a pipeline; paths in it start at the file's own folder.</summary>
    /// <exception cref="CommandException">The file is no pipeline.</exception>
    public static async Task<PipelineSpec> ReadAsync(FileInfo file, CancellationToken cancellationToken)
    {
        var text = await Utf8Text.ReadFileAsync(file.FullName, cancellationToken);
        var yaml = new DeserializerBuilder()
            .WithNamingConvention(CamelCaseNamingConvention.Instance)
            .WithDuplicateKeyChecking()
            .WithTypeMapping<IReadOnlyList<StageSpec>, List<StageSpec>>()
            .WithTypeMapping<IReadOnlyList<string>, List<string>>()
            .WithTypeMapping<IReadOnlyDictionary<string, double>, Dictionary<string, double>>()
            .Build();
        try
        {
            var spec = yaml.Deserialize<PipelineSpec?>(text) ?? throw new CommandException($"{file.Name} is empty. Nothing was started.");
            spec.Validate();
            return WithPaths(spec, file.DirectoryName!);
        }
        catch (YamlException error)
        {
            throw new CommandException($"{file.Name}({error.Start.Line},{error.Start.Column}): {error.InnerException?.Message ?? error.Message} Nothing was started.");
        }
        catch (PipelineException error)
        {
            throw new CommandException($"{file.Name}: {error.Message} Nothing was started.");
        }
    }

    private static PipelineSpec WithPaths(PipelineSpec spec, string folder) => spec with
    {
        Source = spec.Source.Path is { } path ? spec.Source with { Path = Path.GetFullPath(path, folder) } : spec.Source,
        Stages = [.. spec.Stages.Select(stage => stage.Decontamination is { Benchmark: { } benchmark } settings
            ? stage with { Decontamination = settings with { Benchmark = Path.GetFullPath(benchmark, folder) } }
            : stage)],
    };
}
