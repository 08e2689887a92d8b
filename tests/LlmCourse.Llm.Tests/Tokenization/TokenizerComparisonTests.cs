using LlmCourse.Llm.Tokenization;

namespace LlmCourse.Llm.Tests.Tokenization;

public sealed class TokenizerComparisonTests
{
    [Fact]
    public void Of_MeasuresOneTextUnderSeveralTokenizers()
    {
        // 4 characters, 8 bytes: é takes 2, 😀 takes 4 (and two UTF-16 units, which must not count).
        var comparison = TokenizerComparison.Of("b é😀", [
            ("letters", CharacterTokenizer.Train(["ab é"])),
            ("bytes", new BpeTokenizer([])),
            ("merged", new BpeTokenizer([new(' ', 0xC3), new(256, 0xA9)])),
        ]);
        comparison.Characters.ShouldBe(4);
        comparison.Bytes.ShouldBe(8);
        comparison.Tokenizers.ShouldBe(
        [
            new TokenizerFigures("letters", 6, Tokens: 4, Unknown: 1, CharactersPerToken: 1, BytesPerToken: 2, IsLossless: false),
            new TokenizerFigures("bytes", 257, Tokens: 8, Unknown: 0, CharactersPerToken: 0.5, BytesPerToken: 1, IsLossless: true),
            new TokenizerFigures("merged", 259, Tokens: 6, Unknown: 0, CharactersPerToken: 4.0 / 6, BytesPerToken: 8.0 / 6, IsLossless: true),
        ]);
    }

    [Fact]
    public void Of_GivesNoRates_ForAnEmptyText() =>
        TokenizerComparison.Of("", [("bytes", new BpeTokenizer([]))]).Tokenizers
            .ShouldBe([new TokenizerFigures("bytes", 257, 0, 0, null, null, IsLossless: true)]);

    [Fact]
    public void Of_SaysThatALoneSurrogateIsLost() =>
        TokenizerComparison.Of("a\uD800", [("bytes", new BpeTokenizer([]))]).Tokenizers.ShouldHaveSingleItem().IsLossless.ShouldBeFalse();
}
