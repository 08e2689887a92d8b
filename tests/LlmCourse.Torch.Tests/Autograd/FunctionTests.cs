using System.Runtime.InteropServices;
using LlmCourse.Torch.Tests.Tensors;
using static TorchSharp.torch;

namespace LlmCourse.Torch.Tests.Autograd;

public class FunctionTests
{
    [Fact]
    public void Backward_RunsTheFunctionsOwn()
    {
        var x = tensor(new float[] { 1, -2, 3 }, requires_grad: true);

        var y = Square.apply(x);
        (y * 2).sum().backward();

        y.ShouldBe([1, 4, 9]);
        x.grad!.ShouldBe([4, -8, 12]);
    }

    [Fact]
    public void Backward_AddsUp_WhenTheFunctionIsUsedTwice()
    {
        var x = tensor(new float[] { 1, 2 }, requires_grad: true);

        (Square.apply(Square.apply(x)) + Square.apply(x)).sum().backward();

        x.grad!.ShouldBe([6, 36]); // x⁴ + x²: 4x³ + 2x
    }

    [Fact]
    public void Grad_DifferentiatesTwice_WhenTheBackwardIsMadeOfOperators()
    {
        var x = tensor(new float[] { 2 }, requires_grad: true);
        var first = autograd.grad([Square.apply(Square.apply(x)).sum()], [x], create_graph: true)[0];

        var second = autograd.grad([first.sum()], [x])[0];

        first.ShouldBe([32]);
        second.ShouldBe([48]); // x⁴: 12x²
    }

    [Fact]
    public void Apply_RecordsNothing_InNoGrad()
    {
        var x = ones(2, requires_grad: true);

        using var _ = no_grad();

        Square.apply(x).requires_grad.ShouldBeFalse();
    }

    [Fact]
    public void Apply_RecordsNothing_WhenNoArgumentWantsAGradient() =>
        Square.apply(ones(2)).requires_grad.ShouldBeFalse();

    [Fact]
    public void Backward_StillHasWhatWasSaved_WhenAScopeDisposedIt()
    {
        var x = tensor(new float[] { 3 }, requires_grad: true);
        Tensor loss;
        using (NewDisposeScope())
            loss = Square.apply(x * 2).sum().MoveToOuterDisposeScope();

        loss.backward();

        x.grad!.ShouldBe([24]);
    }

    [Fact]
    public void Backward_Throws_WhenASavedTensorChangedSince()
    {
        var x = tensor(new float[] { 3 }, requires_grad: true);
        var inner = x * 2;
        var y = Square.apply(inner);
        inner.add_(1);

        Should.Throw<ExternalException>(() => y.sum().backward()).Message.ShouldContain("saved for Square");
    }

    [Fact]
    public void Backward_ThrowsTheSecondTime_UnlessTheGraphIsRetained()
    {
        var x = tensor(new float[] { 3 }, requires_grad: true);
        var y = Square.apply(x).sum();

        y.backward(retain_graph: true);
        y.backward();

        x.grad!.ShouldBe([12]);
        Should.Throw<ExternalException>(() => y.backward());
    }

    [Fact]
    public void Apply_GivesAnArgumentReturnedAsItIs_AHistoryOfItsOwn()
    {
        var x = tensor(new float[] { 1, 2 }, requires_grad: true);

        var y = DoubledOnTheWayBack.apply(x, "two workers");
        (y.sum() + x.sum()).backward();

        y.ShouldNotBeSameAs(x);
        x.is_leaf.ShouldBeTrue();
        x.grad!.ShouldBe([3, 3]);
    }

    [Fact]
    public void ReturnedArgument_Throws_WhenItWasChangedInPlaceSince()
    {
        var inner = ones(2, requires_grad: true) * 1;
        var y = DoubledOnTheWayBack.apply(inner, "");
        inner.mul_(3);

        Should.Throw<ExternalException>(() => y.sum()).Message.ShouldContain("modified inplace");
    }

    [Fact]
    public void MultiTensorFunction_GetsZeros_ForAnOutputThatNobodyUsed()
    {
        var x = tensor(new float[] { 1, 2 }, requires_grad: true);

        SumAndDifference.apply(x, 3f)[1].sum().backward();

        x.grad!.ShouldBe([-3, -3]);
    }

    [Fact]
    public void MultiTensorFunction_TakesTheGradientsOfAllOutputs()
    {
        var x = tensor(new float[] { 1, 2 }, requires_grad: true);

        var y = SumAndDifference.apply(x, 3f);
        (y[0] * 2 + y[1]).sum().backward();

        x.grad!.ShouldBe([3, 3]);
    }

    [Fact]
    public void MarkDirty_MakesTheFunctionTheArgumentsHistory()
    {
        var x = tensor(new float[] { 1, 2 }, requires_grad: true);
        var inner = x * 1;

        var y = TripleInPlace.apply(inner);
        inner.sum().backward();

        y.ShouldBeSameAs(inner);
        inner.ShouldBe([3, 6]);
        x.grad!.ShouldBe([3, 3]);
    }

    [Fact]
    public void MarkDirty_RefusesALeaf() =>
        Should.Throw<ExternalException>(() => TripleInPlace.apply(ones(2, requires_grad: true))).Message.ShouldContain("leaf");

    [Fact]
    public void MarkNonDifferentiable_EndsTheGraph()
    {
        var x = ones(2, requires_grad: true);

        NoGradient.apply(x).requires_grad.ShouldBeFalse();
    }

    [Fact]
    public void Backward_Throws_WhenAGradientHasOtherSizes()
    {
        var y = WrongSizes.apply(ones(2, requires_grad: true));

        Should.Throw<ExternalException>(() => y.sum().backward()).Message.ShouldContain("got [3] but expected shape compatible with [2]");
    }

    [Fact]
    public void Backward_Throws_WhenGradientsAreMissing()
    {
        var y = WrongSizes.apply(ones(2, requires_grad: true), ones(1));

        Should.Throw<ExternalException>(() => y.sum().backward()).Message.ShouldContain("expected 2, got 1");
    }

    private sealed class Square : autograd.SingleTensorFunction<Square>
    {
        public override string Name => nameof(Square);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var x = (Tensor)vars[0];
            ctx.save_for_backward([x]);
            return x * x;
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) =>
            [grad_output * ctx.get_saved_variables()[0] * 2];
    }

    /// <summary>Megatron's f: nothing on the way forward, a sum over workers on the way back.</summary>
    private sealed class DoubledOnTheWayBack : autograd.SingleTensorFunction<DoubledOnTheWayBack>
    {
        public override string Name => nameof(DoubledOnTheWayBack);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars) => (Tensor)vars[0];

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) => [grad_output + grad_output, null!];
    }

    private sealed class SumAndDifference : autograd.MultiTensorFunction<SumAndDifference>
    {
        public override string Name => nameof(SumAndDifference);

        public override List<Tensor> forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var (x, factor) = ((Tensor)vars[0], (float)vars[1]);
            ctx.save_data("factor", factor);
            return [x * factor, x * -factor];
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, List<Tensor> grad_outputs)
        {
            var factor = (float)ctx.get_data("factor");
            return [grad_outputs[0] * factor - grad_outputs[1] * factor, null!];
        }
    }

    private sealed class TripleInPlace : autograd.SingleTensorFunction<TripleInPlace>
    {
        public override string Name => nameof(TripleInPlace);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var x = (Tensor)vars[0];
            ctx.mark_dirty([x]);
            return x.mul_(3);
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) => [grad_output * 3];
    }

    private sealed class NoGradient : autograd.SingleTensorFunction<NoGradient>
    {
        public override string Name => nameof(NoGradient);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var y = (Tensor)vars[0] * 2;
            ctx.mark_non_differentiable([y]);
            return y;
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) => [grad_output];
    }

    private sealed class WrongSizes : autograd.SingleTensorFunction<WrongSizes>
    {
        public override string Name => nameof(WrongSizes);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars) => (Tensor)vars[0] * 1;

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) => [ones(3)];
    }
}
