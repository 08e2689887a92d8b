namespace LlmCourse.Runs.Specs;

/// <summary>Settings of the seeded world that writes a run's texts. Each world takes some; what is left out takes the course's own value.</summary>
public sealed record WorldSpec
{
    /// <summary>Pairs in a text: of brackets (1 to 400), or of a key and its value (1 to 26).</summary>
    public int? Pairs { get; init; }

    /// <summary>Kinds of brackets, 1 to 4.</summary>
    public int? Kinds { get; init; }

    /// <summary>Digits of an operand, 1 to 9.</summary>
    public int? Digits { get; init; }

    /// <summary>Sums and differences in a text, 1 to 30.</summary>
    public int? Lines { get; init; }

    /// <summary>1 to write results from their last digit, 0 to write them as people do.</summary>
    public int? Reversed { get; init; }

    /// <summary>Questions after the keys, 1 to 200.</summary>
    public int? Questions { get; init; }

    /// <summary>Letters of the run that comes again, 1 to 100.</summary>
    public int? Length { get; init; }

    /// <summary>How often the run comes, 2 to 9.</summary>
    public int? Rounds { get; init; }

    /// <summary>Letters of the alphabet that the run is drawn from, 1 to 26.</summary>
    public int? Letters { get; init; }

    /// <summary>What is set, by name.</summary>
    public IEnumerable<(string Name, int Value)> Given() =>
        from setting in Settings.DistinctBy(setting => setting.Name)
        let value = setting.Value(this)
        where value is not null
        select (setting.Name, value.Value);

    /// <summary>Says what cannot be in a world.</summary>
    internal void Check(CorpusKind world, Problems check)
    {
        foreach (var (name, value) in Given())
        {
            if (Settings.FirstOrDefault(setting => setting.World == world && setting.Name == name) is { } own)
            {
                check.Range($"corpus.world.{name}", value, own.Least, own.Most);
                continue;
            }

            var names = Settings.Where(setting => setting.World == world).Select(setting => setting.Name).ToList();
            check.Add($"corpus.world.{name}", $"The world '{world}' has no such setting.", names.Count == 0 ? "Take it out: this world has none." : $"It has {string.Join(", ", names)}.");
        }
    }

    // The engine has the same limits and knows nothing of runs; a test holds the two lists together.
    private static readonly Setting[] Settings =
    [
        new(CorpusKind.Brackets, "pairs", 1, 400, spec => spec.Pairs),
        new(CorpusKind.Brackets, "kinds", 1, 4, spec => spec.Kinds),
        new(CorpusKind.Arithmetic, "digits", 1, 9, spec => spec.Digits),
        new(CorpusKind.Arithmetic, "lines", 1, 30, spec => spec.Lines),
        new(CorpusKind.Arithmetic, "reversed", 0, 1, spec => spec.Reversed),
        new(CorpusKind.LookUps, "pairs", 1, 26, spec => spec.Pairs),
        new(CorpusKind.LookUps, "questions", 1, 200, spec => spec.Questions),
        new(CorpusKind.Induction, "length", 1, 100, spec => spec.Length),
        new(CorpusKind.Induction, "rounds", 2, 9, spec => spec.Rounds),
        new(CorpusKind.Induction, "letters", 1, 26, spec => spec.Letters),
    ];

    private sealed record Setting(CorpusKind World, string Name, int Least, int Most, Func<WorldSpec, int?> Value);
}
