using static TorchSharp.torch;

namespace LlmCourse.Torch.Tests.Tensors;

public class DisposeScopeTests
{
    [Fact]
    public void Scope_DisposesWhatWasMadeInIt_ButWhatWasMovedOut()
    {
        Tensor inner, kept, moved;
        using (var outer = NewDisposeScope())
        {
            using (NewDisposeScope())
            {
                inner = zeros(3);
                kept = ones(3).DetachFromDisposeScope();
                moved = ones(3).MoveToOuterDisposeScope();
            }
            inner.IsInvalid.ShouldBeTrue();
            moved.IsInvalid.ShouldBeFalse();
            outer.DisposablesCount.ShouldBe(1);
        }
        moved.IsInvalid.ShouldBeTrue();
        kept.ShouldBe([1, 1, 1]);
        Should.Throw<ObjectDisposedException>(() => inner.add(1));
    }

    [Fact]
    public void Dispose_KeepsMemory_WhileAViewLives()
    {
        var x = TensorAssert.Counting(4);
        var view = x[1..];
        x.Dispose();
        view.ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void Dispose_KeepsSavedValues_ForTheBackward()
    {
        var x = tensor(new float[] { 3 }, requires_grad: true);
        Tensor loss;
        using (NewDisposeScope())
        {
            var y = x * x;
            loss = (y * y).sum().MoveToOuterDisposeScope();
        }
        loss.backward();
        x.grad!.ShouldBe([108]);
    }
}
