using System.Text.Json;
using LlmCourse.Torch.Tests.Operators;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace LlmCourse.Torch.Tests.Optim;

/// <summary>Optimizers and schedules against PyTorch's own, step for step.</summary>
public class OptimizerGoldenTests
{
    private const int Steps = 12;

    private static readonly Dictionary<string, Func<Parameter[], Optimizer>> Optimizers = new()
    {
        ["SGD"] = p => SGD(p, 0.05),
        ["SGD momentum"] = p => SGD(p, 0.05, momentum: 0.9),
        ["SGD dampening decay"] = p => SGD(p, 0.05, momentum: 0.9, dampening: 0.3, weight_decay: 0.1),
        ["SGD nesterov"] = p => SGD(p, 0.05, momentum: 0.9, nesterov: true),
        ["SGD maximize"] = p => SGD(p, 0.01, maximize: true),
        ["Adam"] = p => Adam(p, 0.05),
        ["Adam decay"] = p => Adam(p, 0.05, 0.8, 0.95, 1e-6, 0.1),
        ["Adam amsgrad"] = p => Adam(p, 0.05, amsgrad: true),
        ["AdamW"] = p => AdamW(p, 0.05),
        ["AdamW decay"] = p => AdamW(p, 0.05, 0.8, 0.95, 1e-6, 0.1),
        ["AdamW amsgrad"] = p => AdamW(p, 0.05, weight_decay: 0.1, amsgrad: true),
        ["AdamW maximize"] = p => AdamW(p, 0.01, weight_decay: 0.1, maximize: true),
    };

    private static readonly Dictionary<string, Func<Optimizer, lr_scheduler.LRScheduler>> Schedules = new()
    {
        ["StepLR"] = o => lr_scheduler.StepLR(o, 3, 0.5),
        ["MultiStepLR"] = o => lr_scheduler.MultiStepLR(o, [2, 5], 0.5),
        ["ExponentialLR"] = o => lr_scheduler.ExponentialLR(o, 0.9),
        ["ConstantLR"] = o => lr_scheduler.ConstantLR(o, 0.5, 4),
        ["LinearLR"] = o => lr_scheduler.LinearLR(o, 0.25, 0.75, 6),
        ["PolynomialLR"] = o => lr_scheduler.PolynomialLR(o, 6, 2),
        ["CosineAnnealingLR"] = o => lr_scheduler.CosineAnnealingLR(o, 5, 0.1),
        ["LambdaLR"] = o => lr_scheduler.LambdaLR(o, step => 1.0 / (1 + step)),
        ["MultiplicativeLR"] = o => lr_scheduler.MultiplicativeLR(o, step => 1 - step / 20.0),
        ["OneCycleLR"] = o => lr_scheduler.OneCycleLR(o, 2.0, 12),
        ["OneCycleLR linear three phases"] = o => lr_scheduler.OneCycleLR(o, 2.0, 12, anneal_strategy: lr_scheduler.impl.OneCycleLR.AnnealStrategy.Linear, three_phase: true),
        ["SequentialLR"] = o => lr_scheduler.SequentialLR(o, [lr_scheduler.LinearLR(o, 0.25, total_iters: 4), lr_scheduler.CosineAnnealingLR(o, 8)], [4]),
        ["ChainedScheduler"] = o => lr_scheduler.ChainedLR([lr_scheduler.ConstantLR(o, 0.1, 2), lr_scheduler.ExponentialLR(o, 0.9)]),
    };

    private static readonly JsonElement Figures =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(GoldenCase.Folder, "optimizers.json"))).RootElement;

    public static TheoryData<string, ScalarType> OptimizerNames
        => [.. Names("optimizers").SelectMany(name => new[] { (name, ScalarType.Float32), (name, ScalarType.Float64) })];

    public static TheoryData<string> ScheduleNames => [.. Names("schedules")];

    [Theory]
    [MemberData(nameof(OptimizerNames))]
    public void Step_EqualsPyTorch(string name, ScalarType type)
    {
        using var scope = NewDisposeScope();
        var x = new Parameter(OperatorRun.Tensor(Formula.Values("real", 7, 5), [5], type));
        var c = OperatorRun.Tensor(Formula.Values("real", 8, 5), [5], type);
        using var optimizer = Optimizers[name]([x]);

        for (var step = 0; step < Steps; step++)
        {
            optimizer.zero_grad();
            (x.pow(4) / 4 + x * c).sum().backward();
            optimizer.step();
        }

        var expected = Numbers(Figures.GetProperty("optimizers").GetProperty(name));
        var actual = OperatorRun.Numbers(x);
        // Twelve steps of float32 add up some 100 roundings of 6e-8.
        var tolerance = type == ScalarType.Float32 ? 1e-5 : 1e-9;
        for (var i = 0; i < expected.Length; i++)
            actual[i].ShouldBe(expected[i], tolerance * Math.Max(1, Math.Abs(expected[i])), $"{name} {type} element {i}");
    }

    [Theory]
    [MemberData(nameof(ScheduleNames))]
    public void Schedule_EqualsPyTorch(string name)
    {
        using var scope = NewDisposeScope();
        using var optimizer = SGD([new Parameter(zeros(1))], 1.0, momentum: 0.9);
        var schedule = Schedules[name](optimizer);
        var figures = Figures.GetProperty("schedules").GetProperty(name);
        var (rates, momenta) = (Numbers(figures.GetProperty("rates")), Numbers(figures.GetProperty("momenta")));

        for (var step = 0; step < Steps; step++)
        {
            var group = optimizer.ParamGroups.Single();
            group.LearningRate.ShouldBe(rates[step], 1e-9, $"{name} step {step}");
            ((IMomentum)group).Momentum.ShouldBe(momenta[step], 1e-9, $"{name} step {step}");
            if (step < Steps - 1)
                schedule.step();
        }
        schedule.get_last_lr().Single().ShouldBe(rates[^1], 1e-9);
    }

    [Fact]
    public void Tables_HaveFiguresForEveryOptimizerAndSchedule()
    {
        Optimizers.Keys.ShouldBe(Names("optimizers"));
        Schedules.Keys.ShouldBe(Names("schedules"));
    }

    private static IEnumerable<string> Names(string group) => Figures.GetProperty(group).EnumerateObject().Select(entry => entry.Name);

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetDouble())];
}
