using System.Text.Json;
using LlmCourse.Llm.Models;
using LlmCourse.Llm.Tokenization;
using LlmCourse.Llm.Training.Checkpoints;

namespace LlmCourse.Cli.Tests;

public sealed class GenerateCommandTests : IDisposable
{
    private readonly CommandRunner runner = new();

    public void Dispose() => runner.Dispose();

    [Fact]
    public async Task Generate_ContinuesThePrompt_TheSameForTheSameSeed()
    {
        var file = WriteCheckpoint();
        var first = await runner.RunAsync("generate", "--checkpoint", file, "--prompt", "abba", "--tokens", "12", "--seed", "3");
        first.Code.ShouldBe(0, first.Error);
        first.Output.ShouldStartWith("abba");
        (await runner.RunAsync("generate", "--checkpoint", runner.PathOf("."), "--prompt", "abba", "--tokens", "12", "--seed", "3")).Output.ShouldBe(first.Output);
        (await runner.RunAsync("generate", "--checkpoint", file, "--prompt", "abba", "--tokens", "12", "--seed", "4")).Output.ShouldNotBe(first.Output);
    }

    [Fact]
    public async Task Generate_GivesTokens_AsJson()
    {
        var written = await runner.RunAsync("generate", "--checkpoint", WriteCheckpoint(), "--prompt", "ab", "--tokens", "5", "--json");
        using var json = JsonDocument.Parse(written.Lines.ShouldHaveSingleItem());
        json.RootElement.GetProperty("prompt").GetString().ShouldBe("ab");
        var ended = json.RootElement.GetProperty("ended").GetBoolean();
        json.RootElement.GetProperty("ids").GetArrayLength().ShouldBeInRange(ended ? 0 : 5, 5);
    }

    [Theory]
    [InlineData("--temperature", "-1", "temperature")]
    [InlineData("--top-p", "2", "Top-p")]
    public async Task Generate_Fails_WhenAnOptionIsOutOfRange(string option, string value, string expected)
    {
        var written = await runner.RunAsync("generate", "--checkpoint", WriteCheckpoint(), option, value);
        written.Code.ShouldBe(1);
        written.Error.ShouldContain(expected);
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

    private string WriteCheckpoint()
    {
        var tokenizer = CharacterTokenizer.Train(["abcdefgh"]);
        using var checkpoint = new Checkpoint(
            new Gpt(new GptConfig { VocabularySize = tokenizer.VocabularySize, BlockSize = 16, Layers = 1, Heads = 2, Width = 8 }, seed: 1),
            tokenizer, Step: 0, StartsDocuments: true);
        var file = runner.PathOf("checkpoint.safetensors");
        checkpoint.Write(file);
        return file;
    }
}
