using System.Text.Json;
using System.Text.Json.Serialization;

namespace LlmCourse.Torch.Tests.Operators;

/// <summary>One input of a case: the kind of its values, and its shape before and after it is expanded.</summary>
public sealed record GoldenInput(string Kind, long[] Shape, long[]? Expand)
{
    /// <summary>Whether the input is a real number, which may have a gradient.</summary>
    public bool IsReal => Kind != "bool" && !Kind.StartsWith("index", StringComparison.Ordinal);
}

/// <summary>What PyTorch computed in float64: the result, and the gradient of each real input (null: none flows).</summary>
public sealed record GoldenCase(string Op, GoldenInput[] Inputs, long[] Shape, double[] Result, double[]?[]? Grads)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private static readonly Lazy<ILookup<string, GoldenCase>> Cases = new(() =>
        Directory.EnumerateFiles(Path.Combine(Folder, "operators"), "*.json")
            .SelectMany(file => JsonSerializer.Deserialize<GoldenCase[]>(File.ReadAllText(file), Json)!)
            .ToLookup(golden => golden.Op));

    /// <summary>Where the figures lie beside the tests.</summary>
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "figures");

    /// <summary>All cases by operator.</summary>
    public static ILookup<string, GoldenCase> ByOperator => Cases.Value;

    /// <summary>Shapes of the inputs, for messages.</summary>
    public override string ToString()
        => $"{Op}({string.Join(", ", Inputs.Select(input => $"[{string.Join(",", input.Expand ?? input.Shape)}]"))})";
}
