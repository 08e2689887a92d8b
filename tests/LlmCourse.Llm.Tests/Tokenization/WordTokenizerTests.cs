using FsCheck;
using FsCheck.Fluent;
using LlmCourse.Llm.Tokenization;

namespace LlmCourse.Llm.Tests.Tokenization;

public sealed class WordTokenizerTests
{
    [Theory]
    [InlineData("The cat sat.", new[] { "The", " cat", " sat", "." })]
    [InlineData("it's well-known, isn't it?", new[] { "it's", " well-known", ",", " isn't", " it", "?" })]
    [InlineData("a  b\n\nc", new[] { "a", " ", " b", "\n", "\n", "c" })]
    [InlineData("\"Hi\" -5 'tis rock'", new[] { "\"", "Hi", "\"", " ", "-", "5", " ", "'", "tis", " rock", "'" })]
    [InlineData("café é 42nd 日本", new[] { "café", " é", " 42nd", " 日本" })]
    [InlineData("😀 😀", new[] { "😀", " ", "😀" })]
    public void Cut_KeepsTheSpaceBeforeAWordAndPunctuationAlone(string text, string[] expected) =>
        WordTokenizer.Train([text], 100).Cut(text).Select(piece => piece.Text).ShouldBe(expected);

    [Fact]
    public void Train_KeepsTheMostFrequentWords_EquallyFrequentByCodePoint()
    {
        var tokenizer = WordTokenizer.Train(["b a a c", "c"], 5);
        tokenizer.Words.ShouldBe([" a", " c", "b"]);
        tokenizer.VocabularySize.ShouldBe(5);
    }

    [Fact]
    public void Encode_FlagsWordsOutsideTheVocabulary()
    {
        var tokenizer = WordTokenizer.Train(["the cat sat"], 100);
        var pieces = tokenizer.Cut("the zebra sat");
        pieces.Select(piece => piece.Unknown).ShouldBe([false, true, false]);
        pieces[1].Text.ShouldBe(" zebra");
        tokenizer.Decode(tokenizer.Encode("the zebra sat")).ShouldBe("the<|unknown|> sat");
    }

    [Fact]
    public void Train_Refuses_WhenThereIsNoRoomForAWord() =>
        Should.Throw<ArgumentOutOfRangeException>(() => WordTokenizer.Train(["a"], 2)).Message.ShouldContain("at least 3");

    [Fact]
    public void Constructor_Refuses_WhenAWordStandsTwice() =>
        Should.Throw<ArgumentException>(() => new WordTokenizer(["a", "a"])).Message.ShouldContain("'a' twice");

    [Fact]
    public void Decode_GivesTheTextBack_ForAnyTextOfKnownWords() => Prop.ForAll(RandomText.Valid, text =>
    {
        var tokenizer = WordTokenizer.Train([text], int.MaxValue);
        tokenizer.Decode(tokenizer.Encode(text)).ShouldBe(text);
        string.Concat(tokenizer.Cut(text).Select(piece => text.Substring(piece.Start, piece.Length))).ShouldBe(text);
    }).QuickCheckThrowOnFailure();
}
