using System.Text.Json.Serialization;

namespace LlmCourse.Llm.Models;

/// <summary>The shape of a <see cref="Gpt"/>. Everything that decides how many weights there are, and nothing else.</summary>
public sealed record GptConfig
{
    /// <summary>Tokens the model knows: rows of the embedding, columns of the logits.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>Longest context in tokens.</summary>
    public int BlockSize { get; init; } = 256;

    /// <summary>Transformer blocks.</summary>
    public int Layers { get; init; } = 4;

    /// <summary>Attention heads a block; divides <see cref="Width"/>.</summary>
    public int Heads { get; init; } = 4;

    /// <summary>Channels of the residual stream.</summary>
    public int Width { get; init; } = 128;

    /// <summary>Probability of dropping an activation while training, from 0 to below 1.</summary>
    public double Dropout { get; init; }

    /// <summary>Whether the output layer uses the token embedding's weights (Press and Wolf, 2017).</summary>
    public bool TieWeights { get; init; } = true;

    /// <summary>Channels of one attention head.</summary>
    [JsonIgnore]
    public int HeadSize => Width / Heads;

    /// <summary>Checks the shape.</summary>
    /// <exception cref="ArgumentException">A size is not positive, the heads do not divide the width, or dropout is out of range.</exception>
    public void Validate()
    {
        RequirePositive(VocabularySize, "vocabulary size", nameof(VocabularySize));
        RequirePositive(BlockSize, "block size", nameof(BlockSize));
        RequirePositive(Layers, "number of layers", nameof(Layers));
        RequirePositive(Heads, "number of heads", nameof(Heads));
        RequirePositive(Width, "width", nameof(Width));
        if (Width % Heads != 0)
            throw new ArgumentException($"{Heads} heads do not divide a width of {Width}. Choose a width that is a multiple of the heads, such as {Heads * Math.Max(1, Width / Heads)}.", nameof(Heads));
        if (Dropout is not (>= 0 and < 1))
            throw new ArgumentException($"A dropout of {Dropout} is not a probability from 0 to below 1. Use 0 to switch it off.", nameof(Dropout));
    }

    private static void RequirePositive(int value, string what, string name)
    {
        if (value <= 0)
            throw new ArgumentException($"The {what} is {value}, and a model needs at least 1.", name);
    }
}
