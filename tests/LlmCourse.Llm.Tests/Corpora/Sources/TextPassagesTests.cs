using LlmCourse.Llm.Corpora.Sources;
using LlmCourse.Llm.Corpora.Stories;

namespace LlmCourse.Llm.Tests.Corpora.Sources;

public sealed class TextPassagesTests
{
    [Fact]
    public void Cut_EndsPassagesAtBlankLines_WhereThereAreAny()
    {
        var first = new string('a', 600) + "\n\n" + new string('b', 600);
        var second = new string('c', 1_200);

        TextPassages.Cut($"{first}\r\n\r\n{second}\n\nend").ShouldBe([first, second, "end"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\r\n ")]
    public void Cut_GivesNothing_OfNothing(string text) => TextPassages.Cut(text).ShouldBeEmpty();

    [Fact]
    public void Cut_KeepsEveryLetterInOrder_AndEveryPassageShort()
    {
        var random = new SplitMix64(11);
        string[] pieces = ["word", "word", " ", " ", "\n", "\r\n", "\n\n", "\u00E9", "😀", new string('x', 900), new string('y', 5_000), "😀😀😀"];
        for (var round = 0; round < 300; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(400)).Select(_ => random.Next(40) == 0 ? random.Pick(pieces) : random.Pick(pieces[..9])));

            var passages = TextPassages.Cut(text).ToList();

            Letters(string.Concat(passages)).ShouldBe(Letters(text));
            passages.ShouldAllBe(passage => passage.Length > 0 && passage.Length <= TextPassages.MostCharacters && !char.IsLowSurrogate(passage[0]));
        }
    }

    private static string Letters(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character)));
}
