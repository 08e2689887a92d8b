namespace LlmCourse.Llm.Tests.Tokenization;

/// <summary>Seeded texts of the kinds that tokenizers stumble over.</summary>
internal static class FuzzText
{
    private static readonly string[] Pieces =
    [
        "the ", " The", "HTTPServer", "camelCase", "naïve", "I'll", "it'S", "'ſ", "we'RE", "’s", "don't", "Ünïted", "ǅ", "ʰ", "ªº", "日本語", "한국어", "ไทย",
        "العربية", "עברית", "हिन्दी", "e\u0301", "\u0301A", "\u0301\u0301", "\u20DD", "İ", "ß", "ﬁ", "K",
        "0", "12", "123", "1234567", "³", "Ⅷ", "½", "٣٤", "𝟙", " 7", "1,000.5",
        " ", "  ", "    ", "\t", "\n", "\r\n", "\n\n\n", " \n ", "\u00A0", "\u0085", "\u3000", "\u2028", "\u200B", "\u180E", "\uFEFF",
        ".", "...", "!?", " /", "//", "/\n", "*/\r\n", "_", "->", "::", "();\n", "{\n    return x;\n}\n", "<|endoftext|>", "$", "\u0000",
        "😀", "👩‍👩‍👧‍👦", "🏳️‍🌈", "👍🏽", "🇩🇪", "1️⃣", "𝒜𝒷", "𐐀𐐨", "\uD800", "\uDC00", "\uDFFF\uD83D", "a", "A", "s", "S", "Z", "z", "'", "\"",
    ];

    private static readonly string[] CodeWords = ["if", "Return", "self.", "fooBar", "HTTP", "std::", "var ", "#include", "__init__", "λ", "Ñame"];
    private static readonly string[] CodeSigns = ["==", "=>", "!=", "+=", "//", "/*", "*/", "&&", "|>", "{", "}", "\"", "'", "\\n", "<!--"];

    /// <summary>Texts that hold at least so many characters (code points) together.</summary>
    public static List<string> Make(int seed, int characters)
    {
        var random = new Random(seed);
        var texts = new List<string>();
        for (var made = 0; made < characters; made += texts[^1].EnumerateRunes().Count())
            texts.Add(One(random));
        return texts;
    }

    /// <summary>The same without surrogates, for comparing with .NET's regular expressions, which see UTF-16 units.</summary>
    public static IEnumerable<string> MakeInBasicPlane(int seed, int characters) =>
        Make(seed, characters).Select(text => string.Concat(text.Where(unit => !char.IsSurrogate(unit))));

    private static string One(Random random)
    {
        var parts = Enumerable.Range(0, random.Next(20) == 0 ? random.Next(2_000) : random.Next(1, 80));
        return random.Next(6) switch
        {
            0 => string.Concat(parts.Select(_ => char.ConvertFromUtf32(CodePoint(random)))),
            1 => new string("aA 0.\n-日é"[random.Next(9)], random.Next(1, 3_000)),
            2 => Code(parts.Count(), random),
            _ => string.Concat(parts.Select(_ => random.Next(12) == 0 ? char.ConvertFromUtf32(CodePoint(random)) : Pieces[random.Next(Pieces.Length)])),
        };
    }

    private static string Code(int statements, Random random) => string.Concat(Enumerable.Range(0, statements).Select(_ =>
        $"{new string(' ', 4 * random.Next(5))}{CodeWords[random.Next(CodeWords.Length)]}{CodeWords[random.Next(CodeWords.Length)]}_{random.Next(5_000)} {CodeSigns[random.Next(CodeSigns.Length)]} 0x{random.Next():X};\n"));

    private static int CodePoint(Random random)
    {
        var point = random.Next(3) switch { 0 => random.Next(0x300), 1 => random.Next(0x3000), _ => random.Next(0x11_0000) };
        return point is >= 0xD800 and <= 0xDFFF ? 0xFFFD : point;
    }
}
