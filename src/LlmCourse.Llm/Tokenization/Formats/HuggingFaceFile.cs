using System.Text.Encodings.Web;
using System.Text.Json;

namespace LlmCourse.Llm.Tokenization.Formats;

/// <summary>
/// Hugging Face's <c>tokenizer.json</c>, for byte-level byte-pair encoding: the model with its vocabulary and merges, the rule that
/// cuts text before, and the special tokens. Everything else that such a file may ask for is refused by name, because
/// leaving it out would give other ids than the file's author meant.
/// </summary>
/// <remarks>
/// One thing differs on purpose: Hugging Face's encoder always takes the names of special tokens in a text for the tokens.
/// Here <see cref="ITokenizer.Encode"/> reads them as ordinary text; <see cref="RankTokenizer.Encode(string, IReadOnlyCollection{string}, IReadOnlyCollection{string})"/>
/// takes those that it is allowed to.
/// </remarks>
public static class HuggingFaceFile
{
    /// <summary>The usual name of such a file.</summary>
    public const string Name = "tokenizer.json";

    internal const string Version = "1.0";

    private const string FormatName = "Hugging Face's tokenizer.json";

    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // the file is data and is never part of a page
        Indented = true,
    };

    /// <summary>Reads a tokenizer.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="name">The tokenizer's name, for people.</param>
    /// <param name="limits">What the file may ask for; the defaults when null.</param>
    /// <exception cref="TokenizerFileException">The file is damaged, or asks for something that this program does not do.</exception>
    public static ITokenizer Read(Stream stream, string name, TokenizerLimits? limits = null)
    {
        limits ??= TokenizerLimits.Default;
        return JsonFields.Parse(limits.ReadAll(stream, Name), Name, HuggingFaceReader.Read).ToTokenizer(name, limits);
    }

    /// <summary>Writes a tokenizer.</summary>
    /// <param name="tokenizer">A <see cref="BpeTokenizer"/> or a <see cref="RankTokenizer"/>.</param>
    /// <param name="stream">Receives the file.</param>
    /// <exception cref="TokenizerFormatException">Such a file cannot hold it; nothing was written.</exception>
    public static void Write(ITokenizer tokenizer, Stream stream)
    {
        var content = NamedVocabulary.Of(tokenizer, FormatName);
        var names = content.AllNames(FormatName);
        using var json = new Utf8JsonWriter(stream, Options);
        json.WriteStartObject();
        json.WriteString("version", Version);
        json.WriteNull("truncation");
        json.WriteNull("padding");
        WriteSpecials(json, content.Specials);
        json.WriteNull("normalizer");
        WriteRule(json, content.Rule);
        json.WriteNull("post_processor");
        json.WritePropertyName("decoder");
        WriteByteLevel(json, usesRegex: true);
        WriteModel(json, names, content.Merges);
        json.WriteEndObject();
    }

    private static void WriteSpecials(Utf8JsonWriter json, IReadOnlyDictionary<string, int> specials)
    {
        json.WriteStartArray("added_tokens");
        foreach (var (name, id) in specials.OrderBy(special => special.Value))
        {
            json.WriteStartObject();
            json.WriteNumber("id", id);
            json.WriteString("content", name);
            json.WriteBoolean("single_word", false);
            json.WriteBoolean("lstrip", false);
            json.WriteBoolean("rstrip", false);
            json.WriteBoolean("normalized", false);
            json.WriteBoolean("special", true);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteRule(Utf8JsonWriter json, SplitRule rule)
    {
        json.WritePropertyName("pre_tokenizer");
        if (rule == SplitRule.Gpt2) // the rule that the byte-level step has built in
        {
            WriteByteLevel(json, usesRegex: true);
            return;
        }

        json.WriteStartObject();
        json.WriteString("type", "Sequence");
        json.WriteStartArray("pretokenizers");
        json.WriteStartObject();
        json.WriteString("type", "Split");
        json.WriteStartObject("pattern");
        json.WriteString("Regex", HuggingFacePatterns.Of(rule));
        json.WriteEndObject();
        json.WriteString("behavior", "Isolated");
        json.WriteBoolean("invert", false);
        json.WriteEndObject();
        WriteByteLevel(json, usesRegex: false);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteByteLevel(Utf8JsonWriter json, bool usesRegex)
    {
        json.WriteStartObject();
        json.WriteString("type", "ByteLevel");
        json.WriteBoolean("add_prefix_space", false);
        json.WriteBoolean("trim_offsets", false);
        json.WriteBoolean("use_regex", usesRegex);
        json.WriteEndObject();
    }

    // Special tokens stand in the vocabulary too: readers number those that do not by counting on, which is wrong after a gap.
    private static void WriteModel(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, int>> names, IReadOnlyList<NamedMerge> merges)
    {
        json.WriteStartObject("model");
        json.WriteString("type", "BPE");
        json.WriteNull("dropout");
        json.WriteNull("unk_token");
        json.WriteNull("continuing_subword_prefix");
        json.WriteNull("end_of_word_suffix");
        json.WriteBoolean("fuse_unk", false);
        json.WriteBoolean("byte_fallback", false);
        json.WriteBoolean("ignore_merges", false);
        json.WriteStartObject("vocab");
        foreach (var (name, id) in names)
            json.WriteNumber(name, id);
        json.WriteEndObject();
        json.WriteStartArray("merges");
        foreach (var merge in merges)
            json.WriteStringValue($"{merge.Left} {merge.Right}");
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
