using TorchSharp.Kernels;

namespace LlmCourse.Torch.Tests.Kernels;

public sealed unsafe class ColumnSumTests
{
    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(16)]
    public void Sum_AddsRowsInOrder_ForAnyNumberOfColumns(int lanes)
    {
        foreach (var cols in new[] { 1, 15, 16, 63, 64, 65, 200 })
        {
            const int rows = 37;
            var x = Samples.Uniform(cols, rows * cols);
            var (y, expected) = (new float[cols], new float[cols]);
            for (var i = 0; i < x.Length; i++)
                expected[i % cols] += x[i];
            fixed (float* px = x, py = y)
                Widths.Run(lanes, (cols + 63) / 64, new ColumnSumKernel.Columns(px, py, rows, cols));
            y.ShouldBe(expected);
        }
    }
}
