using LlmCourse.Llm.Corpora.Stories;

namespace LlmCourse.Llm.Corpora.Worlds;

/// <summary>The synthetic worlds that texts can come from.</summary>
public enum WorldKind
{
    /// <summary>Small stories with people, things and hiding places.</summary>
    Stories,

    /// <summary>Two people talking about where things are.</summary>
    Dialogues,

    /// <summary>Sums and differences.</summary>
    Arithmetic,

    /// <summary>Balanced brackets.</summary>
    Brackets,

    /// <summary>Keys with values, and questions after them.</summary>
    LookUps,

    /// <summary>Random runs that come again.</summary>
    Induction,
}

/// <summary>Makes worlds.</summary>
public static class TextWorlds
{
    /// <summary>A world with the course's own settings. Its longest text has fewer than 256 characters, so that it fits a block of 256 with its end.</summary>
    public static TextWorld Create(WorldKind kind) => kind switch
    {
        WorldKind.Stories => new StoryGrammar(),
        WorldKind.Dialogues => new DialogueWorld(),
        WorldKind.Arithmetic => new ArithmeticWorld(),
        WorldKind.Brackets => new BracketWorld(),
        WorldKind.LookUps => new LookUpWorld(),
        WorldKind.Induction => new InductionWorld(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such world."),
    };
}
