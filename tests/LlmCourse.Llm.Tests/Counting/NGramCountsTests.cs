using LlmCourse.Llm.Counting;

namespace LlmCourse.Llm.Tests.Counting;

public sealed class NGramCountsTests
{
    private const int End = 0, T = 1, H = 2, E = 3;

    [Fact]
    public void After_HoldsWhatFollowedAContext_EndsIncluded()
    {
        var counts = new NGramCounts([[T, H, E], [H, E]], vocabularySize: 4, End, maxOrder: 3); // "the" and "he"

        counts.Tokens.ShouldBe(7);
        counts.After([])!.Total.ShouldBe(7);
        counts.After([H])!.Counts.ShouldBe(new Dictionary<int, int> { [E] = 2 });
        counts.After([End])!.Counts.ShouldBe(new Dictionary<int, int> { [T] = 1, [H] = 1 }, ignoreOrder: true);
        counts.After([H, E])!.Of(End).ShouldBe(2);
        counts.After([T, H])!.ShouldSatisfyAllConditions(seen => seen.Total.ShouldBe(1), seen => seen.Distinct.ShouldBe(1));
        counts.After([E, T]).ShouldBeNull(); // a new document does not follow the last one
        counts.ContextsOf(1).ShouldBe(4);
    }

    [Fact]
    public void Constructor_Refuses_ContextsThat64BitsCannotNumber() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new NGramCounts([], 50_257, End, maxOrder: 6)).Message.ShouldContain("5 tokens out of 50257");

    [Fact]
    public void Constructor_GivesUp_WhenCancelled() =>
        Should.Throw<OperationCanceledException>(() => new NGramCounts([[T]], 4, End, 2, new CancellationToken(canceled: true)));
}
