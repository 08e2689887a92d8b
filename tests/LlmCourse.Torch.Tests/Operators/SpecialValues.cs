using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace LlmCourse.Torch.Tests.Operators;

/// <summary>NaN, infinities, signed zeros, subnormals and huge scores, against what PyTorch makes of them.</summary>
public class SpecialValues
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private static readonly Lazy<ILookup<string, Case>> Cases = new(() =>
        JsonSerializer.Deserialize<Case[]>(File.ReadAllText(Path.Combine(GoldenCase.Folder, "special.json")), Json)!.ToLookup(x => x.Op));

    private static readonly Dictionary<string, Func<Tensor, Tensor>> Operators = new()
    {
        ["exp"] = x => x.exp(),
        ["exp2"] = x => x.exp2(),
        ["expm1"] = x => x.expm1(),
        ["log"] = x => x.log(),
        ["log1p"] = x => x.log1p(),
        ["log2"] = x => x.log2(),
        ["sqrt"] = x => x.sqrt(),
        ["rsqrt"] = x => x.rsqrt(),
        ["reciprocal"] = x => x.reciprocal(),
        ["square"] = x => x.square(),
        ["tanh"] = x => x.tanh(),
        ["sigmoid"] = x => x.sigmoid(),
        ["erf"] = x => x.erf(),
        ["atan"] = x => x.atan(),
        ["neg"] = x => x.neg(),
        ["abs"] = x => x.abs(),
        ["floor"] = x => x.floor(),
        ["round"] = x => x.round(),
        ["trunc"] = x => x.trunc(),
        ["sign"] = x => x.sign(),
        ["relu"] = x => x.relu(),
        ["silu"] = x => F.silu(x),
        ["gelu"] = x => F.gelu(x),
        ["logsigmoid"] = x => F.logsigmoid(x),
        ["clamp"] = x => x.clamp(-1, 1),
        ["pow 2"] = x => x.pow(2),
        ["pow 0.5"] = x => x.pow(0.5),
        ["pow 0"] = x => x.pow(0),
        ["div itself"] = x => x / x,
        ["minus itself"] = x => x - x,
        ["times zero"] = x => x * 0,
        ["maximum"] = x => x.maximum(x.flip(0)),
        ["minimum"] = x => x.minimum(x.flip(0)),
        ["isnan"] = x => x.isnan(),
        ["isinf"] = x => x.isinf(),
        ["isfinite"] = x => x.isfinite(),
        ["equals itself"] = x => x.eq(x),
        ["less than one"] = x => x.lt(1),
        ["sort"] = x => x.sort().Values,
        ["sort descending"] = x => x.sort(descending: true).Values,
        ["topk"] = x => x.topk(4).values,
        ["cumsum"] = x => x.cumsum(0),
        ["sum"] = x => x.sum(),
        ["mean"] = x => x.mean(),
        ["max"] = x => x.max(),
        ["min"] = x => x.min(),
        ["argmax"] = x => x.argmax(),
        ["nan_to_num"] = x => x.nan_to_num(),
        ["median"] = x => x.median(),
        ["unique"] = x => x.narrow(0, 2, x.numel() - 2).unique().output,
        ["remainder"] = x => x.remainder(3.0),
        ["atan2"] = x => x.atan2(x.flip(0)),
        ["to int of finite"] = x => x.narrow(0, 9, 4).to(ScalarType.Int64),
        ["softmax"] = x => x.softmax(-1),
        ["log_softmax"] = x => x.log_softmax(-1),
        ["logsumexp"] = x => x.logsumexp(-1),
        ["softmax columns"] = x => x.softmax(0),
        ["amax"] = x => x.amax([-1L]),
        ["argmax rows"] = x => x.argmax(-1),
        ["cross_entropy"] = x => F.cross_entropy(x, tensor(new long[] { 0, 1, 0, 0, 1, 2 }), reduction: nn.Reduction.None),
        ["layer_norm"] = x => F.layer_norm(x, [3]),
        ["std"] = x => x.std(-1),
        ["norm"] = x => x.norm(),
    };

    public static TheoryData<string> Keys => [.. Operators.Keys];

    [Theory]
    [MemberData(nameof(Keys))]
    public void SpecialValue_BecomesWhatPyTorchMakesOfIt(string key)
    {
        using var scope = NewDisposeScope();
        foreach (var golden in Cases.Value[key])
        {
            var type = golden.Type == "float32" ? ScalarType.Float32 : ScalarType.Float64;
            foreach (var layout in Enum.GetValues<MemoryLayout>())
            {
                var input = OperatorRun.Place(OperatorRun.Tensor(golden.Input, golden.InputShape, type), layout);
                var result = Operators[key](input);
                result.shape.ShouldBe(golden.Shape);
                ShouldBeAlike(OperatorRun.Numbers(result), golden, type, layout);
            }
        }
    }

    [Fact]
    public void Table_HasFiguresForEveryOperator() => Operators.Keys.ShouldBe(Cases.Value.Select(group => group.Key), ignoreOrder: true);

    /// <summary>The same NaN and infinities; finite numbers close, or both too small for a normal number of the type.</summary>
    private static void ShouldBeAlike(double[] actual, Case golden, ScalarType type, MemoryLayout layout)
    {
        var (tolerance, smallest) = type == ScalarType.Float32 ? (1e-5, 1.2e-38) : (1e-12, 2.3e-308);
        actual.Length.ShouldBe(golden.Result.Length);
        for (var i = 0; i < actual.Length; i++)
        {
            var expected = golden.Result[i];
            var alike = double.IsFinite(expected)
                ? Math.Abs(actual[i] - expected) <= Math.Max(Math.Abs(expected) * tolerance, smallest)
                : actual[i].Equals(expected);
            alike.ShouldBeTrue(string.Create(CultureInfo.InvariantCulture, $"{golden.Op} {type} {layout}: element {i} is {actual[i]:R}, should be {expected:R}"));
        }
    }

    private sealed record Case(string Op, string Type, long[] InputShape, double[] Input, long[] Shape, double[] Result);
}
