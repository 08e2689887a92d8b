namespace LlmCourse.Llm.Corpora.Worlds;

/// <summary>
/// Settings of the synthetic worlds. Each world takes some of them (<see cref="All"/>); what is left out takes the course's
/// own value. Whatever they are, the entropy of the world is exact.
/// </summary>
public sealed record WorldSettings
{
    /// <summary>Settings by world. Limits keep the longest text under 1,000 characters: it is one document, and a model reads it whole.</summary>
    public static IReadOnlyList<WorldSetting> All { get; } =
    [
        new(WorldKind.Brackets, "pairs", 1, 400, BracketWorld.DefaultPairs, settings => settings.Pairs),
        new(WorldKind.Brackets, "kinds", 1, BracketWorld.Kinds.Length / 2, BracketWorld.DefaultKinds, settings => settings.Kinds),
        new(WorldKind.Arithmetic, "digits", 1, ArithmeticWorld.MostDigits, ArithmeticWorld.DefaultDigits, settings => settings.Digits),
        new(WorldKind.Arithmetic, "lines", 1, 30, ArithmeticWorld.DefaultLines, settings => settings.Lines),
        new(WorldKind.Arithmetic, "reversed", 0, 1, 0, settings => settings.Reversed),
        new(WorldKind.LookUps, "pairs", 1, LookUpWorld.MostPairs, LookUpWorld.DefaultPairs, settings => settings.Pairs),
        new(WorldKind.LookUps, "questions", 1, 200, LookUpWorld.DefaultQuestions, settings => settings.Questions),
        new(WorldKind.Induction, "length", 1, 100, InductionWorld.DefaultLength, settings => settings.Length),
        new(WorldKind.Induction, "rounds", 2, 9, InductionWorld.DefaultRounds, settings => settings.Rounds),
        new(WorldKind.Induction, "letters", 1, InductionWorld.MostLetters, InductionWorld.DefaultLetters, settings => settings.Letters),
    ];

    /// <summary>Pairs in a text: of brackets, or of a key and its value.</summary>
    public int? Pairs { get; init; }

    /// <summary>Kinds of brackets.</summary>
    public int? Kinds { get; init; }

    /// <summary>Digits of an operand.</summary>
    public int? Digits { get; init; }

    /// <summary>Sums and differences in a text.</summary>
    public int? Lines { get; init; }

    /// <summary>1 to write results from their last digit, 0 to write them as people do.</summary>
    public int? Reversed { get; init; }

    /// <summary>Questions after the keys.</summary>
    public int? Questions { get; init; }

    /// <summary>Letters of the run that comes again.</summary>
    public int? Length { get; init; }

    /// <summary>How often the run comes.</summary>
    public int? Rounds { get; init; }

    /// <summary>Letters of the alphabet that the run is drawn from.</summary>
    public int? Letters { get; init; }

    /// <summary>What cannot be in a world.</summary>
    public IEnumerable<SettingFault> Faults(WorldKind world)
    {
        foreach (var name in All.Where(setting => setting.Value(this) is not null).Select(setting => setting.Name).Distinct())
        {
            if (All.FirstOrDefault(setting => setting.World == world && setting.Name == name) is not { } own)
                yield return new SettingFault(name, $"The world {world} has no such setting. It has {Named(world)}.");
            else if (own.Value(this) is { } value && (value < own.Least || value > own.Most))
                yield return new SettingFault(name, $"{value} cannot be; choose from {own.Least} to {own.Most}.");
        }
    }

    private static string Named(WorldKind world)
    {
        var names = All.Where(setting => setting.World == world).Select(setting => setting.Name).ToList();
        return names.Count == 0 ? "none" : string.Join(", ", names);
    }
}

/// <summary>A setting of a world, and how far it goes.</summary>
/// <param name="World">The world that takes it.</param>
/// <param name="Name">Its name in files.</param>
/// <param name="Least">The least that can be.</param>
/// <param name="Most">The most that can be.</param>
/// <param name="Default">The course's own value.</param>
/// <param name="Value">What some settings say; null when they leave it out.</param>
public sealed record WorldSetting(WorldKind World, string Name, int Least, int Most, int Default, Func<WorldSettings, int?> Value);
