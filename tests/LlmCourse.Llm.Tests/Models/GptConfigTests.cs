namespace LlmCourse.Llm.Tests.Models;

public sealed class GptConfigTests
{
    [Fact]
    public void Validate_NamesBothNumbers_WhenHeadsDoNotDivideTheWidth()
    {
        var config = SmallGpt.Config with { Width = 130, Heads = 4 };

        var error = Should.Throw<ArgumentException>(config.Validate);

        error.Message.ShouldContain("4 heads do not divide a width of 130");
        error.Message.ShouldContain("128");
    }

    [Theory]
    [InlineData(0, 1, 1, 0.0)]
    [InlineData(1, 0, 1, 0.0)]
    [InlineData(1, 1, -3, 0.0)]
    [InlineData(1, 1, 1, 1.0)]
    [InlineData(1, 1, 1, -0.1)]
    [InlineData(1, 1, 1, double.NaN)]
    public void Validate_Throws_WhenASizeIsImpossible(int layers, int heads, int blockSize, double dropout)
    {
        var config = SmallGpt.Config with { Layers = layers, Heads = heads, BlockSize = blockSize, Dropout = dropout };

        Should.Throw<ArgumentException>(config.Validate);
    }
}
