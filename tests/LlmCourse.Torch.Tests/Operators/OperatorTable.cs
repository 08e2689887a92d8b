using static TorchSharp.torch;

namespace LlmCourse.Torch.Tests.Operators;

/// <summary>All operators of the suite by the key that the golden scripts use.</summary>
public static class OperatorTable
{
    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorCase> All { get; } = new Dictionary<string, OperatorCase>(
        [.. ElementwiseOperators.All, .. ReductionOperators.All, .. MatrixOperators.All, .. ViewOperators.All, .. IndexingOperators.All, .. NetworkOperators.All],
        StringComparer.Ordinal);

    internal static KeyValuePair<string, OperatorCase> One(string key, Func<Tensor, Tensor> invoke, double single = OperatorCase.UsualSingle, string why = "")
        => new(key, new(inputs => invoke(inputs[0]), single, why));

    internal static KeyValuePair<string, OperatorCase> Two(string key, Func<Tensor, Tensor, Tensor> invoke, double single = OperatorCase.UsualSingle, string why = "")
        => new(key, new(inputs => invoke(inputs[0], inputs[1]), single, why));

    internal static KeyValuePair<string, OperatorCase> Three(string key, Func<Tensor, Tensor, Tensor, Tensor> invoke, double single = OperatorCase.UsualSingle, string why = "")
        => new(key, new(inputs => invoke(inputs[0], inputs[1], inputs[2]), single, why));
}
