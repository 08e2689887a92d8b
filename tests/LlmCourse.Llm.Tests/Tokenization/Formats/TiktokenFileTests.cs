using System.Text;
using LlmCourse.Llm.Tokenization;
using LlmCourse.Llm.Tokenization.Formats;

namespace LlmCourse.Llm.Tests.Tokenization.Formats;

public sealed class TiktokenFileTests
{
    private static readonly string Bytes = string.Concat(Enumerable.Range(0, 256).Select(value => $"{Convert.ToBase64String([(byte)value])} {value}\n"));

    [Fact]
    public void Write_GivesALineForEachRank()
    {
        using var file = new MemoryStream();
        TiktokenFile.Write(new BpeTokenizer([new('h', 'i')]), file);
        Encoding.UTF8.GetString(file.ToArray()).ShouldBe(Bytes + "aGk= 256\n");
    }

    [Fact]
    public void Read_TakesTheRuleAndTheSpecialTokensThatItIsGiven()
    {
        var specials = new Dictionary<string, int> { [SpecialTokens.EndOfText] = 300, ["<|mark|>"] = 256 };
        var tokenizer = TiktokenFile.Read(Stream(Bytes + "MTIz 257\r\n"), "mine", SplitRule.Cl100k, specials);
        tokenizer.Name.ShouldBe("mine");
        tokenizer.Encode("1234").ShouldBe([257, '4']); // cl100k takes three digits at a time
        tokenizer.Encode("<|mark|>", allowed: ["<|mark|>"], disallowed: []).ShouldBe([256]);
        tokenizer.EndOfText.ShouldBe(300);
        TiktokenFile.Read(Stream(Bytes), "mine", SplitRule.Gpt2).EndOfText.ShouldBe(256);
    }

    [Theory]
    [InlineData("", "holds nothing")]
    [InlineData("aGk=", "line 1 is not a token in base64, a space and a rank")]
    [InlineData("aGk= x", "line 1 is not a token")]
    [InlineData("aGk= -1", "line 1 is not a token")]
    [InlineData("aGk= 2000001", "a rank up to 2,000,000 (LargestId)")]
    [InlineData("aG= 0", "the token in line 1 is not base64")]
    [InlineData(" 0", "the token in line 1 has 0 bytes")]
    [InlineData("aGk= 0\naGk= 0", "line 2 gives the rank 0 a second time")]
    [InlineData("aGk= 0\naGk= 1", "Tokens 0 and 1 have the same bytes")]
    [InlineData("aGk= 0\naGo= 2", "There is no token of the id 1, though ids go on to 2")]
    [InlineData("aGk= 0", "no token for the byte 0")]
    public void Read_SaysWhatIsWrong_AndWhere(string text, string expected) =>
        Should.Throw<TokenizerFileException>(() => TiktokenFile.Read(Stream(text), "damaged", SplitRule.Gpt2)).Message.ShouldContain(expected);

    [Fact]
    public void Read_KeepsTheLimits() =>
        Should.Throw<TokenizerFileException>(() => TiktokenFile.Read(Stream(Bytes), "large", SplitRule.Gpt2, limits: new TokenizerLimits { FileBytes = 500 })).Message
            .ShouldContain("more than 500 bytes (FileBytes)");

    [Fact]
    public void PublishedVocabulary_IsRefused_WhenItsFileIsCutShort()
    {
        var folder = Directory.CreateTempSubdirectory("llmcourse-published-");
        try
        {
            var lines = File.ReadAllLines(Path.Combine(PublishedVocabularies.DefaultFolder, "gpt2.tiktoken"));
            File.WriteAllLines(Path.Combine(folder.FullName, "gpt2.tiktoken"), lines[..40_000]);
            Should.Throw<TokenizerFileException>(() => new PublishedVocabularies(folder.FullName).Read("gpt2")).Message.ShouldContain("has 40,000 tokens instead of 50,256");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static MemoryStream Stream(string text) => new(Encoding.ASCII.GetBytes(text));
}
