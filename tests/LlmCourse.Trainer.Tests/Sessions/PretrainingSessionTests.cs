using System.Text.Json;
using LlmCourse.Llm.Corpora.Worlds;
using LlmCourse.Runs;
using LlmCourse.Runs.Events;
using LlmCourse.Runs.Specs;
using LlmCourse.Runs.Stores.Files;
using LlmCourse.Trainer.Execution;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LlmCourse.Trainer.Tests.Sessions;

/// <summary>
/// The executor over the real model, small enough for a test. Each session sets how many threads the whole process computes
/// with, and another number gives other last bits: beside another session, two equal runs could differ.
/// </summary>
[Collection(nameof(OneSessionAtATime))]
public sealed class PretrainingSessionTests : IDisposable
{
    private readonly TestFolder folder = new();

    private static RunSpec Spec { get; } = new()
    {
        Corpus = new CorpusSpec { Stories = 200 },
        Model = new ModelSpec { Layers = 2, Heads = 2, Width = 16, BlockSize = 320 },
        Optimizer = new OptimizerSpec { WarmupSteps = 2, LearningRate = 5e-3 },
        Training = new TrainingSpec { Steps = 12, BatchSize = 4, Threads = 2 },
        Evaluation = new EvaluationSpec { Every = 6, Batches = 2 },
        Samples = new SampleSpec { Every = 6, Tokens = 10 },
        Snapshots = new SnapshotSpec { Every = 6 },
    };

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Run_LearnsAndLeavesAttentionOfTheProbe()
    {
        var events = await RunAsync(Spec with { Snapshots = new SnapshotSpec { Every = 6, Probe = "Tom took the box." } });

        events[^1].Body.ShouldBe(new StateChanged(RunState.Completed));
        var described = events.Select(happened => happened.Body).OfType<RunDescribed>().ShouldHaveSingleItem();
        described.SourceEntropyPerToken.ShouldNotBeNull().ShouldBeLessThan(described.UnigramEntropy);
        described.UnigramEntropy.ShouldBeLessThan(described.UniformLoss);
        var evaluated = events.Select(happened => happened.Body).OfType<Evaluated>().ToArray();
        evaluated[^1].ValidationLoss.ShouldBeLessThan(evaluated[0].ValidationLoss);
        var snapshot = events.Select(happened => happened.Body).OfType<SnapshotTaken>().First();
        string.Concat(snapshot.Tokens.Skip(1)).ShouldBe("Tom took the box."); // after the mark that begins a document
        Shape(snapshot.Artifact).ShouldBe([2, 2, snapshot.Tokens.Count, snapshot.Tokens.Count]);
    }

    [Theory]
    [InlineData(CorpusKind.Brackets)]
    [InlineData(CorpusKind.Arithmetic)]
    public async Task Run_KnowsTheEntropyOfItsWorld(CorpusKind kind)
    {
        var events = await RunAsync(Spec with { Corpus = new CorpusSpec { Kind = kind, Stories = 100 } });
        events[^1].Body.ShouldBe(new StateChanged(RunState.Completed));
        var described = events.Select(happened => happened.Body).OfType<RunDescribed>().ShouldHaveSingleItem();
        var exact = TextWorlds.Create(Enum.Parse<WorldKind>(kind.ToString())).Entropy!;
        described.SourceEntropyPerToken!.Value.ShouldBe(exact.NatsPerDocument / (exact.CharactersPerDocument + 1), 0.02);
    }

    [Fact]
    public async Task Run_MovesItsFloor_WithTheSettingsOfItsWorld()
    {
        var corpus = new CorpusSpec { Kind = CorpusKind.LookUps, Stories = 100, World = new WorldSpec { Pairs = 3, Questions = 2 } };
        var events = await RunAsync(Spec with { Corpus = corpus });
        var exact = new LookUpWorld(pairs: 3, questions: 2).Entropy;
        var described = events.Select(happened => happened.Body).OfType<RunDescribed>().ShouldHaveSingleItem();
        described.SourceEntropyPerToken!.Value.ShouldBe(exact.NatsPerDocument / (exact.CharactersPerDocument + 1), 1e-9);
    }

    [Fact]
    public void WorldSpec_HasTheSettingsAndLimitsOfTheEngine()
    {
        var validator = new RunSpecValidator(new RunLimits());
        var names = WorldSettings.All.Select(setting => setting.Name).Distinct().ToList();
        typeof(WorldSpec).GetProperties().Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)).ShouldBe(names, ignoreOrder: true);
        foreach (var (world, name) in from world in Enum.GetValues<WorldKind>() from name in names select (world, name))
        {
            if (WorldSettings.All.FirstOrDefault(setting => setting.World == world && setting.Name == name) is not { } own)
            {
                Faults(world, name, 2).ShouldBe([$"corpus.world.{name}"]);
                continue;
            }

            foreach (var value in new[] { own.Least, own.Most }) Faults(world, name, value).ShouldBeEmpty($"{world} {name} {value}");
            foreach (var value in new[] { own.Least - 1, own.Most + 1 }) Faults(world, name, value).ShouldBe([$"corpus.world.{name}"], $"{world} {name} {value}");
        }

        string[] Faults(WorldKind world, string name, int value)
        {
            var kind = JsonNamingPolicy.CamelCase.ConvertName(world.ToString());
            return [.. validator.Validate(RunSpecJson.Read($$"""{ "corpus": { "kind": "{{kind}}", "world": { "{{name}}": {{value}} } } }""")).Select(problem => problem.Field)];
        }
    }

    [Fact]
    public async Task Run_GivesEqualBodies_WhenRepeated()
    {
        var first = await RunAsync(Spec);
        var second = await RunAsync(Spec);

        second.Select(Written).ShouldBe(first.Select(Written));
        static string Written(RunEvent happened) => $"{happened.Number} {happened.Step} {JsonSerializer.Serialize(happened.Body, RunJson.Options)}";
    }

    [Fact]
    public async Task Run_FailsAtTheStepThatDiverged_AndKeepsItsLog()
    {
        var events = await RunAsync(Spec with { Optimizer = new OptimizerSpec { WarmupSteps = 0, LearningRate = 1e30, GradientClip = 0 } });

        var final = events[^1].Body.ShouldBeOfType<StateChanged>();
        final.State.ShouldBe(RunState.Failed);
        final.Message.ShouldNotBeNull().ShouldContain("learning rate");
        final.Help.ShouldNotBeNull().ShouldContain("is kept");
        events.Count(happened => happened.Body is StepTaken).ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("", "holds no text")]
    [InlineData("short", "tokens")]
    public async Task Run_FailsWithWhatToDo_WhenTheTextIsEmptyOrShorterThanABlock(string text, string expected)
    {
        var path = folder.File("text.txt");
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);

        var events = await RunAsync(OnFile(path));

        var final = events[^1].Body.ShouldBeOfType<StateChanged>();
        final.State.ShouldBe(RunState.Failed);
        final.Message.ShouldNotBeNull().ShouldContain(expected);
    }

    [Fact]
    public async Task Run_FailsWithTheByte_WhenTheFileIsNotUtf8()
    {
        var path = folder.File("text.txt");
        await File.WriteAllBytesAsync(path, [(byte)'a', 0xFF], TestContext.Current.CancellationToken);

        (await RunAsync(OnFile(path)))[^1].Body.ShouldBeOfType<StateChanged>().Message.ShouldNotBeNull().ShouldContain("offset 1");
        (await RunAsync(OnFile(folder.File("missing.txt"))))[^1].Body.ShouldBeOfType<StateChanged>().Message.ShouldNotBeNull().ShouldContain("cannot be read");
    }

    private static RunSpec OnFile(string path) => Spec with
    {
        Corpus = new CorpusSpec { Kind = CorpusKind.File, Path = path },
        Training = new TrainingSpec { Steps = 12, BatchSize = 4, Threads = 2, Layout = BatchLayout.Windows },
    };

    private async Task<IReadOnlyList<RunEvent>> RunAsync(RunSpec spec)
    {
        await using var services = new ServiceCollection().AddRunExecution(new ConfigurationBuilder().Build()).BuildServiceProvider();
        using var mailbox = new RunMailbox();
        var log = new Log();
        var work = new RunWork("run", spec, 0, log, mailbox, new FolderArtifactStore(folder.Path));
        await services.GetRequiredService<RunExecutor>().ExecuteAsync(work, TestContext.Current.CancellationToken);
        return log.Events;
    }

    // A safetensors file begins with the length of its header (8 bytes, little endian) and the header as JSON.
    private int[] Shape(string artifact)
    {
        var bytes = File.ReadAllBytes(Path.Combine(folder.Path, "run", artifact));
        using var header = JsonDocument.Parse(bytes.AsMemory(8, (int)BitConverter.ToInt64(bytes)));
        return [.. header.RootElement.GetProperty("attention").GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())];
    }

    private sealed class Log : IRunEventSink
    {
        public List<RunEvent> Events { get; } = [];

        public void Emit(RunEvent happened) => Events.Add(happened);
    }
}

/// <summary>Tests of real sessions run while no other test makes one.</summary>
[CollectionDefinition(nameof(OneSessionAtATime), DisableParallelization = true)]
public sealed class OneSessionAtATime;
