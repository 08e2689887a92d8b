using System.CommandLine;

namespace LlmCourse.Cli.Tokenizers;

/// <summary><c>tokenizer</c>: train one, and use it both ways.</summary>
internal static class TokenizerCommand
{
    public static Command Create(CommandConsole console) => new("tokenizer", "Train tokenizers and cut text with them.")
    {
        TokenizerTrainCommand.Create(console),
        TokenizerEncodeCommand.Create(console),
        TokenizerDecodeCommand.Create(console),
    };
}
