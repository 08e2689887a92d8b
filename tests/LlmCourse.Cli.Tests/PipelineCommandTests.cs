using System.Text.Json;

namespace LlmCourse.Cli.Tests;

public sealed class PipelineCommandTests : IDisposable
{
    private const string Spec = """
        title: Web
        source: { path: web.jsonl }
        stages:
          - language: { keep: [en] }
          - quality: { off: [c4-braces], thresholds: { gopher-min-words: 40 } }
          - exactDuplicates: {}
          - nearDuplicates: { threshold: 0.7 }
          - decontamination: { benchmark: questions.txt }
          - personalData: {}
        """;

    private readonly CommandRunner runner = new();

    public void Dispose() => runner.Dispose();

    [Fact]
    public async Task Run_CleansWhatMakeWrote_AndGoesOnFromFinishedStages()
    {
        var made = await runner.RunAsync("corpus", "make", "--megabytes", "0.5", "--output", runner.PathOf("web.jsonl"), "--benchmark", runner.PathOf("questions.txt"));
        made.Code.ShouldBe(0, made.Error);
        var tokenizer = runner.PathOf("t.json");
        await runner.RunAsync("tokenizer", "train", "--vocabulary", "300", "--stories", "100", "--output", tokenizer);

        using var first = await RunAsync("--tokenizer", tokenizer);
        var stages = first.RootElement.GetProperty("stages");
        stages.GetArrayLength().ShouldBe(6);
        stages[0].GetProperty("in").GetProperty("documents").GetInt64().ShouldBeGreaterThan(stages[5].GetProperty("out").GetProperty("documents").GetInt64());
        first.RootElement.GetProperty("shard").GetProperty("documents").GetInt64().ShouldBe(stages[5].GetProperty("out").GetProperty("documents").GetInt64());
        File.Exists(Path.Combine(runner.PathOf("out"), "corpus.tokens")).ShouldBeTrue();

        using var second = await RunAsync();
        second.RootElement.GetProperty("resumed").GetInt32().ShouldBe(6);
    }

    [Fact]
    public async Task Run_TakesAPublishedTokenizer()
    {
        runner.Write("web.jsonl", """{"text":"Hello, world"}""");
        var spec = runner.Write("one.yaml", """
            title: One
            source: { path: web.jsonl }
            stages:
              - exactDuplicates: {}
            """);
        var outcome = await runner.RunAsync("pipeline", "run", spec, "--output", runner.PathOf("out"), "--tokenizer", "gpt2", "--json");
        outcome.Code.ShouldBe(0, outcome.Error);
        using var report = JsonDocument.Parse(outcome.Output);
        report.RootElement.GetProperty("shard").GetProperty("tokens").GetInt64().ShouldBe(5); // three, and the end of text before and behind
    }

    [Fact]
    public async Task Info_CountsWhatMakeWrote()
    {
        await runner.RunAsync("corpus", "make", "--kind", "stories", "--megabytes", "0.01", "--output", runner.PathOf("s.jsonl"));
        var info = await runner.RunAsync("corpus", "info", runner.PathOf("s.jsonl"), "--json");
        info.Code.ShouldBe(0, info.Error);
        using var counts = JsonDocument.Parse(info.Output);
        counts.RootElement.GetProperty("bytes").GetInt64().ShouldBeInRange(10_000, 10_300);
    }

    [Theory]
    [InlineData("dialogues")]
    [InlineData("look-ups")]
    public async Task Make_WritesAWorld_AndSaysItsEntropy(string kind)
    {
        var made = await runner.RunAsync("corpus", "make", "--kind", kind, "--megabytes", "0.02", "--output", runner.PathOf("w.jsonl"), "--json");
        made.Code.ShouldBe(0, made.Error);
        using var result = JsonDocument.Parse(made.Output);
        result.RootElement.GetProperty("natsPerCharacter").GetDouble().ShouldBeInRange(0.05, 1);
        result.RootElement.GetProperty("bytes").GetInt64().ShouldBeInRange(20_000, 20_300);
    }

    [Fact]
    public async Task Run_TakesAWorldAsItsSource()
    {
        var spec = runner.Write("world.yaml", "source: { world: dialogues, seed: 3, megabytes: 0.05 }\nstages: [{ exactDuplicates: {} }]\n");
        var outcome = await runner.RunAsync("pipeline", "run", spec, "--output", runner.PathOf("out"), "--json");
        outcome.Code.ShouldBe(0, outcome.Error);
        using var report = JsonDocument.Parse(outcome.Output);
        report.RootElement.GetProperty("stages")[0].GetProperty("in").GetProperty("bytes").GetInt64().ShouldBeInRange(50_000, 50_300);
    }

    [Theory]
    [InlineData("source: { world: dialogues, path: x }\nstages: [{ quality: {} }]", "this one names 2")]
    [InlineData("stages:\n  - qualty: {}", "(2,5)")]
    [InlineData("stages:\n  - nearDuplicates: { threshold: high }", "(2,34)")]
    [InlineData("source: { path: x }\nstages: []", "stages: there are none")]
    public async Task Run_NamesThePlace_WhenTheSpecIsWrong(string spec, string message)
    {
        var outcome = await runner.RunAsync("pipeline", "run", runner.Write("bad.yaml", spec), "--output", runner.PathOf("out"));
        outcome.Code.ShouldBe(1);
        outcome.Error.ShouldContain(message);
    }

    private async Task<JsonDocument> RunAsync(params string[] more)
    {
        var outcome = await runner.RunAsync(["pipeline", "run", runner.Write("web.pipeline.yaml", Spec), "--output", runner.PathOf("out"), "--json", .. more]);
        outcome.Code.ShouldBe(0, outcome.Error);
        return JsonDocument.Parse(outcome.Output);
    }
}
