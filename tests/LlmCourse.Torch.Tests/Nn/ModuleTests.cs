using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LlmCourse.Torch.Tests.Nn;

public class ModuleTests
{
    [Fact]
    public void NamedParameters_FollowFieldsThenSubmodules()
    {
        using var net = new Net();

        net.named_parameters().Select(entry => entry.name).ShouldBe(
            ["scale", "first.weight", "first.bias", "blocks.0.weight", "blocks.0.bias", "blocks.1.weight", "blocks.1.bias", "norm.weight", "norm.bias"]);
        net.parameters(recurse: false).Single().ShouldBeSameAs(net.Scale);
    }

    [Fact]
    public void NamedModules_ListChildrenBeforeGrandchildren()
    {
        using var net = new Net();

        net.named_children().Select(child => child.name).ShouldBe(["first", "blocks", "norm"]);
        net.named_modules().Select(child => child.name).ShouldBe(["first", "blocks", "norm", "blocks.0", "blocks.1"]);
    }

    [Fact]
    public void NamedBuffers_LeaveOutNonpersistentOnesOnRequest()
    {
        using var net = new Net();
        net.register_buffer("scratch", zeros(1), persistent: false);

        net.named_buffers().Select(entry => entry.name).ShouldBe(["steps", "scratch"]);
        net.named_buffers(include_nonpersistent: false).Select(entry => entry.name).ShouldBe(["steps"]);
        net.state_dict().Keys.ShouldNotContain("scratch");
    }

    [Fact]
    public void SharedParameter_IsListedOnceAndSavedUnderEachName()
    {
        using var net = Sequential(("a", Linear(3, 3, hasBias: false)), ("b", Linear(3, 3, hasBias: false)));
        ((Linear)net[1]).weight = ((Linear)net[0]).weight;

        net.parameters().Count().ShouldBe(1);
        net.state_dict().Keys.ShouldBe(["a.weight", "b.weight"]);
        net.state_dict()["b.weight"].ShouldBeSameAs(net.state_dict()["a.weight"]);
    }

    [Fact]
    public void Train_ReachesEveryModuleBelow()
    {
        using var net = new Net();
        net.training.ShouldBeTrue();

        net.eval();
        net.modules().ShouldAllBe(module => !module.training);
        net.train();
        net.modules().ShouldAllBe(module => module.training);
    }

    [Fact]
    public void Apply_VisitsChildrenBeforeTheirParent()
    {
        using var net = new Net();
        var seen = new List<string>();

        net.apply(module => seen.Add(module.GetName()));

        seen.ShouldBe(["Linear", "Linear", "Linear", "ModuleList", "LayerNorm", "Net"]);
    }

    [Fact]
    public void ZeroGrad_ForgetsOrZeroesGradients()
    {
        using var scope = NewDisposeScope();
        using var layer = Linear(2, 1);
        layer.call(ones(1, 2)).sum().backward();

        layer.zero_grad(set_to_none: false);
        layer.weight.grad.ShouldNotBeNull().abs().sum().item<float>().ShouldBe(0);
        layer.zero_grad();
        layer.weight.grad.ShouldBeNull();
    }

    [Fact]
    public void GetParameter_FindsDottedNames()
    {
        using var net = new Net();

        net.get_parameter("blocks.1.bias").ShouldBeSameAs(net.Blocks[1].bias);
        net.has_parameter("blocks.2.bias").ShouldBeFalse();
        net.get_buffer("steps").ShouldNotBeNull();
        net.has_buffer("scale").ShouldBeFalse();
    }

    [Fact]
    public void RegisterModule_RefusesBadAndTakenNames()
    {
        using var net = new Net();
        using var other = Identity();

        Should.Throw<ArgumentException>(() => net.register_module("a.b", other)).Message.ShouldContain("a.b");
        Should.Throw<ArgumentException>(() => net.register_module("", other));
        Should.Throw<InvalidOperationException>(() => net.register_module("norm", other)).Message.ShouldContain("norm");
        Should.Throw<InvalidOperationException>(() => net.register_parameter("scale", new Parameter(zeros(1))));
        Should.Throw<InvalidOperationException>(() => other.register_parameter("weight", new Parameter(zeros(1))));
    }

    [Fact]
    public void Hooks_SeeAndReplaceInputAndResult()
    {
        using var scope = NewDisposeScope();
        using var layer = Identity();
        var calls = new List<string>();
        var before = layer.register_forward_pre_hook((_, input) => input + 1);
        layer.register_forward_hook((_, _, result) => result * 10);
        layer.register_forward_pre_hook(module => calls.Add(module.GetName()));

        layer.call(ones(1)).item<float>().ShouldBe(20);
        before.remove();
        layer.call(ones(1)).item<float>().ShouldBe(10);
        calls.Count.ShouldBe(2);
    }

    [Fact]
    public void Parameters_OutliveTheScopeTheyWereMadeIn()
    {
        Linear layer;
        using (NewDisposeScope())
            layer = Linear(2, 2);

        using (layer)
            layer.weight.sum().shape.ShouldBeEmpty();
    }

    [Fact]
    public void Dispose_FreesAllTensors()
    {
        var net = new Net();
        var tensors = net.parameters().Concat(net.buffers()).ToList();

        net.Dispose();
        net.Dispose();

        tensors.ShouldAllBe(tensor => tensor.IsInvalid);
    }

    [Fact]
    public void To_ConvertsParametersGradientsAndFields()
    {
        using var scope = NewDisposeScope();
        using var net = new Net();
        net.first.call(ones(1, 2)).sum().backward();

        net.to(ScalarType.Float64).ShouldBeSameAs(net);

        net.parameters().ShouldAllBe(parameter => parameter.dtype == ScalarType.Float64 && parameter.requires_grad && parameter.is_leaf);
        net.Scale.dtype.ShouldBe(ScalarType.Float64);
        net.get_parameter("scale").ShouldBeSameAs(net.Scale);
        net.first.weight.grad.ShouldNotBeNull().dtype.ShouldBe(ScalarType.Float64);
        net.get_buffer("steps")!.dtype.ShouldBe(ScalarType.Int64); // whole numbers stay whole
        Should.Throw<ArgumentException>(() => net.to(ScalarType.Int32)).Message.ShouldContain("Int32");
    }

    internal sealed class Net : Module<Tensor, Tensor>
    {
        public readonly Linear first = Linear(2, 3);
        private readonly Parameter scale = new(ones(1));
        private readonly Tensor steps = zeros(1, dtype: ScalarType.Int64);
        private readonly ModuleList<Linear> blocks = ModuleList(Linear(3, 3), Linear(3, 3));
        private readonly LayerNorm norm = LayerNorm(3);

        public Net() : base(nameof(Net)) => RegisterComponents();

        public Parameter Scale => scale;

        public ModuleList<Linear> Blocks => blocks;

        public override Tensor forward(Tensor input)
        {
            var x = first.call(input);
            foreach (var block in blocks)
                x = block.call(x);
            return norm.call(x) * scale + steps;
        }
    }
}
