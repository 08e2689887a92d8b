using System.CommandLine;
using LlmCourse.Llm.Tokenization.Formats;

namespace LlmCourse.Cli.Tokenizers;

/// <summary><c>--format</c>: how a tokenizer is written.</summary>
internal static class TokenizerFormatOption
{
    private static readonly Dictionary<string, TokenizerFormat> Formats = new(StringComparer.Ordinal)
    {
        ["llmcourse"] = TokenizerFormat.LlmCourse,
        ["huggingface"] = TokenizerFormat.HuggingFace,
        ["gpt2"] = TokenizerFormat.Gpt2,
        ["tiktoken"] = TokenizerFormat.Tiktoken,
    };

    public static Option<string> Create()
    {
        var option = new Option<string>("--format")
        {
            Description = "How to write it: this program's own file, Hugging Face's tokenizer.json, a folder with GPT-2's vocab.json and merges.txt, or a file of tiktoken ranks.",
            HelpName = string.Join('|', Formats.Keys),
            DefaultValueFactory = _ => "llmcourse",
        };
        option.AcceptOnlyFromAmong([.. Formats.Keys]);
        return option;
    }

    public static TokenizerFormat Parse(string name) => Formats[name];
}
