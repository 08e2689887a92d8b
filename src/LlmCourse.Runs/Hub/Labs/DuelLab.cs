using LlmCourse.Runs.Specs;

namespace LlmCourse.Runs.Hub.Labs;

/// <summary>Asks for two runs that spend the same computing power and differ in nothing but how they read.</summary>
/// <param name="First">Tokenizer of the first run.</param>
/// <param name="Second">Tokenizer of the second run.</param>
/// <param name="Operations">Floating point operations that each may spend on training, from <see cref="LeastOperations"/> to <see cref="MostOperations"/>.</param>
public sealed record DuelRequest(TokenizerSpec First, TokenizerSpec Second, double Operations)
{
    /// <summary>Below this a model has hardly begun to learn.</summary>
    public const double LeastOperations = 5e10;

    /// <summary>Above this a learner on a laptop waits for minutes.</summary>
    public const double MostOperations = 5e12;

    /// <summary>256 bytes, the end of text, and one merge.</summary>
    public const int LeastVocabulary = 258;

    /// <summary>The stories hold no more pairs that stand there twice.</summary>
    public const int MostVocabulary = 1_024;
}

/// <summary>Two runs to submit.</summary>
/// <param name="Sides">First and second; empty when there is an error.</param>
/// <param name="Error">Why there is no plan, and what to do; null when there is one.</param>
public sealed record DuelPlan(IReadOnlyList<DuelSide> Sides, string? Error = null);

/// <summary>One run of a duel, counted out before it starts.</summary>
/// <param name="Spec">The run.</param>
/// <param name="VocabularySize">Tokens that its tokenizer learnt.</param>
/// <param name="TokensPerStory">Tokens that a story takes on average, end mark included.</param>
/// <param name="Stories">Stories that it will read; one read twice counts twice.</param>
/// <param name="Operations">Floating point operations of all its steps.</param>
public sealed record DuelSide(RunSpec Spec, int VocabularySize, double TokensPerStory, long Stories, double Operations);
