using LlmCourse.Llm.Generation;

namespace LlmCourse.Llm.Tests.Generation;

public sealed class ContextWindowTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(64)]
    public void Start_KeepsMoreThanHalfABlock_AndNeverMoreThanOne(int blockSize)
    {
        for (var length = 1; length < 5 * blockSize; length++)
        {
            var read = length - ContextWindow.Start(length, blockSize);

            read.ShouldBeLessThanOrEqualTo(blockSize);
            read.ShouldBeGreaterThan(Math.Min(length, blockSize) / 2 - 1);
            read.ShouldBeGreaterThan(0);
        }
    }

    [Fact]
    public void Start_MovesOnceInHalfABlock()
    {
        var moves = Enumerable.Range(1, 1000).Select(length => ContextWindow.Start(length, 64)).Distinct().Count();

        moves.ShouldBe(1 + (1000 - 64 + 31) / 32);
    }
}
