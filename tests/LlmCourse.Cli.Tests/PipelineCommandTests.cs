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

        using var second = await RunAsync("--tokenizer", tokenizer);
        second.RootElement.GetProperty("resumed").GetInt32().ShouldBe(6);
        using var words = await RunAsync(); // counts of tokens are no counts of words
        words.RootElement.GetProperty("resumed").GetInt32().ShouldBe(0);
        words.RootElement.GetProperty("stages")[0].GetProperty("in").GetProperty("tokens").GetInt64().ShouldBeLessThan(stages[0].GetProperty("in").GetProperty("tokens").GetInt64());
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
    public async Task Make_TurnsTheSettingsOfAWorld_AndItsEntropyFollows()
    {
        var made = await runner.RunAsync("corpus", "make", "--kind", "arithmetic", "--set", "digits=1", "--set", "lines=2", "--megabytes", "0.01", "--output", runner.PathOf("w.jsonl"), "--json");
        made.Code.ShouldBe(0, made.Error);
        using var result = JsonDocument.Parse(made.Output);
        result.RootElement.GetProperty("natsPerCharacter").GetDouble().ShouldBe(2 * Math.Log(200) / 13, 1e-9); // 1+2=03, a new line, 3-4=-1
        using var first = JsonDocument.Parse((await File.ReadAllLinesAsync(runner.PathOf("w.jsonl"), TestContext.Current.CancellationToken))[0]);
        first.RootElement.GetProperty("text").GetString()!.Length.ShouldBe(13);
    }

    [Theory]
    [InlineData("brackets", "digits=2", "It has pairs, kinds")]
    [InlineData("brackets", "kinds=5", "choose from 1 to 4")]
    [InlineData("brackets", "depth=5", "There is no setting 'depth'")]
    [InlineData("brackets", "kinds", "“kinds” is no setting")]
    [InlineData("stories", "pairs=5", "It has none")]
    [InlineData("dirty-web", "pairs=5", "--set is for worlds")]
    public async Task Make_RefusesASetting_ThatTheWorldDoesNotTake(string kind, string setting, string expected)
    {
        var made = await runner.RunAsync("corpus", "make", "--kind", kind, "--set", setting, "--output", runner.PathOf("w.jsonl"));
        made.Code.ShouldNotBe(0);
        made.Error.ShouldContain(expected);
        File.Exists(runner.PathOf("w.jsonl")).ShouldBeFalse();
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
    [InlineData("source: { world: dialogues, path: bad.yaml }\nstages: [{ quality: {} }]", 1, 1, "this one names 2")]
    [InlineData("source: { path: nowhere.jsonl }\nstages: [{ quality: {} }]", 1, 11, "There is no file or folder")]
    [InlineData("source: { world: dialogs }\nstages: [{ quality: {} }]", 1, 11, "Choose one of stories, dialogues, arithmetic, brackets, lookUps, induction.")]
    [InlineData("source: { world: brackets, settings: { digits: 2 } }\nstages: [{ quality: {} }]", 1, 40, "has no such setting. It has pairs, kinds")]
    [InlineData("source: { dirtyWeb: {}, settings: { pairs: 2 } }\nstages: [{ quality: {} }]", 1, 25, "no world is named")]
    [InlineData("source: { world: stories, megabytes: -1 }\nstages: [{ quality: {} }]", 1, 27, "-1 cannot be made")]
    [InlineData("source:\n  dirtyWeb: { spam: 2 }\nstages: [{ quality: {} }]", 2, 15, "between 0 and 1, and not at 2")]
    [InlineData("stages:\n  - qualty: {}", 2, 5, "There is no setting 'stages[0].qualty'. Known here: language, quality")]
    [InlineData("source: { world: stories }\nstages:\n  - quality: {}\n  - nearDuplicates: { threshold: high }", 4, 23, "wrong type or range")]
    [InlineData("source: { world: stories }\nstages:\n  - quality: {}\n  - nearDuplicates: { threshold: 7 }", 4, 23, "threshold of 7 must lie between 0 and 1")]
    [InlineData("source: { world: stories }\nstages:\n  - nearDuplicates: { permutations: 20 }", 3, 23, "a multiple of 16, and not 20")]
    [InlineData("source: { world: stories }\nstages:\n  - language: { keep: [en, xx] }", 3, 28, "'xx' is not among the languages")]
    [InlineData("source: { world: stories }\nstages:\n  - quality: { off: [c4-brackets] }", 3, 22, "There is no quality rule 'c4-brackets'")]
    [InlineData("source: { world: stories }\nstages:\n  - quality: { thresholds: { gopher-mean: 1 } }", 3, 30, "There is no quality rule 'gopher-mean'")]
    [InlineData("source: { world: stories }\nstages:\n  - quality: { thresholds: { gopher-min-words: few } }", 3, 30, "'stages[0].quality.thresholds.gopher-min-words' has a value of the wrong type")]
    [InlineData("source: { world: stories }\nstages:\n  - decontamination: {}", 3, 5, "only the dirty web brings a benchmark of its own")]
    [InlineData("source: { world: stories }\nstages:\n  - decontamination: { benchmark: none.txt, words: 3 }", 3, 24, "There is no file")]
    [InlineData("source: { world: stories }\nstages:\n  - exactDuplicates:", 3, 5, "this one names 0")]
    [InlineData("source: { world: stories }\nstages: []", 2, 1, "There are none")]
    public async Task Run_NamesThePlace_WhenTheSpecIsWrong(string spec, int line, int column, string message)
    {
        var outcome = await runner.RunAsync("pipeline", "run", runner.Write("bad.yaml", spec), "--output", runner.PathOf("out"));
        outcome.Code.ShouldBe(1);
        outcome.Error.ShouldContain($"bad.yaml({line},{column}): ");
        outcome.Error.ShouldContain(message);
        Directory.Exists(runner.PathOf("out")).ShouldBeFalse();
    }

    [Fact]
    public async Task Run_NamesEveryPlace_NotOnlyTheFirst()
    {
        var spec = runner.Write("bad.yaml", "source: { world: stories, megabytes: 0 }\nstages:\n  - quality: { off: [a, b] }\n  - nearDuplicates: { shingleWords: 0 }");

        var outcome = await runner.RunAsync("pipeline", "run", spec, "--output", runner.PathOf("out"));

        outcome.Error.Split('\n').Where(line => line.Contains("bad.yaml")).Select(line => line[..line.IndexOf(':')])
            .ShouldBe(["bad.yaml(1,27)", "bad.yaml(3,22)", "bad.yaml(3,25)", "bad.yaml(4,23)"]);
    }

    private async Task<JsonDocument> RunAsync(params string[] more)
    {
        var outcome = await runner.RunAsync(["pipeline", "run", runner.Write("web.pipeline.yaml", Spec), "--output", runner.PathOf("out"), "--json", .. more]);
        outcome.Code.ShouldBe(0, outcome.Error);
        return JsonDocument.Parse(outcome.Output);
    }
}
