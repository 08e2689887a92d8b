using static TorchSharp.torch;

namespace LlmCourse.Torch.Tests.Tensors;

public class ViewTests
{
    [Fact]
    public void Transpose_SharesMemory_WhenWritten()
    {
        var x = TensorAssert.Counting(2, 3);
        var view = x.transpose(0, 1);
        view[2, 1] = 100f;
        x[1, 2].item<float>().ShouldBe(100f);
        view.stride().ShouldBe([1, 3]);
        view.is_contiguous().ShouldBeFalse();
    }

    [Fact]
    public void View_Throws_WhenStridesCannotReach()
    {
        var x = TensorAssert.Counting(2, 3).t();
        Should.Throw<System.Runtime.InteropServices.ExternalException>(() => x.view(6)).Message.ShouldContain("[3, 2]");
        x.reshape(6).ShouldBe([0, 3, 1, 4, 2, 5]);
    }

    [Fact]
    public void View_SharesMemory_WhenDimensionsSplitOfAStridedTensor()
    {
        var x = TensorAssert.Counting(4, 6).slice(1, 0, 4, 1);
        var view = x.view(2, 2, 2, 2);
        view.stride().ShouldBe([12, 6, 2, 1]);
        view[1, 1, 1, 1].item<float>().ShouldBe(21);
    }

    [Fact]
    public void Expand_RepeatsWithoutCopy_OnSizeOne()
    {
        var x = tensor(new float[] { 1, 2 }).unsqueeze(1).expand(2, 3);
        x.stride().ShouldBe([1, 0]);
        x.ShouldBe([1, 1, 1, 2, 2, 2]);
        Should.Throw<System.Runtime.InteropServices.ExternalException>(() => x.expand(2, 4));
    }

    [Fact]
    public void Index_GivesViews_ForSlicesAndPositions()
    {
        var x = TensorAssert.Counting(2, 3, 4);
        x[TensorIndex.Ellipsis, -1].ShouldBe([3, 7, 11, 15, 19, 23]);
        x[1, TensorIndex.Slice(0, null, 2)].shape.ShouldBe([2, 4]);
        x[0, .., 1..3].ShouldBe([1, 2, 5, 6, 9, 10]);
        x[TensorIndex.None, 0].shape.ShouldBe([1, 3, 4]);
        x[.., 1] = 0f;
        x.sum().item<float>().ShouldBe(276 - (4 + 5 + 6 + 7 + 16 + 17 + 18 + 19));
    }

    [Fact]
    public void Index_Gathers_ForTensorsAndMasks()
    {
        var x = TensorAssert.Counting(3, 4);
        x[tensor(new long[] { 2, 0, -1 })].ShouldBe([8, 9, 10, 11, 0, 1, 2, 3, 8, 9, 10, 11]);
        x[x.gt(8)].ShouldBe([9, 10, 11]);
        x[arange(3), tensor(new long[] { 1, 2, 3 })].ShouldBe([1, 6, 11]);
        x[.., TensorIndex.Tensor(tensor(new long[] { 3, 0 }))].ShouldBe([3, 0, 7, 4, 11, 8]);
        x[x.lt(5)] = -1f;
        x.sum().item<float>().ShouldBe(66 - 10 - 5);
    }

    [Fact]
    public void InPlace_HandlesOverlap_OfSourceAndTarget()
    {
        var x = TensorAssert.Counting(5);
        x.slice(0, 1, 5, 1).copy_(x.slice(0, 0, 4, 1));
        x.ShouldBe([0, 0, 1, 2, 3]);
        var y = TensorAssert.Counting(2, 2);
        y.add_(y.t());
        y.ShouldBe([0, 3, 3, 6]);
    }
}
