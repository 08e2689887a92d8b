using System.Globalization;
using LlmCourse.Runs.Specs;

namespace LlmCourse.Web.Components.Tokens;

/// <summary>A tokenizer that may take part in a duel.</summary>
/// <param name="Name">In the address.</param>
/// <param name="Title">On the page.</param>
/// <param name="Spec">In the run.</param>
internal sealed record DuelTokenizer(string Name, string Title, TokenizerSpec Spec)
{
    public static IReadOnlyList<DuelTokenizer> All { get; } =
    [
        new("characters", "Characters", new TokenizerSpec { Kind = TokenizerKind.Character }),
        .. new[] { 300, 400, 512, 700 }.Select(size => new DuelTokenizer(
            $"bpe-{size.ToString(CultureInfo.InvariantCulture)}",
            $"BPE {size.ToString(CultureInfo.InvariantCulture)}",
            new TokenizerSpec { Kind = TokenizerKind.Bpe, VocabularySize = size })),
    ];

    /// <summary>The one that a run reads with; null for a run of another kind.</summary>
    public static DuelTokenizer? Of(TokenizerSpec spec) =>
        All.FirstOrDefault(tokenizer => tokenizer.Spec.Kind == spec.Kind && (spec.Kind == TokenizerKind.Character || tokenizer.Spec.VocabularySize == spec.VocabularySize));
}

/// <summary>How much each side of a duel may spend.</summary>
/// <param name="Name">In the address.</param>
/// <param name="Title">On the page.</param>
/// <param name="Operations">Floating point operations.</param>
internal sealed record DuelPower(string Name, string Title, double Operations)
{
    public static IReadOnlyList<DuelPower> All { get; } =
    [
        new("small", "200 billion", 2e11),
        new("medium", "500 billion", 5e11),
        new("large", "1,500 billion", 1.5e12),
    ];
}
