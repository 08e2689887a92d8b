using LlmCourse.Torch.Tests.Tensors;
using static TorchSharp.torch;

namespace LlmCourse.Torch.Tests.Autograd;

public class GraphTests
{
    [Fact]
    public void Backward_Accumulates_AtLeaves()
    {
        var x = tensor(new float[] { 1, 2, 3 }, requires_grad: true);
        (x * x).sum().backward();
        x.grad!.ShouldBe([2, 4, 6]);
        (x * 3).sum().backward();
        x.grad!.ShouldBe([5, 7, 9]);
    }

    [Fact]
    public void Backward_AddsIntoTheGradient_ThatTheUserHolds()
    {
        var layer = nn.Linear(2, 1, hasBias: false);
        var x = ones(3, 2);
        layer.call(x).sum().backward();
        var held = layer.weight!.grad!;

        layer.call(x).sum().backward();

        held.ShouldBe([6, 6]);
    }

    [Fact]
    public void RetainGrad_KeepsTheGradientOfAnInnerTensor_AndAddsToIt()
    {
        var x = tensor(new float[] { 1, 2 }, requires_grad: true);
        var inner = x * 3;
        inner.retain_grad();
        var loss = (inner * inner).sum();

        loss.backward(retain_graph: true);
        inner.grad!.ShouldBe([6, 12]);
        loss.backward();

        inner.grad!.ShouldBe([12, 24]);
        x.grad!.ShouldBe([36, 72]);
    }

    [Fact]
    public void RetainGrad_KeepsEachOutputsOwn_OfAnOperatorWithSeveral()
    {
        var x = TensorAssert.Counting(4).requires_grad_();
        var parts = (x * 1).split(2);
        parts[1].retain_grad();

        (parts[0].sum() + (parts[1] * 5).sum()).backward();

        parts[1].grad!.ShouldBe([5, 5]);
        parts[0].grad.ShouldBeNull();
    }

    [Fact]
    public void RetainGrad_Throws_OutsideTheGraph() =>
        Should.Throw<System.Runtime.InteropServices.ExternalException>(() => ones(2).retain_grad());

    [Fact]
    public void Backward_SumsOverBroadcast_OnEverySide()
    {
        var a = TensorAssert.Counting(2, 1).requires_grad_();
        var b = TensorAssert.Counting(3).requires_grad_();
        (a * b).sum().backward();
        a.grad!.ShouldBe([3, 3]);
        b.grad!.ShouldBe([1, 1, 1]);
    }

    [Fact]
    public void Backward_FlowsThrough_MatMulAndSoftmax()
    {
        var x = TensorAssert.Counting(2, 3).div(10).detach().requires_grad_();
        var w = TensorAssert.Counting(3, 4).div(10).detach().requires_grad_();
        var y = x.matmul(w).softmax(-1);
        (y * y).sum().backward();
        w.grad!.shape.ShouldBe([3, 4]);
        // A softmax does not change when all scores grow alike: each row of the gradient of w sums to zero.
        w.grad!.sum(1).ShouldBe([0, 0, 0], 1e-6);
    }

    [Fact]
    public void Backward_Throws_WhenASavedTensorWasChangedInPlace()
    {
        var x = tensor(new float[] { 1, 2 }, requires_grad: true);
        var y = x.exp();
        y.add_(1);
        Should.Throw<System.Runtime.InteropServices.ExternalException>(() => y.sum().backward())
            .Message.ShouldContain("modified by an inplace operation");
    }

    [Fact]
    public void Backward_Throws_TheSecondTime()
    {
        var x = tensor(new float[] { 1, 2 }, requires_grad: true);
        var y = (x * x).sum();
        y.backward(retain_graph: true);
        y.backward();
        x.grad!.ShouldBe([4, 8]);
        Should.Throw<System.Runtime.InteropServices.ExternalException>(() => y.backward()).Message.ShouldContain("second time");
    }

    [Fact]
    public void InPlace_Throws_OnALeaf()
    {
        var x = ones(2, requires_grad: true);
        Should.Throw<System.Runtime.InteropServices.ExternalException>(() => x.add_(1)).Message.ShouldContain("leaf Variable");
        Should.Throw<System.Runtime.InteropServices.ExternalException>(() => x[0].add_(1)).Message.ShouldContain("view of a leaf");
        using (no_grad())
            x.add_(1);
        x.ShouldBe([2, 2]);
    }

    [Fact]
    public void InPlace_IsDifferentiated_ThroughAViewAndItsBase()
    {
        var x = TensorAssert.Counting(4).requires_grad_();
        var y = x * 1;
        var other = y[2..];
        y[1..3].mul_(10);
        (y.sum() + other.sum()).backward();
        x.grad!.ShouldBe([1, 10, 20, 2]);
    }

    [Fact]
    public void IndexAssignment_IsDifferentiated_ForTheAssignedValue()
    {
        var value = tensor(new float[] { 5, 6 }, requires_grad: true);
        var x = zeros(3, 2);
        x[1] = value * 2;
        (x * x).sum().backward();
        value.grad!.ShouldBe([40, 48]);
    }

    [Fact]
    public void NoGrad_RecordsNothing_InsideItsScope()
    {
        var x = ones(2, requires_grad: true);
        using (no_grad())
            (x * 2).requires_grad.ShouldBeFalse();
        (x * 2).requires_grad.ShouldBeTrue();
        (x * 2).detach().requires_grad.ShouldBeFalse();
    }

    [Fact]
    public void Grad_GivesSecondDerivatives_WithCreateGraph()
    {
        var x = tensor(new float[] { 2, 3 }, requires_grad: true);
        var first = autograd.grad([x.pow(3).sum()], [x], create_graph: true)[0];
        first.ShouldBe([12, 27]);
        var second = autograd.grad([first.sum()], [x])[0];
        second.ShouldBe([12, 18]);
        x.grad.ShouldBeNull();
    }
}
