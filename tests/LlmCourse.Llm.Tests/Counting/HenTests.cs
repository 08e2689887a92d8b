using LlmCourse.Llm.Counting;

namespace LlmCourse.Llm.Tests.Counting;

/// <summary>The calculation that the lesson "Guess the next letter" works by hand.</summary>
public sealed class HenTests
{
    private const string Alphabet = "\u0003the n"; // the end, and the letters of the text

    private static readonly NGramCounts Hen = new([[.. "the hen then".Select(IdOf)]], Alphabet.Length, endOfText: 0, maxOrder: 2);

    [Theory]
    [InlineData('n', 3.0 / 19, (2 + (2 * 3.0 / 19)) / 5)]
    [InlineData('t', 3.0 / 19, 2 * 3.0 / 19 / 5)]
    public void Distribution_IsThatOfTheLesson_AfterAnE(char letter, double without, double after)
    {
        new NGramModel(Hen, 1).Distribution([0, IdOf('e')])[IdOf(letter)].ShouldBe(without, 1e-12);
        new NGramModel(Hen, 2).Distribution([0, IdOf('e')])[IdOf(letter)].ShouldBe(after, 1e-12);
    }

    [Fact]
    public void Surprise_IsThatOfTheLesson()
    {
        var bigram = new NGramModel(Hen, 2);

        (Surprise.Of(bigram.Probability([0, IdOf('e')], IdOf('n'))) * Surprise.BitsPerNat).ShouldBe(1.11, 0.005);
        (Surprise.Of(bigram.Probability([0, IdOf('e')], IdOf('t'))) * Surprise.BitsPerNat).ShouldBe(3.99, 0.01);
    }

    private static int IdOf(char letter) => Alphabet.IndexOf(letter);
}
