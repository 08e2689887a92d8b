using System.Text;
using LlmCourse.Llm.Tokenization;

namespace LlmCourse.Llm.Tests.Tokenization;

public sealed class CharacterTokenizerTests
{
    private readonly CharacterTokenizer tokenizer = CharacterTokenizer.Train(["banana", "a 😀"]);

    [Fact]
    public void Train_NumbersCharactersByCodePoint_AfterTheSpecialTokens()
    {
        tokenizer.Characters.ShouldBe([new Rune(' '), new Rune('a'), new Rune('b'), new Rune('n'), new Rune(0x1F600)]);
        tokenizer.VocabularySize.ShouldBe(7);
        tokenizer.EndOfText.ShouldBe(0);
        tokenizer.TextOf(0).ShouldBe("<|endoftext|>");
        tokenizer.TextOf(6).ShouldBe("😀");
    }

    [Fact]
    public void Encode_GivesOneIdACharacter_AlsoBeyondTheBasicPlane() =>
        tokenizer.Encode("ban 😀").ShouldBe([4, 3, 5, 2, 6]);

    [Fact]
    public void Encode_GivesUnknown_WhenTheTextHoldsACharacterNotSeen() =>
        tokenizer.Encode("bat").ShouldBe([4, 3, tokenizer.Unknown!.Value]);

    [Fact]
    public void Encode_NeverGivesTheEndOfText_WhenTheTextSpellsItsName() =>
        CharacterTokenizer.Train(["<|endoftext|>"]).Encode("<|endoftext|>").ShouldNotContain(0);

    [Fact]
    public void Decode_GivesTheTextBack_WhenAllCharactersAreKnown() =>
        tokenizer.Decode(tokenizer.Encode("a banana 😀")).ShouldBe("a banana 😀");

    [Fact]
    public void Decode_Refuses_WhenAnIdIsNotInTheVocabulary()
    {
        var error = Should.Throw<ArgumentOutOfRangeException>(() => tokenizer.Decode([2, 7]));
        error.Message.ShouldContain("Token id 7 is not in this vocabulary; its ids go from 0 to 6.");
    }

    [Fact]
    public void Cut_NamesPlaceBytesAndUnknown()
    {
        var pieces = tokenizer.Cut("a😀z");
        pieces.Select(piece => (piece.Id, piece.Text, piece.Start, piece.Length, piece.Unknown))
            .ShouldBe([(3, "a", 0, 1, false), (6, "😀", 1, 2, false), (1, "z", 3, 1, true)]);
        pieces[1].Bytes.ToArray().ShouldBe([0xF0, 0x9F, 0x98, 0x80]);
    }
}
