using LlmCourse.Llm.Generation;
using LlmCourse.Llm.Training.Checkpoints;
using static TorchSharp.torch;

namespace LlmCourse.Llm.Tests.Training.Checkpoints;

public sealed class CheckpointTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("llmcourse-checkpoint").FullName;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Read_GivesAModelThatWritesTheSameText(bool tied)
    {
        using var training = SmallCorpus.Train(config: SmallCorpus.Config with { TieWeights = tied });
        training.Step();
        training.Step();
        var path = Path.Combine(folder, "model.safetensors");

        training.Checkpoint.Write(path);
        using var checkpoint = Checkpoint.Read(path);

        checkpoint.Step.ShouldBe(2);
        checkpoint.StartsDocuments.ShouldBeTrue();
        checkpoint.Model.Config.ShouldBe(training.Model.Config);
        checkpoint.Tokenizer.Kind.ShouldBe(training.Tokenizer.Kind);
        checkpoint.Tokenizer.Encode("the cat").ShouldBe(training.Tokenizer.Encode("the cat"));
        var sampling = new SamplingOptions(Temperature: 1);
        TextGenerator.Generate(checkpoint.Model, checkpoint.Tokenizer, "the", 20, sampling, seed: 1).Ids
            .ShouldBe(training.Generate("the", 20, sampling, seed: 1).Ids);
        Directory.GetFiles(folder).ShouldBe([path]);
    }

    [Fact]
    public void Write_ReplacesAnOlderCheckpoint()
    {
        using var training = SmallCorpus.Train();
        var path = Path.Combine(folder, "model.safetensors");
        training.Checkpoint.Write(path);
        training.Step();

        training.Checkpoint.Write(path);

        using var checkpoint = Checkpoint.Read(path);
        checkpoint.Step.ShouldBe(1);
    }

    [Fact]
    public void Read_NamesTheTensor_WhenItsShapeIsWrong()
    {
        var path = Rewritten((tensors, _) => tensors["positions.weight"] = zeros(3, 32));

        Should.Throw<SafetensorsException>(() => Checkpoint.Read(path)).Message
            .ShouldContain("positions.weight has shape [3, 32], and the model needs [20, 32]");
    }

    [Fact]
    public void Read_NamesTheTensor_WhenOneIsMissingOrUnknown()
    {
        var lacking = Rewritten((tensors, _) => tensors.Remove("norm.bias"));
        Should.Throw<SafetensorsException>(() => Checkpoint.Read(lacking)).Message.ShouldContain("norm.bias");

        var surplus = Rewritten((tensors, _) => tensors["extra"] = zeros(1));
        Should.Throw<SafetensorsException>(() => Checkpoint.Read(surplus)).Message.ShouldContain("extra");
    }

    [Fact]
    public void Read_SaysSo_WhenTheFileIsNoCheckpoint()
    {
        var foreign = Rewritten((_, metadata) => metadata.Clear());
        Should.Throw<SafetensorsException>(() => Checkpoint.Read(foreign)).Message.ShouldContain("no checkpoint of this course");

        var broken = Rewritten((_, metadata) => metadata["llmcourse.model"] = "{");
        Should.Throw<SafetensorsException>(() => Checkpoint.Read(broken)).Message.ShouldContain("llmcourse.model");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Rewritten(Action<Dictionary<string, Tensor>, Dictionary<string, string>> change)
    {
        using var scope = NewDisposeScope();
        var path = Path.Combine(folder, "changed.safetensors");
        using (var training = SmallCorpus.Train())
            training.Checkpoint.Write(path);

        using var file = Safetensors.Read(path);
        var tensors = file.Tensors.ToDictionary(entry => entry.Key, entry => entry.Value);
        var metadata = file.Metadata.ToDictionary(entry => entry.Key, entry => entry.Value);
        change(tensors, metadata);
        Safetensors.Write(path, tensors, metadata);
        return path;
    }
}
