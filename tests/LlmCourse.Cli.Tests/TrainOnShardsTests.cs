using System.Text.Json;
using LlmCourse.Runs;
using LlmCourse.Runs.Events;

namespace LlmCourse.Cli.Tests;

/// <summary>From raw text over a pipeline and shards to a run that learns.</summary>
public sealed class TrainOnShardsTests : IDisposable
{
    private const string Run = """
        title: Shards
        corpus: { kind: shards, shards: out, validationFraction: 0.1 }
        model: { layers: 1, heads: 2, width: 16, blockSize: 32 }
        optimizer: { warmupSteps: 2 }
        training: { steps: 60, batchSize: 4, threads: 1, layout: windows }
        evaluation: { every: 30, batches: 4 }
        samples: { every: 60, tokens: 8 }
        snapshots: { every: 60 }
        """;

    private readonly CommandRunner runner = new();

    public void Dispose() => runner.Dispose();

    [Fact]
    public async Task Train_Learns_FromTheShardsOfAPipeline()
    {
        await RunPipelineAsync();
        var outcome = await runner.RunAsync("train", "--spec", runner.Write("shards.run.yaml", Run), "--output", runner.PathOf("run"), "--json");

        outcome.Code.ShouldBe(0, outcome.Output + outcome.Error);
        var bodies = outcome.Lines.Select(line => JsonSerializer.Deserialize<RunEvent>(line, RunJson.Options)!.Body).ToList();
        var losses = bodies.OfType<Evaluated>().Select(evaluated => evaluated.ValidationLoss).ToList();
        var described = bodies.OfType<RunDescribed>().ShouldHaveSingleItem();
        described.VocabularySize.ShouldBe(300);
        ((double)described.ValidationTokens / (described.TrainingTokens + described.ValidationTokens)).ShouldBe(0.1, 0.02);
        losses[^1].ShouldBeLessThan(losses[0] - 0.3);
        bodies.OfType<SnapshotTaken>().First().Tokens[0].ShouldBe("<|endoftext|>");

        var asOption = await runner.RunAsync("train", "--spec", runner.Write("text.run.yaml", Run.Replace("shards: out", "shards: nowhere")), "--corpus", runner.PathOf("out"), "--output", runner.PathOf("again"), "--json");
        asOption.Code.ShouldBe(0, asOption.Error);
        asOption.Lines.Count.ShouldBe(outcome.Lines.Count);
    }

    [Theory]
    [InlineData("foreign", "no token shard")]
    [InlineData("truncated", "cut short")]
    [InlineData("tokenizer", "another tokenizer")]
    [InlineData("missing", "no tokenizer.json")]
    public async Task Train_RefusesTheShards_BeforeTheRunStarts(string damage, string message)
    {
        await RunPipelineAsync();
        var shard = runner.PathOf("out/corpus.tokens");
        switch (damage)
        {
            case "foreign": await File.WriteAllTextAsync(shard, new string('x', 200), TestContext.Current.CancellationToken); break;
            case "truncated":
                await using (var file = File.OpenWrite(shard))
                    file.SetLength(file.Length - 2);
                break;
            case "tokenizer": await runner.RunAsync("tokenizer", "train", "--vocabulary", "270", "--stories", "100", "--output", runner.PathOf("out/tokenizer.json")); break;
            default: File.Delete(runner.PathOf("out/tokenizer.json")); break;
        }

        var outcome = await runner.RunAsync("train", "--spec", runner.Write("shards.run.yaml", Run), "--output", runner.PathOf("run"));
        outcome.Code.ShouldBe(1);
        outcome.Error.ShouldContain("nothing was started");
        outcome.Error.ShouldContain(message);
        Directory.Exists(runner.PathOf("run")).ShouldBeFalse();
    }

    [Fact]
    public async Task Train_RefusesABlock_LongerThanWhatIsHeldOut()
    {
        await RunPipelineAsync();
        var spec = runner.Write("shards.run.yaml", Run.Replace("validationFraction: 0.1", "validationFraction: 0.0001"));
        var outcome = await runner.RunAsync("train", "--spec", spec, "--output", runner.PathOf("run"));
        outcome.Code.ShouldBe(1);
        outcome.Error.ShouldContain("model.blockSize: The shards have");
    }

    private async Task RunPipelineAsync()
    {
        await runner.RunAsync("tokenizer", "train", "--vocabulary", "300", "--stories", "100", "--output", runner.PathOf("t.json"));
        var spec = runner.Write("web.pipeline.yaml", "source: { dirtyWeb: { seed: 2 }, megabytes: 0.2 }\nstages: [{ quality: {} }, { exactDuplicates: {} }]\n");
        var outcome = await runner.RunAsync("pipeline", "run", spec, "--tokenizer", runner.PathOf("t.json"), "--output", runner.PathOf("out"));
        outcome.Code.ShouldBe(0, outcome.Error);
    }
}
