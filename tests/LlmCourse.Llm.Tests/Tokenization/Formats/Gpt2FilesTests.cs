using System.Text;
using System.Text.Json;
using LlmCourse.Llm.Tokenization;
using LlmCourse.Llm.Tokenization.Formats;

namespace LlmCourse.Llm.Tests.Tokenization.Formats;

public sealed class Gpt2FilesTests
{
    /// <summary>All 256 bytes by value, "he" 256, "the" 257, " the" 258 and the end of text 259.</summary>
    private static readonly BpeTokenizer Tokenizer = new([new('h', 'e'), new('t', 256), new(' ', 257)]);

    [Fact]
    public void Write_GivesTheFilesThatGpt2WasPublishedWith()
    {
        var (vocabulary, merges) = Write(new PublishedVocabularies(PublishedVocabularies.DefaultFolder).Read("gpt2"));
        var lines = merges.Split('\n');
        lines[..9].ShouldBe(["#version: 0.2", "Ġ t", "Ġ a", "h e", "i n", "r e", "o n", "Ġt he", "e r"]);
        lines.Length.ShouldBe(1 + 50_000 + 1);

        using var ids = JsonDocument.Parse(vocabulary);
        var known = new Dictionary<string, int> { ["!"] = 0, ["a"] = 64, ["Ā"] = 188, ["Ċ"] = 198, ["Ġ"] = 220, ["Ġt"] = 256, ["Ġthe"] = 262, ["Ġworld"] = 995, ["<|endoftext|>"] = 50_256 };
        foreach (var (name, id) in known)
            ids.RootElement.GetProperty(name).GetInt32().ShouldBe(id, name);
        ids.RootElement.EnumerateObject().Count().ShouldBe(50_257);
    }

    [Fact]
    public void Read_TakesWindowsLineEndsAndNoHeader()
    {
        var (vocabulary, _) = Write(Tokenizer);
        Read(vocabulary, "h e\r\nt he\r\nĠ the\r\n").Encode("the the").ShouldBe([257, 258]);
    }

    [Theory]
    [InlineData("vocab.json is no JSON, or damaged: it breaks off or goes wrong at line 1", "cut")]
    [InlineData("vocab.json should be an object, but it is [1]", "[1]")]
    [InlineData("The id of 'he' in vocab.json should be a whole number, but it is \"256\"", "he", "\"256\"")]
    [InlineData("The id of 'he' in vocab.json should be a whole number, but it is 1.5", "he", "1.5")]
    [InlineData("The token 'he' has the id -1; ids go from 0 to 2,000,000 (LargestId)", "he", "-1")]
    [InlineData("The token 'he' has the id 2000001", "he", "2000001")]
    [InlineData("The id 255 stands twice: for 'he' and for", "he", "255")]
    [InlineData("There is no token of the id 256, though ids go on to 300: part of the vocabulary is missing", "he", "300")]
    [InlineData("The token 'h e' (id 256) is not written in GPT-2's byte alphabet", "rename:he", "h e")]
    [InlineData("Merge 1, 'h' + 'e', needs the token 'he', which the vocabulary lacks", "rename:he", "hé")]
    [InlineData("vocab.json names the token 'h' twice", "rename:he", "h")]
    [InlineData("no token for the byte 33", "rename:!", "ee")]
    [InlineData("has no special token '<|endoftext|>', which this program needs to tell documents apart; it has <|end|>", "rename:<|endoftext|>", "<|end|>")]
    public void Read_SaysWhatIsWrong_WithTheVocabulary(string expected, string entry, string? value = null)
    {
        var (vocabulary, merges) = Write(Tokenizer);
        var name = entry.Replace("rename:", "");
        var damaged = entry switch
        {
            "cut" => vocabulary[..(vocabulary.Length / 2)],
            "[1]" => "[1]",
            _ when entry != name => vocabulary.Replace($"\"{name}\":", $"\"{value}\":"),
            _ => vocabulary.Replace("\"he\":256", $"\"he\":{value}"),
        };
        if (name == "!")
            merges = merges.Replace("h e\n", "e e\nh e\n"); // the id stays taken
        var message = Should.Throw<TokenizerFileException>(() => Read(damaged, merges)).Message;
        message.ShouldContain(expected);
        message.ShouldNotContain("(Parameter");
    }

    [Theory]
    [InlineData("h e\nt he\nĠ", "Line 3 of merges.txt is not two tokens with a space between them")]
    [InlineData("h e\nt he\n", "No merge makes the token 'Ġthe' (id 258). The merges are cut short")]
    [InlineData("", "No merge makes the token 'he' (id 256)")]
    [InlineData("h e\nt he\nĠ th", "Merge 3, 'Ġ' + 'th', needs the token 'th'")]
    [InlineData("h e\nh e\nt he\nĠ the", "Merge 2, 'h' + 'e', makes the same token as merge 1")]
    [InlineData("t he\nh e\nĠ the", "Merge 2, 'h' + 'e', makes token 256, and the merge before it token 257")]
    public void Read_SaysWhatIsWrong_WithTheMerges(string merges, string expected) =>
        Should.Throw<TokenizerFileException>(() => Read(Write(Tokenizer).Vocabulary, merges)).Message.ShouldContain(expected);

    [Fact]
    public void Read_RefusesMergesThatNoTrainingGives()
    {
        // "he" joins first, so "the" can never be made of "th" and "e", although all four tokens are there.
        var vocabulary = Write(new BpeTokenizer([new('h', 'e'), new('t', 'h'), new('t', 256)])).Vocabulary;
        Should.Throw<TokenizerFileException>(() => Read(vocabulary, "h e\nt h\nth e")).Message
            .ShouldContain("Merge 3, 'th' + 'e', joins tokens 257 and 101, but earlier merges leave its text as 116 and 256");
    }

    [Fact]
    public void Read_KeepsTheLimits()
    {
        var (vocabulary, merges) = Write(Tokenizer);
        Should.Throw<TokenizerFileException>(() => Read(vocabulary, merges, new TokenizerLimits { FileBytes = 1_000 })).Message.ShouldContain("vocab.json has more than 1,000 bytes (FileBytes)");
        Should.Throw<TokenizerFileException>(() => Read(vocabulary, merges, new TokenizerLimits { LargestId = 257 })).Message.ShouldContain("ids go from 0 to 257 (LargestId)");
        Should.Throw<TokenizerFileException>(() => Read(vocabulary, merges, new TokenizerLimits { TokenBytes = 3 })).Message.ShouldContain("has 4 bytes; a token may have 3 (TokenBytes)");
    }

    private static (string Vocabulary, string Merges) Write(ITokenizer tokenizer)
    {
        using MemoryStream vocabulary = new(), merges = new();
        Gpt2Files.Write(tokenizer, vocabulary, merges);
        return (Encoding.UTF8.GetString(vocabulary.ToArray()), Encoding.UTF8.GetString(merges.ToArray()));
    }

    private static ITokenizer Read(string vocabulary, string merges, TokenizerLimits? limits = null) =>
        Gpt2Files.Read(new MemoryStream(Encoding.UTF8.GetBytes(vocabulary)), new MemoryStream(Encoding.UTF8.GetBytes(merges)), "test", limits);
}
