using FsCheck;
using FsCheck.Fluent;

namespace LlmCourse.Llm.Tests.Tokenization;

/// <summary>Random texts with what makes tokenizers stumble: runs, whitespace, contractions, marks, emoji, other scripts.</summary>
internal static class RandomText
{
    private static readonly string[] Parts =
    [
        "a", "ab", "aaa", "the ", " the", "er", "in", "'s", "'ll", "'S", "’t", " ", "  ", "\n", "\r\n", "\t", "\u00A0", "\u3000",
        "0", "12", "³", "Ⅷ", "½", ".", "...", "!?", "-", "_", "é", "e\u0301", "ß", "日本", "ا", "ह", "ि", "😀", "👩‍👩‍👧", "𝒜", "\u0000", "\u200B", "<|endoftext|>",
    ];

    private static readonly Gen<string> Part = Gen.Frequency(
        (8, Gen.Elements(Parts)),
        (1, Gen.Choose(0, 0x10FFFF).Where(point => point is < 0xD800 or > 0xDFFF).Select(char.ConvertFromUtf32)));

    /// <summary>Texts without lone surrogates.</summary>
    public static Arbitrary<string> Valid { get; } = Arb.From(Gen.ListOf(Part).Select(string.Concat));

    /// <summary>Texts without surrogates at all, for comparing with .NET's regular expressions, which see UTF-16 units.</summary>
    public static Arbitrary<string> BasicPlane { get; } =
        Arb.From(Valid.Generator.Select(text => string.Concat(text.Where(unit => !char.IsSurrogate(unit)))));
}
