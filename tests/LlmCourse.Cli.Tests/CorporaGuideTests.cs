using System.Text.Json;
using System.Text.RegularExpressions;
using LlmCourse.Cli.Pipelines;
using LlmCourse.Llm.Corpora.DirtyWeb;
using LlmCourse.Llm.Corpora.Pipelines;
using LlmCourse.Llm.Corpora.Shards;
using LlmCourse.Llm.Corpora.Worlds;

namespace LlmCourse.Cli.Tests;

/// <summary>What docs/corpora.md shows works as it stands there.</summary>
public sealed partial class CorporaGuideTests : IDisposable
{
    private static readonly string Guide = File.ReadAllText(Path.Combine(RepositoryRoot(), "docs", "corpora.md"));

    private readonly CommandRunner runner = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => runner.Dispose();

    [Fact]
    public async Task Guide_ShowsCommandsThatWork_OneAfterAnother()
    {
        runner.Write("web.pipeline.yaml", Blocks("yaml")[0]);
        var commands = Blocks("sh").SelectMany(block => block.Split('\n', StringSplitOptions.RemoveEmptyEntries)).ToList();
        commands.Count.ShouldBe(5);
        foreach (var command in commands)
        {
            var words = command.Split(' ');
            words[0].ShouldBe("llmcourse");
            var outcome = await CommandProcess.RunAsync(runner.PathOf("."), words[1..]);
            outcome.Code.ShouldBe(0, $"{command}: {outcome.Error}");
        }

        var cleaned = Directory.GetFiles(runner.PathOf("cleaned")).Select(Path.GetFileName).ToList();
        cleaned.ShouldBe(
            [.. Enumerable.Range(1, 6).SelectMany(stage => new[] { $"stage-0{stage}.jsonl", $"stage-0{stage}.report.json" }), "corpus.tokens", "tokenizer.json"], ignoreOrder: true);
        using var shards = TokenShardFolder.Open(runner.PathOf("cleaned"));
        var bytes = await File.ReadAllBytesAsync(runner.PathOf("cleaned/corpus.tokens"), Token);
        bytes.Length.ShouldBe(96 + (2 * (int)BitConverter.ToInt64(bytes, 16)));
        BitConverter.ToInt64(bytes, 24).ShouldBe(shards.Documents);
        System.Text.Encoding.ASCII.GetString(bytes, 0, 8).ShouldBe("LLMTOKEN");
    }

    [Fact]
    public async Task Guide_ShowsSpecsThatAreRead_AndNamesEveryKnobWithItsDefault()
    {
        runner.Write("web.jsonl", "{\"text\":\"x\"}");
        runner.Write("questions.txt", "one two three four five six");
        var specs = new List<PipelineSpec>();
        foreach (var (index, block) in Blocks("yaml").Index())
            specs.Add(await PipelineFile.ReadAsync(new FileInfo(runner.Write($"{index}.yaml", block)), Token));

        specs.Count.ShouldBe(3);
        specs[0].Stages.Count.ShouldBe(6);
        JsonSerializer.Serialize(specs[1]).ShouldBe(JsonSerializer.Serialize(new PipelineSpec
        {
            Title = "Every knob",
            Source = new SourceSpec { DirtyWeb = new DirtyWebOptions() },
            Stages = [new() { Language = new() }, new() { Quality = new() }, new() { ExactDuplicates = new() }, new() { NearDuplicates = new() }, new() { Decontamination = new() }, new() { PersonalData = new() }],
        }));
        var everyKnob = Blocks("yaml")[1];
        foreach (var knob in JsonDocument.Parse(JsonSerializer.Serialize(specs[1].Source.DirtyWeb)).RootElement.EnumerateObject())
            everyKnob.ShouldContain($"{JsonNamingPolicy.CamelCase.ConvertName(knob.Name)}:");
    }

    [Fact]
    public void Guide_NamesEverySettingOfTheWorlds_WithItsLimitsAndDefault()
    {
        foreach (var world in WorldSettings.All.GroupBy(setting => setting.World))
        {
            var row = Guide.Split('\n').Single(line => line.StartsWith($"| {JsonNamingPolicy.KebabCaseLower.ConvertName(world.Key.ToString())} |", StringComparison.Ordinal));
            foreach (var setting in world)
                row.ShouldContain($"`{setting.Name}` {setting.Least} to {setting.Most} ({setting.Default})");
        }
    }

    private static List<string> Blocks(string language) =>
        [.. Fence().Matches(Guide).Where(match => match.Groups["language"].Value == language).Select(match => match.Groups["text"].Value)];

    private static string RepositoryRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "LlmCourse.sln")))
            folder = Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar)).ShouldNotBeNull();
        return folder;
    }

    [GeneratedRegex(@"^```(?<language>\w+)\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Fence();
}
