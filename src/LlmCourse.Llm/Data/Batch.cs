using static TorchSharp.torch;

namespace LlmCourse.Llm.Data;

/// <summary>Sequences a model reads in one step, and the token that follows each position.</summary>
/// <param name="Inputs">Token ids, int64 <c>[batch, time]</c>.</param>
/// <param name="Targets">The next token's id at every position, int64 <c>[batch, time]</c>; <see cref="Padding"/> where nothing follows.</param>
/// <param name="Tokens">Targets that count: positions without padding.</param>
public sealed record Batch(Tensor Inputs, Tensor Targets, int Tokens) : IDisposable
{
    /// <summary>Target of a position that is only there to fill the row; cross-entropy leaves it out.</summary>
    public const long Padding = -100;

    /// <summary>Gives both tensors back.</summary>
    public void Dispose()
    {
        Inputs.Dispose();
        Targets.Dispose();
    }
}
