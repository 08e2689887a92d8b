using System.Text.Json;

namespace LlmCourse.Llm.Tokenization.Formats;

/// <summary>
/// The regular expressions that cut as the three <see cref="SplitRule"/>s do. They are compared as text: this program runs no
/// expression out of a file.
/// </summary>
internal static class HuggingFacePatterns
{
    private const string Gpt2 = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";

    private const string Cl100k = @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    private const string O200k =
        @"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?" +
        @"|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?" +
        @"|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    /// <summary>The expression of a rule.</summary>
    public static string Of(SplitRule rule) => rule switch
    {
        SplitRule.Gpt2 => Gpt2,
        SplitRule.Cl100k => Cl100k,
        _ => O200k,
    };

    /// <summary>The rule that a <c>pre_tokenizer</c> means.</summary>
    /// <exception cref="TokenizerFileException">It is none of the three; the message names it.</exception>
    public static SplitRule RuleOf(JsonElement? preTokenizer)
    {
        const string Place = "pre_tokenizer";
        if (preTokenizer is not { } element)
            throw Unknown("there is none, so merges may cross words");
        var steps = element.Field("type")?.Text($"{Place}.type") == "Sequence" ? element.Required("pretokenizers", Place).Items($"{Place}.pretokenizers").ToList() : [element];
        return steps switch
        {
            [var bytes] when UsesRegex(bytes) => SplitRule.Gpt2,
            [var split, var bytes] when !UsesRegex(bytes) => RuleOfSplit(split),
            _ => throw Unknown($"it has {steps.Count} steps that do not add up to one of them"),
        };

        static bool UsesRegex(JsonElement step)
        {
            if (step.Required("type", Place).Text($"{Place}.type") is not "ByteLevel" and var other)
                throw Unknown($"'{other}' is no step that turns text into bytes");
            return step.Flag("add_prefix_space", Place, absent: true)
                ? throw Unknown("'add_prefix_space' puts a space before the text, which decoding could not take away again")
                : step.Flag("use_regex", Place, absent: true);
        }
    }

    private static SplitRule RuleOfSplit(JsonElement split)
    {
        const string Place = "pre_tokenizer.Split";
        if (split.Required("type", Place).Text($"{Place}.type") is not "Split" and var other)
            throw Unknown($"its step '{other}' is not 'Split'");
        var pattern = split.Required("pattern", Place).Required("Regex", $"{Place}.pattern").Text($"{Place}.pattern.Regex");
        var behavior = split.Required("behavior", Place).Text($"{Place}.behavior");
        if ((behavior, split.Flag("invert", Place)) is not (("Isolated", false) or ("Removed", true)))
            throw Unknown($"its behavior '{behavior}' does not keep each match as a piece");
        foreach (var rule in Enum.GetValues<SplitRule>())
        {
            if (pattern == Of(rule))
                return rule;
        }

        throw Unknown($"its pattern is another: {pattern}");
    }

    private static TokenizerFileException Unknown(string reason) =>
        new($"This tokenizer.json does not cut text as GPT-2, cl100k_base or o200k_base do, and this program knows no other rule: in 'pre_tokenizer', {reason}. Nothing was kept. Use a tokenizer with one of these rules.");
}
