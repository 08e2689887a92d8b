using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LlmCourse.Torch.Tests.Nn;

[Collection(nameof(AloneOnTheMachine))] // others draw from the process-wide generator too
public class InitTests
{
    [Fact]
    public void Normal_HasItsMeanAndDeviation()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(5);
        var x = init.normal_(empty(100, 100), 1, 0.5, generator);

        x.mean().item<float>().ShouldBe(1, 0.02);
        Deviation(x).ShouldBe(0.5f, 0.02);
    }

    [Fact]
    public void XavierAndKaiming_KeepTheVariance()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);

        Deviation(init.xavier_uniform_(empty(200, 100))).ShouldBe(MathF.Sqrt(2f / 300), 0.005);
        Deviation(init.xavier_normal_(empty(200, 100))).ShouldBe(MathF.Sqrt(2f / 300), 0.005);
        Deviation(init.kaiming_uniform_(empty(200, 100))).ShouldBe(MathF.Sqrt(2f / 100), 0.01);
        Deviation(init.kaiming_normal_(empty(200, 100), mode: init.FanInOut.FanOut)).ShouldBe(MathF.Sqrt(2f / 200), 0.01);
        init.CalculateFanInAndFanOut(empty(4, 3, 2)).ShouldBe((6, 8));
        Should.Throw<ArgumentException>(() => init.xavier_uniform_(empty(3))).Message.ShouldContain("[3]");
    }

    [Fact]
    public void Fillers_WriteIntoLeavesWithoutAGraph()
    {
        using var scope = NewDisposeScope();
        var leaf = new Parameter(empty(3, 3));

        init.eye_(leaf).sum().item<float>().ShouldBe(3);
        init.constant_(leaf, 2).sum().item<float>().ShouldBe(18);
        init.zeros_(leaf).ShouldBeSameAs(leaf);
        leaf.is_leaf.ShouldBeTrue();
        leaf.requires_grad.ShouldBeTrue();
    }

    [Fact]
    public void SameSeed_GivesTheSameModule()
    {
        using var scope = NewDisposeScope();
        manual_seed(42);
        using var first = Linear(7, 5);
        manual_seed(42);
        using var second = Linear(7, 5);

        first.weight.Equals(second.weight).ShouldBeTrue();
        first.bias!.Equals(second.bias!).ShouldBeTrue();
    }

    private static float Deviation(Tensor x) => MathF.Sqrt((x - x.mean()).square().mean().item<float>());
}
