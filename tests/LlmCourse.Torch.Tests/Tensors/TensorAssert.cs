using TorchSharp;

namespace LlmCourse.Torch.Tests.Tensors;

/// <summary>Short forms for tensor tests.</summary>
internal static class TensorAssert
{
    public static float[] Floats(this torch.Tensor tensor) => tensor.@float().data<float>().ToArray();

    public static long[] Longs(this torch.Tensor tensor) => tensor.@long().data<long>().ToArray();

    public static bool[] Bools(this torch.Tensor tensor) => tensor.data<bool>().ToArray();

    public static torch.Tensor Counting(params long[] shape)
    {
        var count = shape.Aggregate(1L, (product, size) => product * size);
        return torch.arange(count, torch.float32).reshape(shape);
    }

    public static void ShouldBe(this torch.Tensor tensor, float[] expected, double tolerance = 1e-6)
    {
        var actual = tensor.Floats();
        actual.Length.ShouldBe(expected.Length);
        for (var i = 0; i < expected.Length; i++)
            actual[i].ShouldBe(expected[i], tolerance, $"element {i} of [{string.Join(", ", actual)}]");
    }
}
