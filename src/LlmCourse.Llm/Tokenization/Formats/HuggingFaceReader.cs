using System.Text.Json;

namespace LlmCourse.Llm.Tokenization.Formats;

/// <summary>Takes a <c>tokenizer.json</c> apart, and refuses by name what this program does not do.</summary>
internal static class HuggingFaceReader
{
    /// <summary>The vocabulary that the file holds.</summary>
    /// <exception cref="TokenizerFileException">Something is missing, of the wrong type, or not done here.</exception>
    public static NamedVocabulary Read(JsonElement root)
    {
        var version = root.Required("version", HuggingFaceFile.Name).Text("version");
        if (version != HuggingFaceFile.Version)
            throw new TokenizerFileException($"This {HuggingFaceFile.Name} has version '{version}'; this program reads version {HuggingFaceFile.Version}. Use a newer program.");
        RefuseSteps(root);

        var model = root.Required("model", HuggingFaceFile.Name);
        CheckModel(model);
        var ids = ReadIds(model.Required("vocab", "model"));
        var specials = ReadSpecials(root);
        foreach (var (name, id) in specials)
        {
            if (ids.Remove(name, out var other) && other != id)
                throw new TokenizerFileException($"The token '{name}' has the id {id} in 'added_tokens' and {other} in 'model.vocab'. Nothing was kept. Get the file again.");
        }

        return new NamedVocabulary(HuggingFacePatterns.RuleOf(root.Field("pre_tokenizer")), ids, ReadMerges(model.Required("merges", "model")), specials);
    }

    private static void RefuseSteps(JsonElement root)
    {
        if (root.Field("truncation") is not null)
            throw Setting("truncation", "cuts long texts off");
        if (root.Field("padding") is not null)
            throw Setting("padding", "adds tokens that stand for nothing");
        if (root.Field("normalizer") is { } normalizer && Types(normalizer, "normalizer", "normalizers") is [var change, ..])
            throw Refused($"normalizer {change}", "changes the text before it is cut, so decoding would not give it back");
        if (root.Field("post_processor") is { } post && Types(post, "post_processor", "processors").Find(type => type != "ByteLevel") is { } addition)
            throw Refused($"post_processor {addition}", "adds tokens to what the text gives");
        if (root.Field("decoder") is { } decoder && Types(decoder, "decoder", "decoders").Find(type => type != "ByteLevel") is { } other)
            throw Refused($"decoder {other}", "turns tokens into text in another way than by their bytes");
    }

    private static void CheckModel(JsonElement model)
    {
        if (model.Field("type")?.Text("model.type") is { } type and not "BPE")
            throw Refused($"model {type}", "is no byte-pair encoding");
        if (model.Field("dropout") is { } dropout && !(dropout.ValueKind == JsonValueKind.Number && dropout.GetDouble() == 0))
            throw Refused("dropout", "leaves merges out by chance, so a text has no fixed ids");
        if (model.Flag("byte_fallback", "model"))
            throw Refused("byte_fallback", "writes bytes as tokens such as <0x0A> instead of the byte alphabet");
        // 'ignore_merges' may be either: where every token is made by merging, taking a piece whole changes nothing.
        foreach (var name in (string[])["continuing_subword_prefix", "end_of_word_suffix"])
        {
            if (model.Field(name)?.Text($"model.{name}") is { Length: > 0 } mark)
                throw Refused($"{name} '{mark}'", "marks tokens by text that is not their own");
        }
    }

    private static Dictionary<string, int> ReadIds(JsonElement vocabulary)
    {
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var entry in vocabulary.Entries("model.vocab"))
        {
            if (!ids.TryAdd(entry.Name, entry.Value.Number($"The id of '{entry.Name}' in model.vocab")))
                throw new TokenizerFileException($"'model.vocab' names the token '{entry.Name}' twice. Nothing was kept. Get the file again.");
        }

        return ids;
    }

    private static List<NamedMerge> ReadMerges(JsonElement list)
    {
        var merges = new List<NamedMerge>();
        foreach (var item in list.Items("model.merges"))
        {
            var place = $"Merge {merges.Count + 1} in model.merges";
            var parts = item.ValueKind == JsonValueKind.Array ? [.. item.EnumerateArray().Select(part => part.Text(place))] : item.Text(place).Split(' ');
            if (parts is not [{ Length: > 0 } left, { Length: > 0 } right])
                throw new TokenizerFileException($"{place} does not name two tokens. Nothing was kept. Get the file again.");
            merges.Add(new NamedMerge(left, right));
        }

        return merges;
    }

    private static Dictionary<string, int> ReadSpecials(JsonElement root)
    {
        var specials = new Dictionary<string, int>(StringComparer.Ordinal);
        if (root.Field("added_tokens") is not { } list)
            return specials;
        foreach (var token in list.Items("added_tokens"))
        {
            var place = $"added_tokens, number {specials.Count + 1},";
            var name = token.Required("content", place).Text($"{place} content");
            foreach (var flag in (string[])["single_word", "lstrip", "rstrip"])
            {
                if (token.Flag(flag, place))
                    throw Refused($"{flag} of the token '{name}'", "matches a special token by what stands around it");
            }

            if (!token.Flag("special", place))
                throw Refused($"the added token '{name}' that is not special", "is text beside the merges");
            if (name.Length == 0 || !specials.TryAdd(name, token.Required("id", place).Number($"{place} id")))
                throw new TokenizerFileException($"'added_tokens' names the token '{name}' twice, or a token without a name. Nothing was kept. Get the file again.");
        }

        return specials;
    }

    private static List<string> Types(JsonElement step, string place, string list)
    {
        var type = step.Required("type", place).Text($"{place}.type");
        return type == "Sequence" ? [.. step.Required(list, place).Items($"{place}.{list}").SelectMany(inner => Types(inner, place, list))] : [type];
    }

    // These two are left in a file by whoever used it last; they are no part of the vocabulary.
    private static TokenizerFileException Setting(string what, string why) =>
        new($"This {HuggingFaceFile.Name} asks for {what}, which {why}. This program does not do that. Nothing was kept. Set '{what}' to null in the file to read it without.");

    private static TokenizerFileException Refused(string what, string why) =>
        new($"This {HuggingFaceFile.Name} asks for {what}, which {why}. This program does not do that, and without it the ids would be others. Nothing was kept. Use a tokenizer that does not ask for it.");
}
