using TorchSharp.Modules;
using static LlmCourse.Torch.Tests.Operators.OperatorTable;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace LlmCourse.Torch.Tests.Operators;

/// <summary>Operators that treat each element by itself.</summary>
internal static class ElementwiseOperators
{
    public static IEnumerable<KeyValuePair<string, OperatorCase>> All =>
    [
        One("neg", x => x.neg()), One("abs", x => x.abs()), One("exp", x => x.exp()), One("exp2", x => x.exp2()),
        One("expm1", x => x.expm1()), One("log", x => x.log()), One("log2", x => x.log2()), One("log10", x => x.log10()),
        One("log1p", x => x.log1p()), One("sqrt", x => x.sqrt()), One("rsqrt", x => x.rsqrt()), One("square", x => x.square()),
        One("reciprocal", x => x.reciprocal()), One("sin", x => x.sin()), One("cos", x => x.cos()), One("tan", x => x.tan()),
        One("asin", x => x.asin()), One("acos", x => x.acos()), One("atan", x => x.atan()), One("sinh", x => x.sinh()),
        One("cosh", x => x.cosh()), One("tanh", x => x.tanh()), One("sigmoid", x => x.sigmoid()), One("erf", x => x.erf()),
        One("relu", x => x.relu()), One("sign", x => x.sign()), One("floor", x => x.floor()), One("ceil", x => x.ceil()),
        One("round", x => x.round()), One("trunc", x => x.trunc()),
        One("asinh", x => x.asinh()), One("acosh", x => x.acosh()), One("atanh", x => x.atanh()), One("erfc", x => x.erfc()),
        One("to double and back", x => (x * 1).to(ScalarType.Float64).to(x.dtype)), One("remainder 0.75", x => x.remainder(0.75)),
        One("relu_", x => (x * 1).relu_()), One("gelu_", x => (x * 1).gelu_()),
        One("silu", x => F.silu(x)), One("gelu", x => F.gelu(x)), One("gelu tanh", x => F.gelu(x, GELU.Approximate.tanh)),
        One("logsigmoid", x => F.logsigmoid(x)),
        One("clamp -0.5 0.75", x => x.clamp(-0.5, 0.75)), One("clamp_min 0.1", x => x.clamp_min(0.1)), One("clamp_max 0.1", x => x.clamp_max(0.1)),
        One("pow 3", x => x.pow(3)), One("pow 0.5", x => x.pow(0.5)), One("pow -2", x => x.pow(-2)),
        One("add 1.5", x => x + 1.5), One("rsub 1.5", x => 1.5 - x), One("mul -2.5", x => x * -2.5), One("div 3", x => x / 3), One("rdiv 3", x => 3 / x),
        One("clone", x => x.clone()), One("exp_", x => x.clone().exp_()), One("mul_ 2 add_ 1", x => x.clone().mul_(2).add_(1)),

        Two("add", (a, b) => a + b), Two("sub", (a, b) => a - b), Two("mul", (a, b) => a * b), Two("div", (a, b) => a / b),
        Two("pow", (a, b) => a.pow(b)), Two("maximum", maximum), Two("minimum", minimum), Two("add alpha", (a, b) => a.add(b, alpha: 0.5)),
        Two("remainder", (a, b) => a.remainder(b)), Two("fmod", (a, b) => a.fmod(b)),
        Two("atan2", (a, b) => a.atan2(b)),
        Two("add_ twice", (a, b) => (a * 1).add_(b).add_(b)), Two("mul_", (a, b) => (a * 1).mul_(b)),
        Two("sub_", (a, b) => (a * 1).sub_(b)), Two("div_", (a, b) => (a * 1).div_(b)),
        Three("addcmul", (a, b, c) => a.addcmul(b, c, 0.5)), Three("addcdiv", (a, b, c) => a.addcdiv(b, c, 0.5)),
        Two("lerp 0.25", (a, b) => lerp(a, b, 0.25)),
        Three("where", (m, a, b) => where(m, a, b)), Two("masked_fill", (x, m) => x.masked_fill(m, 1.5)),
    ];
}
