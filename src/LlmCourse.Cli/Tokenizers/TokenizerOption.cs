using System.CommandLine;
using LlmCourse.Llm.Tokenization;

namespace LlmCourse.Cli.Tokenizers;

/// <summary><c>--tokenizer FILE</c>, and reading what it names.</summary>
internal static class TokenizerOption
{
    public static Option<FileInfo> Create() => new Option<FileInfo>("--tokenizer", "-t")
    {
        Description = "Tokenizer file, as written by 'tokenizer train' or by a training run.",
        HelpName = "FILE",
        Required = true,
    }.AcceptExistingOnly();

    public static ITokenizer Read(FileInfo file)
    {
        using var stream = file.OpenRead();
        return TokenizerFile.Read(stream);
    }
}
