using LlmCourse.Llm.Counting;

namespace LlmCourse.Llm.Tests.Counting;

public sealed class SurpriseTests
{
    [Fact]
    public void Of_IsOneBit_ForACoinToss() => (Surprise.Of(0.5) * Surprise.BitsPerNat).ShouldBe(1, 1e-15);

    [Fact]
    public void Entropy_IsLnV_WhenAllAreEquallyLikely_AndLessOtherwise()
    {
        Surprise.Entropy(Enumerable.Repeat(1 / 49.0, 49)).ShouldBe(Math.Log(49), 1e-12);
        Surprise.Entropy([0.5, 0.25, 0.25, 0]).ShouldBe(1.5 * Math.Log(2), 1e-12);
        Surprise.Entropy([1]).ShouldBe(0);
    }

    [Fact]
    public void Perplexity_UndoesTheLogarithm() => Surprise.Perplexity(Math.Log(49)).ShouldBe(49, 1e-12);

    [Fact]
    public void Bet_SpreadsWhatIsLeft_OverAllTokens()
    {
        Bet.Distribution([], 4).ShouldBe([0.25, 0.25, 0.25, 0.25]);
        Bet.Distribution([new Stake(2, 0.5), new Stake(0, 0.3)], 4).ShouldBe([0.35, 0.05, 0.55, 0.05], 1e-12);
        Bet.Distribution([new Stake(1, 0.2), new Stake(1, 0.2)], 4)[1].ShouldBe(0.55, 1e-12); // twice on the same adds up
    }

    [Theory]
    [InlineData(0, 1.0)]
    [InlineData(0, 0.0)]
    [InlineData(4, 0.5)]
    [InlineData(-1, 0.5)]
    public void Bet_Refuses_ACertainty_AnEmptyStake_AndATokenThatIsNone(int token, double share) =>
        Should.Throw<ArgumentException>(() => Bet.Distribution([new Stake(token, share)], 4));

    [Fact]
    public void Bet_CostsLeastOnAverage_WhenItSaysWhatIsTrue()
    {
        // Among all splits of 90 % between two letters, the true one has the smallest expected surprise: the score is proper.
        double[] truth = [0.65, 0.25, 0.05, 0.05];
        double Expected(double first)
        {
            var bet = Bet.Distribution([new Stake(0, first), new Stake(1, 0.8 - first)], 4);
            return truth.Zip(bet).Sum(pair => pair.First * Surprise.Of(pair.Second));
        }

        var best = Enumerable.Range(1, 79).MinBy(percent => Expected(percent / 100.0));

        best.ShouldBe(60); // 60 % and its quarter of what is left: 65 %
        Expected(0.6).ShouldBe(Surprise.Entropy(truth), 1e-12);
    }
}
