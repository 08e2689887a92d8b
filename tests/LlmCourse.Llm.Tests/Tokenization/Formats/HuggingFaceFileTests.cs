using System.Text;
using System.Text.Json.Nodes;
using LlmCourse.Llm.Tokenization;
using LlmCourse.Llm.Tokenization.Formats;

namespace LlmCourse.Llm.Tests.Tokenization.Formats;

public sealed class HuggingFaceFileTests
{
    private static readonly PublishedVocabularies Published = new(PublishedVocabularies.DefaultFolder);

    private static readonly BpeTokenizer Learnt = BpeTokenizer.Train(["the cat's hat, the rat's mat: 日本 日本語 😀😀", "aaaaaaa ababab\n\n\tthe the the"], 300);

    /// <summary>All 256 bytes by value, "he" 256, "the" 257 and the end of text 258.</summary>
    private static readonly string Small = Write(new BpeTokenizer([new('h', 'e'), new('t', 256)]));

    [Theory]
    [InlineData("learnt")]
    [InlineData("gpt2")]
    [InlineData("cl100k_base")]
    [InlineData("o200k_base")]
    public async Task Write_GivesAFile_FromWhichThePeerEncodesEqually(string name)
    {
        var tokenizer = name == "learnt" ? RankForm.Of(Learnt, "ranks") : Published.Read(name);
        var texts = FuzzText.Make(seed: 77, characters: 200_000);
        if (tokenizer.Rule == SplitRule.Gpt2)
            texts = texts.ConvertAll(WithoutWhatJavaScriptCallsSpace);
        var path = Path.Combine(Path.GetTempPath(), $"llmcourse-{Guid.NewGuid():N}.json");
        try
        {
            await File.WriteAllTextAsync(path, Write(tokenizer), TestContext.Current.CancellationToken);
            var expected = await TokenizerPeer.EncodeByFileAsync(path, texts);
            expected.Length.ShouldBe(texts.Count);
            texts.Zip(expected).Where(pair => !EncodeAll(tokenizer, pair.First).SequenceEqual(pair.Second)).ShouldBeEmpty();
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Read_TakesTheOtherSpellingsOfTheSameThing()
    {
        var file = Parse(Small);
        file["pre_tokenizer"] = JsonNode.Parse("""
            { "type": "Sequence", "pretokenizers": [
              { "type": "Split", "pattern": { "Regex": "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+" }, "behavior": "Removed", "invert": true },
              { "type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": false } ] }
            """);
        file["normalizer"] = JsonNode.Parse("""{ "type": "Sequence", "normalizers": [] }""");
        file["post_processor"] = JsonNode.Parse("""{ "type": "ByteLevel", "add_prefix_space": true, "trim_offsets": false, "use_regex": true }""");
        file["model"]!["merges"] = JsonNode.Parse("""[["h", "e"], ["t", "he"]]""");
        file["model"]!["continuing_subword_prefix"] = "";
        file["model"]!["unk_token"] = "<|endoftext|>";
        file["model"]!["ignore_merges"] = true;
        Read(file).ShouldBeOfType<BpeTokenizer>().Merges.ShouldBe([new('h', 'e'), new('t', 256)]);
    }

    [Theory]
    [InlineData("normalizer", """{ "type": "NFC" }""", "asks for normalizer NFC, which changes the text before it is cut")]
    [InlineData("normalizer", """{ "type": "Sequence", "normalizers": [{ "type": "Lowercase" }] }""", "normalizer Lowercase")]
    [InlineData("truncation", """{ "max_length": 5 }""", "asks for truncation, which cuts long texts off")]
    [InlineData("padding", """{ "pad_id": 5 }""", "asks for padding")]
    [InlineData("post_processor", """{ "type": "TemplateProcessing" }""", "post_processor TemplateProcessing, which adds tokens")]
    [InlineData("decoder", """{ "type": "WordPiece" }""", "decoder WordPiece")]
    [InlineData("pre_tokenizer", "null", "there is none, so merges may cross words")]
    [InlineData("pre_tokenizer", """{ "type": "Whitespace" }""", "'Whitespace' is no step that turns text into bytes")]
    [InlineData("pre_tokenizer", """{ "type": "ByteLevel" }""", "'add_prefix_space' puts a space before the text")]
    [InlineData("pre_tokenizer", """{ "type": "ByteLevel", "add_prefix_space": false, "use_regex": false }""", "1 steps that do not add up")]
    [InlineData("pre_tokenizer", """{ "type": "Sequence", "pretokenizers": [{ "type": "Digits" }, { "type": "ByteLevel", "add_prefix_space": false, "use_regex": false }] }""", "its step 'Digits' is not 'Split'")]
    [InlineData("pre_tokenizer", """{ "type": "Sequence", "pretokenizers": [{ "type": "Split", "pattern": { "Regex": "\\w+" }, "behavior": "Isolated" }, { "type": "ByteLevel", "add_prefix_space": false, "use_regex": false }] }""", "its pattern is another: \\w+")]
    [InlineData("pre_tokenizer", """{ "type": "Sequence", "pretokenizers": [{ "type": "Split", "pattern": { "Regex": "\\w+" }, "behavior": "MergedWithNext" }, { "type": "ByteLevel", "add_prefix_space": false, "use_regex": false }] }""", "its behavior 'MergedWithNext'")]
    [InlineData("pre_tokenizer", """{ "type": "Sequence", "pretokenizers": [{ "type": "Split", "pattern": { "String": " " }, "behavior": "Isolated" }, { "type": "ByteLevel", "add_prefix_space": false, "use_regex": false }] }""", "'Regex' is missing in pre_tokenizer.Split.pattern")]
    [InlineData("version", "\"2.0\"", "has version '2.0'")]
    [InlineData("version", "1", "version should be a text, but it is 1")]
    [InlineData("model", "null", "'model' is missing in tokenizer.json")]
    [InlineData("model.type", "\"Unigram\"", "model Unigram, which is no byte-pair encoding")]
    [InlineData("model.dropout", "0.1", "asks for dropout")]
    [InlineData("model.byte_fallback", "true", "asks for byte_fallback")]
    [InlineData("model.byte_fallback", "\"yes\"", "model.byte_fallback should be true or false, but it is \"yes\"")]
    [InlineData("model.end_of_word_suffix", "\"</w>\"", "end_of_word_suffix '</w>'")]
    [InlineData("model.vocab", "[]", "model.vocab should be an object, but it is []")]
    [InlineData("model.vocab.he", "\"x\"", "The id of 'he' in model.vocab should be a whole number")]
    [InlineData("model.vocab.he", "97", "The id 97 stands twice")]
    [InlineData("model.vocab.he", "400", "There is no token of the id 256")]
    [InlineData("model.merges", "{}", "model.merges should be a list, but it is {}")]
    [InlineData("model.merges", """["h e"]""", "No merge makes the token 'the' (id 257)")]
    [InlineData("model.merges", """["h e", "the"]""", "Merge 2 in model.merges does not name two tokens")]
    [InlineData("model.merges", """["h e", ["t", 5]]""", "Merge 2 in model.merges should be a text, but it is 5")]
    [InlineData("model.merges", """["h e", "t \ud800"]""", "holds text that is no Unicode")]
    [InlineData("added_tokens", """[{ "id": 5, "content": "<|endoftext|>", "special": true }]""", "has the id 5 in 'added_tokens' and 258 in 'model.vocab'")]
    [InlineData("added_tokens", """[{ "id": 258, "content": "<|endoftext|>" }]""", "the added token '<|endoftext|>' that is not special")]
    [InlineData("added_tokens", """[{ "id": 258, "content": "<|endoftext|>", "special": true, "lstrip": true }]""", "asks for lstrip of the token '<|endoftext|>'")]
    [InlineData("added_tokens", """[{ "content": "<|endoftext|>", "special": true }]""", "'id' is missing in added_tokens, number 1,")]
    public void Read_Refuses_ByName(string field, string value, string expected)
    {
        var file = Parse(Small);
        JsonNode owner = file;
        var names = field.Split('.');
        foreach (var name in names[..^1])
            owner = owner[name]!;
        owner[names[^1]] = value.Contains("\\ud800") ? "MARK" : JsonNode.Parse(value); // the parser would mend half a character
        var json = file.ToJsonString().Replace("\"MARK\"", value);
        Should.Throw<TokenizerFileException>(() => Read(json)).Message.ShouldContain(expected);
    }

    [Fact]
    public void Read_SaysWhereAFileBreaksOff()
    {
        var line = Small[..(Small.Length / 2)].Count(character => character == '\n') + 1;
        Should.Throw<TokenizerFileException>(() => Read(Small[..(Small.Length / 2)])).Message.ShouldContain($"breaks off or goes wrong at line {line}");
    }

    /// <summary>The peer takes special tokens wherever their names stand, so ours must be allowed to.</summary>
    private static int[] EncodeAll(RankTokenizer tokenizer, string text) => tokenizer.Encode(text, tokenizer.SpecialTokens.Keys.ToArray(), []);

    /// <summary>
    /// The peer runs GPT-2's rule, which is built into its byte-level step, by JavaScript's own \s. That takes U+FEFF for white
    /// space and U+0085 for none; Unicode, and with it tiktoken and Rust's tokenizers, has it the other way round.
    /// </summary>
    private static string WithoutWhatJavaScriptCallsSpace(string text) => text.Replace("\uFEFF", "").Replace("\u0085", "");

    private static JsonNode Parse(string json) => JsonNode.Parse(json)!;

    private static string Write(ITokenizer tokenizer)
    {
        using var file = new MemoryStream();
        HuggingFaceFile.Write(tokenizer, file);
        return Encoding.UTF8.GetString(file.ToArray());
    }

    private static ITokenizer Read(JsonNode file) => Read(file.ToJsonString());

    private static ITokenizer Read(string json) => HuggingFaceFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(json)), "test");
}
