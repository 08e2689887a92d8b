using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LlmCourse.Llm.Tokenization.Formats;

/// <summary>
/// GPT-2's two files: <c>vocab.json</c> gives each token's id by its name in GPT-2's byte alphabet, <c>merges.txt</c> the merges,
/// a line each. Text is cut by GPT-2's rule. Special tokens stand in the vocabulary, have a name in angle brackets such as
/// <c>&lt;|endoftext|&gt;</c>, and no merge makes them.
/// </summary>
public static class Gpt2Files
{
    /// <summary>Name of the file of ids.</summary>
    public const string VocabularyName = "vocab.json";

    /// <summary>Name of the file of merges.</summary>
    public const string MergesName = "merges.txt";

    private const string FormatName = "GPT-2's pair of files";
    private const string VersionMark = "#version:";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }; // data, never part of a page

    /// <summary>Writes a tokenizer.</summary>
    /// <param name="tokenizer">A <see cref="BpeTokenizer"/>, or a <see cref="RankTokenizer"/> that cuts by GPT-2's rule.</param>
    /// <param name="vocabulary">Receives <c>vocab.json</c>.</param>
    /// <param name="merges">Receives <c>merges.txt</c>.</param>
    /// <exception cref="TokenizerFormatException">These files cannot hold it; nothing was written.</exception>
    public static void Write(ITokenizer tokenizer, Stream vocabulary, Stream merges)
    {
        var content = NamedVocabulary.Of(tokenizer, FormatName);
        if (content.Rule != SplitRule.Gpt2)
            throw new TokenizerFormatException($"{FormatName} always mean GPT-2's rule, but this tokenizer cuts by {SplitRules.NameOf(content.Rule)}'s. Write it as Hugging Face's tokenizer.json.");
        if (content.Specials.Keys.FirstOrDefault(name => !IsSpecialName(name)) is { } odd)
            throw new TokenizerFormatException($"{FormatName} know a special token by a name in angle brackets such as '{SpecialTokens.EndOfText}', and '{odd}' is none. Write it as Hugging Face's tokenizer.json.");
        var names = content.AllNames(FormatName);

        using (var json = new Utf8JsonWriter(vocabulary, Options))
        {
            json.WriteStartObject();
            foreach (var (name, id) in names)
                json.WriteNumber(name, id);
            json.WriteEndObject();
        }

        using var lines = new StreamWriter(merges, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        lines.WriteLine($"{VersionMark} 0.2");
        foreach (var merge in content.Merges)
            lines.WriteLine($"{merge.Left} {merge.Right}");
    }

    /// <summary>Reads a tokenizer.</summary>
    /// <param name="vocabulary">The file <c>vocab.json</c>.</param>
    /// <param name="merges">The file <c>merges.txt</c>.</param>
    /// <param name="name">The tokenizer's name, for people.</param>
    /// <param name="limits">What the files may ask for; the defaults when null.</param>
    /// <exception cref="TokenizerFileException">They are damaged, do not belong together, or merge in a way that this program does not know.</exception>
    public static ITokenizer Read(Stream vocabulary, Stream merges, string name, TokenizerLimits? limits = null)
    {
        limits ??= TokenizerLimits.Default;
        var ids = JsonFields.Parse(limits.ReadAll(vocabulary, VocabularyName), VocabularyName, ReadIds);
        var pairs = ReadMerges(limits.ReadAll(merges, MergesName));
        var made = pairs.Select(pair => pair.Joined).ToHashSet(StringComparer.Ordinal);
        var specials = ids.Where(token => IsSpecialName(token.Key) && !made.Contains(token.Key)).ToDictionary(StringComparer.Ordinal);
        foreach (var special in specials.Keys)
            ids.Remove(special);
        return new NamedVocabulary(SplitRule.Gpt2, ids, pairs, specials).ToTokenizer(name, limits);
    }

    private static Dictionary<string, int> ReadIds(JsonElement root)
    {
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var entry in root.Entries(VocabularyName))
        {
            if (!ids.TryAdd(entry.Name, entry.Value.Number($"The id of '{entry.Name}' in {VocabularyName}")))
                throw new TokenizerFileException($"{VocabularyName} names the token '{entry.Name}' twice. Nothing was kept. Get the file again.");
        }

        return ids;
    }

    private static List<NamedMerge> ReadMerges(ReadOnlyMemory<byte> bytes)
    {
        var merges = new List<NamedMerge>();
        var number = 0;
        foreach (var raw in Encoding.UTF8.GetString(bytes.Span).TrimStart('\uFEFF').Split('\n'))
        {
            number++;
            var line = raw.TrimEnd('\r');
            if (line.Length == 0 || (number == 1 && line.StartsWith(VersionMark, StringComparison.Ordinal)))
                continue;
            if (line.Split(' ') is not [{ Length: > 0 } left, { Length: > 0 } right])
                throw new TokenizerFileException($"Line {number} of {MergesName} is not two tokens with a space between them. Nothing was kept. Get the file again.");
            merges.Add(new NamedMerge(left, right));
        }

        return merges;
    }

    private static bool IsSpecialName(string name) =>
        name is ['<', _, .., '>'] && name.All(character => character is > ' ' and <= '~');
}
