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
    public static TextWorld Create(WorldKind kind) => Create(kind, new WorldSettings());

    /// <summary>A world with settings of its own.</summary>
    /// <exception cref="ArgumentException">The world does not take a setting, or not such a value; the message says which.</exception>
    public static TextWorld Create(WorldKind kind, WorldSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        SettingFault.ThrowIfAny(settings.Faults(kind).Select(fault => fault with { Message = $"{fault.Setting}: {fault.Message}" }));
        return kind switch
        {
            WorldKind.Stories => new StoryGrammar(),
            WorldKind.Dialogues => new DialogueWorld(),
            WorldKind.Arithmetic => new ArithmeticWorld(settings.Digits ?? ArithmeticWorld.DefaultDigits, settings.Lines ?? ArithmeticWorld.DefaultLines, settings.Reversed == 1),
            WorldKind.Brackets => new BracketWorld(settings.Pairs ?? BracketWorld.DefaultPairs, settings.Kinds ?? BracketWorld.DefaultKinds),
            WorldKind.LookUps => new LookUpWorld(settings.Pairs ?? LookUpWorld.DefaultPairs, settings.Questions ?? LookUpWorld.DefaultQuestions),
            WorldKind.Induction => new InductionWorld(settings.Length ?? InductionWorld.DefaultLength, settings.Rounds ?? InductionWorld.DefaultRounds, settings.Letters ?? InductionWorld.DefaultLetters),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such world."),
        };
    }
}
