using LlmCourse.Llm.Corpora.Cleaning;

namespace LlmCourse.Llm.Tests.Corpora.Cleaning;

public sealed class SharedShinglesTests
{
    private const string Left = "The old ship left the harbour at noon. Nobody waved.";
    private const string Right = "Yesterday THE OLD ship, left the harbour; at night nobody waved.";

    [Fact]
    public void Find_GivesThePlacesInBothTexts_WhateverCapitalsAndPunctuation()
    {
        var shared = SharedShingles.Find(Left, Right, shingleWords: 3);

        shared.Shingles.Select(shingle => Cut(Left, shingle.Left.ShouldHaveSingleItem())).ShouldBe(
            ["The old ship", "old ship left", "ship left the", "left the harbour", "the harbour at"]);
        shared.Shingles.Select(shingle => Cut(Right, shingle.Right.ShouldHaveSingleItem())).ShouldBe(
            ["THE OLD ship", "OLD ship, left", "ship, left the", "left the harbour", "the harbour; at"]);
        shared.Jaccard.ShouldBe(5.0 / (8 + 9 - 5));
    }

    [Fact]
    public void Find_CoversWhatIsShared_WithoutOverlap()
    {
        var shared = SharedShingles.Find(Left, Right, shingleWords: 3);
        Cut(Left, shared.Left.ShouldHaveSingleItem()).ShouldBe("The old ship left the harbour at");
        Cut(Right, shared.Right.ShouldHaveSingleItem()).ShouldBe("THE OLD ship, left the harbour; at");
    }

    [Fact]
    public void Find_GivesEveryPlace_OfAShingleThatComesTwice()
    {
        var shared = SharedShingles.Find("one two, one two", "one two three", shingleWords: 2);
        var twice = shared.Shingles.ShouldHaveSingleItem();
        twice.Left.ShouldBe([new TextRange(0, 7), new TextRange(9, 7)]);
        twice.Right.ShouldBe([new TextRange(0, 7)]);
        shared.Left.Count.ShouldBe(2);
        shared.Jaccard.ShouldBe(1.0 / 3); // one two, two one, two three
    }

    [Theory]
    [InlineData("few words", "few words", 1)]
    [InlineData("few words", "other words", 0)]
    [InlineData("", "words", 0)]
    [InlineData("", "", 1)]
    public void Find_TakesAShortTextAsOneShingle(string left, string right, double jaccard)
    {
        SharedShingles.Find(left, right).Jaccard.ShouldBe(jaccard);
        MinHash.Jaccard(new MinHash().Shingles(left), new MinHash().Shingles(right)).ShouldBe(jaccard);
    }

    private static string Cut(string text, TextRange range) => text.Substring(range.Start, range.Length);
}
