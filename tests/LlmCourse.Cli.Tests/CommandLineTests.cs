namespace LlmCourse.Cli.Tests;

public sealed class CommandLineTests : IDisposable
{
    private readonly CommandRunner runner = new();

    public void Dispose() => runner.Dispose();

    [Fact]
    public async Task Help_ListsTheCommands()
    {
        var help = await runner.RunAsync("--help");
        help.Code.ShouldBe(0);
        foreach (var command in new[] { "tokenizer", "train", "generate", "lessons" })
            help.Output.ShouldContain(command);
    }

    [Theory]
    [InlineData("tokenizer", "train")]
    [InlineData("tokenizer", "encode")]
    [InlineData("tokenizer", "decode")]
    [InlineData("train")]
    [InlineData("generate")]
    [InlineData("lessons", "check")]
    public async Task Help_GivesExamples_ForEveryCommand(params string[] command)
    {
        var help = await runner.RunAsync([.. command, "--help"]);
        help.Code.ShouldBe(0);
        help.Output.ShouldContain($"Examples:{Environment.NewLine}  llmcourse {string.Join(' ', command)}");
    }

    [Theory]
    [InlineData("tokeniser")]
    [InlineData("tokenizer", "train")]
    [InlineData("tokenizer", "train", "--kind", "syllable", "--output", "x")]
    [InlineData("tokenizer", "decode", "--tokenizer", "missing.json")]
    [InlineData("train", "--spec", "missing.yaml")]
    public async Task Invoke_EndsWithAUsageError_WhenTheCommandLineIsWrong(params string[] arguments)
    {
        var outcome = await runner.RunAsync(arguments);
        outcome.Code.ShouldBe(2);
        outcome.Error.ShouldNotBeEmpty();
    }
}
