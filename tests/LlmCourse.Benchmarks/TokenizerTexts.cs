using System.Text;
using LlmCourse.Llm.Corpora.DirtyWeb;
using LlmCourse.Llm.Corpora.Languages;
using LlmCourse.Llm.Corpora.Stories;

namespace LlmCourse.Benchmarks;

/// <summary>A text to encode, in memory for us and as a file for the peers.</summary>
internal sealed record TokenizerText(string Name, string Text, string File)
{
    /// <summary>UTF-8 bytes.</summary>
    public int Bytes { get; } = Encoding.UTF8.GetByteCount(Text);
}

/// <summary>What the tokenizer benchmark encodes: seeded texts, and real ones out of a folder when there is one.</summary>
internal static class TokenizerTexts
{
    private const int Length = 1_000_000;
    private const int LongestFile = 8_000_000;
    private const int ZipfForms = 500_000;

    /// <summary>Makes the texts; files of the generated ones go to a folder.</summary>
    /// <param name="folder">Where to write.</param>
    /// <param name="real">A folder of UTF-8 files to encode as well; null for none.</param>
    public static IEnumerable<TokenizerText> Make(string folder, string? real)
    {
        var prose = new EnglishProse(new SplitMix64(1));
        yield return Write(folder, "English", Join(() => prose.Paragraphs(12)));
        yield return Write(folder, "rare words", string.Join('\n', new ZipfText(seed: 2, ZipfForms).Documents(Length)));
        yield return Write(folder, "code", new CodeText(seed: 3).Make(Length));
        yield return Write(folder, "14 languages", Languages());
        string[] files = real is null ? [] : Directory.GetFiles(real, "*", SearchOption.AllDirectories);
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            if (new FileInfo(file).Length is > 0 and <= LongestFile)
                yield return new TokenizerText(Path.GetFileName(file), Encoding.UTF8.GetString(File.ReadAllBytes(file)), file);
        }
    }

    private static string Languages()
    {
        var random = new SplitMix64(4);
        return Join(() => random.Pick(WorldLanguages.All).Web.Sentence(random));
    }

    private static string Join(Func<string> next)
    {
        var text = new StringBuilder(Length);
        while (text.Length < Length)
            text.Append(next()).Append('\n');
        return text.ToString();
    }

    private static TokenizerText Write(string folder, string name, string text)
    {
        var file = Path.Combine(folder, name + ".txt");
        File.WriteAllText(file, text);
        return new TokenizerText(name, text, file);
    }
}
