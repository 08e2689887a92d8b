namespace LlmCourse.Web.Components.Tokens;

/// <summary>A text that cuts in a surprising way.</summary>
/// <param name="Name">On its button.</param>
/// <param name="Text">The text.</param>
/// <param name="Notice">What to look for, in a sentence.</param>
internal sealed record TokenizerPreset(string Name, string Text, string Notice);

/// <summary>The prepared texts of the tokenizer lab.</summary>
internal static class TokenizerPresets
{
    public static IReadOnlyList<TokenizerPreset> All { get; } =
    [
        new("strawberry", "strawberry Strawberry STRAWBERRY", "One word in three spellings. The GPT vocabularies cut them in three different ways, and no two of them share a token."),
        new("numbers", "9 99 999 9999 1,000,000 3.14159", "The newer vocabularies cut digits in threes from the left, so 9999 becomes 999 and 9. GPT-2 cuts by what it met often: 14159 becomes 14 and 159."),
        new("spaces", "  two spaces\n\ta tab\nand a line", "A space belongs to the word behind it, so the first of two stands alone. A line break is a token; the newer vocabularies join the tab to the letter behind it."),
        new("an emoji", "Mara smiled 🙂 at the 👩‍🚀.", "The GPT vocabularies know the smile; ours writes it in four bytes. The astronaut is three characters joined by one that nobody sees, and most of its tokens are parts of one."),
        new("code", "if (count == 0)\n{\n        return null;\n}", "GPT-2 spends a token on every space of the indentation. The newer vocabularies have one token for all of them."),
        new("other scripts", "Grüße, ciężko, Ελλάδα, 東京", "GPT-2 takes nearly three times as many tokens here as the newest vocabulary. Mixed in are pieces that are only parts of a letter."),
        new("an invented word", "Mara unlanterned the chestlike harbourlessness.", "Nobody has met these words. The GPT vocabularies still find parts that mean something: chest, like, lessness."),
        new("an odd token", "He said SolidGoldMagikarp twice: SolidGoldMagikarp.", "GPT-2 has one token for this name; the newer vocabularies take five. It was learnt because the name stood in its text very often, not because it is a word."),
    ];
}
