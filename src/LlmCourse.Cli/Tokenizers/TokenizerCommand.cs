using System.CommandLine;

namespace LlmCourse.Cli.Tokenizers;

/// <summary><c>tokenizer</c>: train one, use it both ways, watch it work, and set it beside others.</summary>
internal static class TokenizerCommand
{
    public static Command Create(CommandConsole console) => new("tokenizer", "Train tokenizers, cut text with them, and compare them.")
    {
        TokenizerTrainCommand.Create(console),
        TokenizerEncodeCommand.Create(console),
        TokenizerDecodeCommand.Create(console),
        TokenizerTraceCommand.Create(console),
        TokenizerCompareCommand.Create(console),
    };
}
