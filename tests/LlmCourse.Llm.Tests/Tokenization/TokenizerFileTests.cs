using System.Text;
using LlmCourse.Llm.Tokenization;

namespace LlmCourse.Llm.Tests.Tokenization;

public sealed class TokenizerFileTests
{
    public static TheoryData<ITokenizer> Tokenizers { get; } =
    [
        CharacterTokenizer.Train(["a <b> & \"c\" 😀\n"]),
        WordTokenizer.Train(["the cat's \"hat\" & 日本"], 50),
        BpeTokenizer.Train(["banana banana 日本 日本"], 270),
    ];

    [Theory]
    [MemberData(nameof(Tokenizers))]
    public void Read_GivesAnEqualTokenizer_FromWhatWasWritten(ITokenizer tokenizer)
    {
        using var file = new MemoryStream();
        TokenizerFile.Write(tokenizer, file);
        file.Position = 0;
        var read = TokenizerFile.Read(file);
        read.Kind.ShouldBe(tokenizer.Kind);
        read.VocabularySize.ShouldBe(tokenizer.VocabularySize);
        read.EndOfText.ShouldBe(tokenizer.EndOfText);
        Enumerable.Range(0, read.VocabularySize).Select(read.TextOf)
            .ShouldBe(Enumerable.Range(0, tokenizer.VocabularySize).Select(tokenizer.TextOf));
        read.Encode("banana cat's 日本").ShouldBe(tokenizer.Encode("banana cat's 日本"));
        TokenizerFile.Fingerprint(read).ShouldBe(TokenizerFile.Fingerprint(tokenizer));
    }

    [Fact]
    public void Fingerprint_Differs_WhenTheCutDiffers()
    {
        string[] fingerprints =
        [
            TokenizerFile.Fingerprint(new BpeTokenizer([])),
            TokenizerFile.Fingerprint(new BpeTokenizer([new('a', 'b')])),
            TokenizerFile.Fingerprint(new BpeTokenizer([new('b', 'a')])),
            TokenizerFile.Fingerprint(new WordTokenizer(["a", "b"])),
            TokenizerFile.Fingerprint(new WordTokenizer(["b", "a"])),
            TokenizerFile.Fingerprint(CharacterTokenizer.Train(["ab"])),
        ];
        fingerprints.ShouldBeUnique();
        fingerprints.ShouldAllBe(fingerprint => fingerprint.Length == 64);
        TokenizerFile.Fingerprint(CharacterTokenizer.Train(["ba"])).ShouldBe(fingerprints[^1]);
    }

    [Theory]
    [InlineData("", "damaged one")]
    [InlineData("null", "holds nothing")]
    [InlineData("{}", "its format is ''")]
    [InlineData("""{"format":"other"}""", "its format is 'other'")]
    [InlineData("""{"format":"llmcourse-tokenizer","version":2,"kind":"bpe"}""", "has version 2")]
    [InlineData("""{"format":"llmcourse-tokenizer","version":1,"kind":"syllable"}""", "kind 'syllable'")]
    [InlineData("""{"format":"llmcourse-tokenizer","version":1,"kind":"word"}""", "needs its vocabulary")]
    [InlineData("""{"format":"llmcourse-tokenizer","version":1,"kind":"bpe","pieces":"magic","merges":[]}""", "rule 'magic'")]
    [InlineData("""{"format":"llmcourse-tokenizer","version":1,"kind":"bpe","pieces":"gpt2","merges":[[97]]}""", "names 1")]
    [InlineData("""{"format":"llmcourse-tokenizer","version":1,"kind":"bpe","pieces":"gpt2","merges":[[97,400]]}""", "only ids below 256")]
    [InlineData("""{"format":"llmcourse-tokenizer","version":1,"kind":"word","words":["a","a"]}""", "twice")]
    [InlineData("""{"format":"llmcourse-tokenizer","version":1,"kind":"character","characters":["ab"]}""", "not one character")]
    [InlineData("""{"format":"llmcourse-tokenizer","version":1,"kind":"word","words":["a"],"words":["b"]}""", "goes wrong at line 1")]
    [InlineData("""{"format":"llmcourse-tokenizer","version":1,"kind":"bpe","pieces":"gpt2","merges":[null]}""", "names 0")]
    [InlineData("""{"format":"llmcourse-tokenizer","version":1,"kind":"bpe","pieces":"cl100k","merges":[]}""", "rule 'cl100k'")]
    [InlineData("""{"format":"llmcourse-tokenizer","version":1,"kind":"ranks","pieces":"o300k","tokens":[],"specials":{}}""", "rule 'o300k'")]
    [InlineData("""{"format":"llmcourse-tokenizer","version":1,"kind":"ranks","pieces":"o200k","tokens":[]}""", "needs its vocabulary")]
    [InlineData("""{"format":"llmcourse-tokenizer","version":1,"kind":"ranks","pieces":"o200k","tokens":["?"],"specials":{}}""", "is damaged. The input is not a valid Base-64")]
    [InlineData("""{"format":"llmcourse-tokenizer","version":1,"kind":"ranks","pieces":"o200k","tokens":["YQ=="],"specials":{}}""", "no token for the byte 0")]
    [InlineData("{\"format\":\"llmcourse-tokenizer\",\n\"version\":1,\"kind\":\"wo", "at line 2")]
    public void Read_SaysWhy_WhenTheFileIsNoTokenizer(string json, string expected) =>
        Should.Throw<TokenizerFileException>(() => TokenizerFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(json))))
            .Message.ShouldContain(expected);
}
