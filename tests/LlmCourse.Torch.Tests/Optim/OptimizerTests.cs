using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace LlmCourse.Torch.Tests.Optim;

public class OptimizerTests
{
    [Fact]
    public void Groups_UseTheirOwnOptionsAndTheOptimizersForTheRest()
    {
        using var scope = NewDisposeScope();
        var (decayed, plain) = (Ones(), Ones());
        using var optimizer = AdamW(
            [new AdamW.ParamGroup([decayed], new AdamW.Options { weight_decay = 0.5 }), new AdamW.ParamGroup([plain], new AdamW.Options { LearningRate = 0.2 })],
            lr: 0.1, weight_decay: 0);
        optimizer.ParamGroups.Select(group => group.LearningRate).ShouldBe([0.1, 0.2]);

        (decayed * 0 + plain * 0).sum().backward();
        optimizer.step();

        decayed.item<float>().ShouldBe(0.95f, 1e-6);
        plain.item<float>().ShouldBe(1);
    }

    [Fact]
    public void Step_PassesOverParametersWithoutAGradient()
    {
        using var scope = NewDisposeScope();
        var (used, unused) = (Ones(), Ones());
        using var optimizer = AdamW([used, unused], lr: 0.1, weight_decay: 0.5);

        used.sum().backward();
        optimizer.step();
        unused.sum().backward();
        optimizer.step();

        // The second one takes its first step late: its bias correction must be that of a first step.
        unused.item<float>().ShouldBe(0.95f - 0.1f, 1e-5);
        used.item<float>().ShouldBeLessThan(0.8f);
    }

    [Fact]
    public void Step_ReturnsWhatTheClosureComputed()
    {
        using var scope = NewDisposeScope();
        var x = Ones();
        using var optimizer = SGD([x], 0.5);

        optimizer.step().ShouldBeNull();
        var loss = optimizer.step(() =>
        {
            optimizer.zero_grad();
            var value = (x * x).sum();
            value.backward();
            return value;
        });

        loss.ShouldNotBeNull().item<float>().ShouldBe(1);
        x.item<float>().ShouldBe(0);
    }

    [Fact]
    public void Step_MakesAnOlderGraphUnusable()
    {
        using var scope = NewDisposeScope();
        var x = Ones();
        using var optimizer = AdamW([x], lr: 0.1);
        var before = (x * x).sum();
        x.sum().backward();

        optimizer.step();

        Should.Throw<Exception>(() => before.backward()).Message.ShouldContain("modified by an inplace operation");
    }

    [Fact]
    public void ZeroGrad_KeepsGradientTensorsFilledWithZeros()
    {
        using var scope = NewDisposeScope();
        var x = Ones();
        using var optimizer = SGD([x], 0.5);
        x.sum().backward();

        optimizer.zero_grad();

        x.grad.ShouldNotBeNull().item<float>().ShouldBe(0);
    }

    [Fact]
    public void Constructor_RefusesImpossibleOptions()
    {
        var x = Ones();
        Should.Throw<ArgumentException>(() => AdamW([x], lr: -1)).Message.ShouldContain("-1");
        Should.Throw<ArgumentException>(() => AdamW([x], beta1: 1)).Message.ShouldContain("1");
        Should.Throw<ArgumentException>(() => Adam([x], weight_decay: double.NaN));
        Should.Throw<ArgumentException>(() => SGD([x], 0.1, nesterov: true)).Message.ShouldContain("momentum");
        Should.Throw<ArgumentException>(() => SGD([x, x], 0.1)).Message.ShouldContain("once");
    }

    [Theory]
    [InlineData("SGD")]
    [InlineData("Adam")]
    [InlineData("AdamW")]
    public void SavedState_ContinuesBitForBit(string name)
    {
        using var scope = NewDisposeScope();
        var (whole, first) = (Start(), Start());
        using var undisturbed = Make(name, whole);
        using var before = Make(name, first);
        Train(whole, undisturbed, 7);
        Train(first, before, 3);
        using var stream = new MemoryStream();
        before.save_state_dict(new BinaryWriter(stream));
        var second = new Parameter(first.detach().clone());
        using var after = Make(name, second);

        after.load_state_dict(new BinaryReader(new MemoryStream(stream.ToArray())));
        Train(second, after, 4);

        second.Equals(whole).ShouldBeTrue();
        using var copy = Make(name, new Parameter(second.detach().clone()));
        copy.load_state_dict(after.state_dict());
        copy.state_dict().State.Single().ApproximatelyEquals(after.state_dict().State.Single()).ShouldBeTrue();
    }

    [Fact]
    public void LoadStateDict_RefusesAnotherOptimizersState()
    {
        using var adam = Adam([Ones()]);
        using var larger = AdamW([Ones(), Ones()]);
        using var small = AdamW([Ones()]);
        using var stream = new MemoryStream();
        adam.save_state_dict(new BinaryWriter(stream));

        Should.Throw<InvalidDataException>(() => small.load_state_dict(new BinaryReader(new MemoryStream(stream.ToArray())))).Message.ShouldContain("Adam");
        Should.Throw<ArgumentException>(() => small.load_state_dict(larger.state_dict())).Message.ShouldContain("2");
    }

    [Fact]
    public void ClipGradNorm_ScalesAllGradientsByOneFactor()
    {
        using var scope = NewDisposeScope();
        var (x, y) = (Ones(), Ones());
        (x * 3 + y * 4).sum().backward();

        nn.utils.clip_grad_norm_([x, y], 10).ShouldBe(5, 1e-6);
        x.grad!.item<float>().ShouldBe(3);
        nn.utils.clip_grad_norm_([x, y], 1).ShouldBe(5, 1e-6);
        x.grad!.item<float>().ShouldBe(0.6f, 1e-6);
        y.grad!.item<float>().ShouldBe(0.8f, 1e-6);
        nn.utils.clip_grad_norm_([x, y], 10, double.PositiveInfinity).ShouldBe(0.8, 1e-6);
        nn.utils.clip_grad_value_([x, y], 0.7);
        y.grad!.item<float>().ShouldBe(0.7f, 1e-6);
    }

    [Fact]
    public void ClipGradNorm_ReportsWhatIsNotANumber()
    {
        using var scope = NewDisposeScope();
        var x = Ones();
        (x * double.NaN).sum().backward();

        double.IsNaN(nn.utils.clip_grad_norm_([x], 1)).ShouldBeTrue();
        nn.utils.clip_grad_norm_([Ones()], 1).ShouldBe(0);
    }

    [Fact]
    public void ParametersAndVector_AreTurnedIntoEachOther()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.Linear(3, 2);
        var vector = nn.utils.parameters_to_vector(layer.parameters());

        vector.shape.ShouldBe([8]);
        nn.utils.vector_to_parameters(arange(8, dtype: ScalarType.Float32), layer.parameters());
        layer.weight[1, 2].item<float>().ShouldBe(5);
        layer.bias![1].item<float>().ShouldBe(7);
        Should.Throw<ArgumentException>(() => nn.utils.vector_to_parameters(zeros(7), layer.parameters())).Message.ShouldContain("8");
    }

    [Fact]
    public void ReduceOnPlateau_LowersTheRateWhenAFigureStopsGettingBetter()
    {
        using var optimizer = SGD([Ones()], 1.0);
        var schedule = lr_scheduler.ReduceLROnPlateau(optimizer, patience: 1, factor: 0.5);

        foreach (var figure in new[] { 3.0, 2.0, 2.0, 2.0 })
            schedule.step(figure);

        optimizer.ParamGroups.Single().LearningRate.ShouldBe(0.5);
        Should.Throw<InvalidOperationException>(() => schedule.step());
    }

    private static Parameter Ones() => new(ones(1));

    private static Parameter Start() => new(arange(1, 41, dtype: ScalarType.Float32) / 10);

    private static OptimizerHelper Make(string name, Parameter parameter) => name switch
    {
        "SGD" => SGD([parameter], 0.01, momentum: 0.9),
        "Adam" => Adam([parameter], 0.01, weight_decay: 0.1, amsgrad: true),
        _ => AdamW([parameter], 0.01, weight_decay: 0.1),
    };

    private static void Train(Parameter parameter, Optimizer optimizer, int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            optimizer.zero_grad();
            parameter.pow(3).sum().backward();
            optimizer.step();
        }
    }
}
