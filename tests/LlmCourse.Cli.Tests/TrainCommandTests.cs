using System.Text.Json;
using LlmCourse.Runs;
using LlmCourse.Runs.Events;

namespace LlmCourse.Cli.Tests;

public sealed class TrainCommandTests : IDisposable
{
    private const string TinyRun = """
        title: Tiny
        corpus:
          kind: stories
          stories: 40
        model: { layers: 1, heads: 2, width: 16, blockSize: 256 }
        optimizer: { warmupSteps: 1 }
        training: { steps: 6, batchSize: 2, threads: 1 }
        evaluation: { every: 3, batches: 1 }
        samples: { every: 3, tokens: 8, prompt: "One " }
        snapshots: { every: 6 }
        """;

    private readonly CommandRunner runner = new();

    public void Dispose() => runner.Dispose();

    [Fact]
    public async Task Train_StreamsTheRunsEvents_AsJsonLines()
    {
        var events = await TrainAsync("first");
        events.Select(happened => happened.Number).ShouldBe(Enumerable.Range(1, events.Count).Select(number => (long)number));
        events.Count(happened => happened.Body is StepTaken).ShouldBe(6);
        events.ShouldContain(happened => happened.Body is RunDescribed);
        events.ShouldContain(happened => happened.Body is Evaluated);
        events.ShouldContain(happened => happened.Body is Sampled);
        events[^1].Body.ShouldBeOfType<StateChanged>().State.ShouldBe(RunState.Completed);
    }

    [Fact]
    public async Task Train_EmitsEqualBodies_ForTheSameSpec()
    {
        var first = (await TrainAsync("first")).Select(Body);
        var second = (await TrainAsync("second")).Select(Body);
        second.ShouldBe(first);

        static string Body(RunEvent happened) => JsonSerializer.Serialize(happened.Body, RunJson.Options);
    }

    [Fact]
    public async Task Train_WritesWeightsThatGenerateUses()
    {
        await TrainAsync("made");
        var written = await runner.RunAsync("generate", "--checkpoint", runner.PathOf("made"), "--prompt", "One ", "--tokens", "12", "--seed", "3");
        written.Code.ShouldBe(0, written.Error);
        written.Output.ShouldStartWith("One ");
        (await runner.RunAsync("generate", "--checkpoint", runner.PathOf("made/checkpoint.safetensors"), "--prompt", "One ", "--tokens", "12", "--seed", "3"))
            .Output.ShouldBe(written.Output);
        File.ReadAllText(runner.PathOf("made/spec.json")).ShouldContain("\"title\": \"Tiny\"");
    }

    [Fact]
    public async Task Train_TellsAPersonHowItGoes_WithoutJson()
    {
        var outcome = await runner.RunAsync("train", "--spec", runner.Write("tiny.run.yaml", TinyRun), "--output", runner.PathOf("run"));
        outcome.Code.ShouldBe(0, outcome.Error);
        outcome.Output.ShouldContain("parameters");
        outcome.Output.ShouldContain("step 6/6  training ");
        outcome.Output.ShouldContain("  One ");
        outcome.Output.ShouldContain("Completed.");
        outcome.Error.ShouldContain(runner.PathOf("run"));
    }

    [Fact]
    public async Task Train_LearnsFromATextOfTheUser()
    {
        var text = runner.Write("book.txt", string.Concat(Enumerable.Repeat("the cat sat on the mat. ", 200)));
        var spec = runner.Write("tiny.run.yaml", TinyRun.Replace("  stories: 40\n", "").Replace("batchSize: 2", "batchSize: 2, layout: windows").Replace("blockSize: 256", "blockSize: 32"));
        var outcome = await runner.RunAsync("train", "--spec", spec, "--corpus", text, "--output", runner.PathOf("run"), "--json");
        outcome.Code.ShouldBe(0, outcome.Error);
        Parse(outcome)[^1].Body.ShouldBeOfType<StateChanged>().State.ShouldBe(RunState.Completed);
    }

    [Fact]
    public async Task Train_EndsBetweenTwoSteps_WhenCancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var output = new CancellingWriter(cancellation, "\"kind\":\"step\"");
        var spec = runner.Write("long.run.yaml", TinyRun.Replace("steps: 6", "steps: 5000"));
        var outcome = await runner.RunAsync(output, "", cancellation.Token, "train", "--spec", spec, "--output", runner.PathOf("run"), "--json");
        outcome.Code.ShouldBe(130);
        Parse(outcome)[^1].Body.ShouldBeOfType<StateChanged>().State.ShouldBe(RunState.Cancelled);
        File.Exists(runner.PathOf("run/checkpoint.safetensors")).ShouldBeTrue();
    }

    [Fact]
    public async Task Train_RefusesTheSpec_WithAllItsProblems()
    {
        var spec = runner.Write("bad.run.yaml", TinyRun.Replace("heads: 2", "heads: 3").Replace("batchSize: 2", "batchSize: 0"));
        var outcome = await runner.RunAsync("train", "--spec", spec, "--output", runner.PathOf("run"));
        outcome.Code.ShouldBe(1);
        outcome.Error.ShouldContain("model.heads: 3 heads do not divide a width of 16");
        outcome.Error.ShouldContain("training.batchSize");
        Directory.Exists(runner.PathOf("run")).ShouldBeFalse();
    }

    [Fact]
    public async Task Train_RefusesAFolder_WhoseNameIsNoPlainFileName()
    {
        var outcome = await runner.RunAsync("train", "--spec", runner.Write("tiny.run.yaml", TinyRun), "--output", runner.PathOf("my run"));
        outcome.Code.ShouldBe(1);
        outcome.Error.ShouldContain("'my run' is not a plain file name");
        outcome.Error.ShouldContain("Choose another with --output.");
    }

    [Theory]
    [InlineData("model: { hats: 1 }", "bad.run.yaml(1,10)")]
    [InlineData("title: x\ncorpus: { kind: storis }", "bad.run.yaml(2,11)")]
    [InlineData("model: { hats: 1 }", "There is no setting 'model.hats'")]
    [InlineData("model: [", "bad.run.yaml(1,")]
    [InlineData("corpus: { kind: file }\ntraining: { layout: windows }", "Name a UTF-8 text file.")]
    public async Task Train_NamesThePlace_WhenTheRunFileCannotBeRead(string yaml, string expected)
    {
        var outcome = await runner.RunAsync("train", "--spec", runner.Write("bad.run.yaml", yaml), "--output", runner.PathOf("run"));
        outcome.Code.ShouldBe(1);
        outcome.Error.ShouldContain(expected);
    }

    [Fact]
    public async Task Train_Fails_WhenTheCorpusIsNoText()
    {
        await File.WriteAllBytesAsync(runner.PathOf("latin.txt"), [0x61, 0xE9, 0x61], TestContext.Current.CancellationToken);
        var spec = runner.Write("tiny.run.yaml", TinyRun.Replace("batchSize: 2", "batchSize: 2, layout: windows"));
        var outcome = await runner.RunAsync("train", "--spec", spec, "--corpus", runner.PathOf("latin.txt"), "--output", runner.PathOf("run"), "--json");
        outcome.Code.ShouldBe(1);
        var final = Parse(outcome)[^1].Body.ShouldBeOfType<StateChanged>();
        final.State.ShouldBe(RunState.Failed);
        final.Message.ShouldNotBeNull().ShouldContain("UTF-8");
    }

    [Fact]
    public async Task Generate_Fails_WhenThereIsNoCheckpoint()
    {
        var empty = await runner.RunAsync("generate", "--checkpoint", runner.PathOf("."));
        empty.Code.ShouldBe(1);
        empty.Error.ShouldContain("There is no checkpoint.safetensors in ");
        var foreign = await runner.RunAsync("generate", "--checkpoint", runner.Write("foreign.safetensors", "not a checkpoint at all"));
        foreign.Code.ShouldBe(1);
        foreign.Error.ShouldContain("Nothing was loaded.");
    }

    private async Task<IReadOnlyList<RunEvent>> TrainAsync(string folder)
    {
        var outcome = await runner.RunAsync("train", "--spec", runner.Write("tiny.run.yaml", TinyRun), "--output", runner.PathOf(folder), "--json");
        outcome.Code.ShouldBe(0, outcome.Output + outcome.Error);
        return Parse(outcome);
    }

    private static IReadOnlyList<RunEvent> Parse(CommandOutcome outcome) =>
        [.. outcome.Lines.Select(line => JsonSerializer.Deserialize<RunEvent>(line, RunJson.Options)!)];
}
