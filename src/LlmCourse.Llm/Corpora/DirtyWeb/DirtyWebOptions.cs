namespace LlmCourse.Llm.Corpora.DirtyWeb;

/// <summary>How much of what the generator plants, as parts of all documents; what is left over is clean.</summary>
public sealed record DirtyWebOptions
{
    /// <summary>Nothing planted at all: clean English prose only.</summary>
    public static DirtyWebOptions Pristine { get; } = new()
    {
        ForeignLanguage = 0,
        Boilerplate = 0,
        Spam = 0,
        ExactDuplicates = 0,
        NearDuplicates = 0,
        BenchmarkLeaks = 0,
        PersonalData = 0,
    };

    /// <summary>Most questions of the benchmark: they are held in memory.</summary>
    public const int MaxBenchmarkQuestions = 1_000_000;

    /// <summary>The same seed and options give the same documents for ever.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Documents in one of thirteen other languages.</summary>
    public double ForeignLanguage { get; init; } = 0.12;

    /// <summary>Menus and notices without prose.</summary>
    public double Boilerplate { get; init; } = 0.10;

    /// <summary>Advertising.</summary>
    public double Spam { get; init; } = 0.06;

    /// <summary>Word for word copies of an earlier clean document, with other spaces and capitals half of the time.</summary>
    public double ExactDuplicates { get; init; } = 0.10;

    /// <summary>Edited copies of an earlier clean document.</summary>
    public double NearDuplicates { get; init; } = 0.08;

    /// <summary>Highest part of a near duplicate's words that are edited; each copy draws its own from a fifth of it up.</summary>
    public double EditRate { get; init; } = 0.03;

    /// <summary>Documents with a benchmark question in them.</summary>
    public double BenchmarkLeaks { get; init; } = 0.02;

    /// <summary>Documents with addresses and phone numbers in them.</summary>
    public double PersonalData { get; init; } = 0.06;

    /// <summary>Questions of the benchmark that leaks are taken from.</summary>
    public int BenchmarkQuestions { get; init; } = 500;

    /// <summary>What cannot be.</summary>
    public IEnumerable<SettingFault> Faults()
    {
        (string Setting, double Part)[] parts =
        [
            ("foreignLanguage", ForeignLanguage), ("boilerplate", Boilerplate), ("spam", Spam), ("exactDuplicates", ExactDuplicates),
            ("nearDuplicates", NearDuplicates), ("benchmarkLeaks", BenchmarkLeaks), ("personalData", PersonalData),
        ];
        var sum = parts.Sum(part => part.Part);
        foreach (var (setting, part) in parts.Where(part => part.Part is not (>= 0 and <= 1)))
            yield return new SettingFault(setting, $"Every part of the dirty web lies between 0 and 1, and not at {part}.");
        if (sum > 1)
            yield return new SettingFault("", $"The parts add up to {sum:0.###}, more than the whole. Lower some of them.");
        if (EditRate is not (>= 0 and <= 0.5))
            yield return new SettingFault("editRate", $"An edit rate of {EditRate} is no near duplicate any more; take 0 to 0.5.");
        if (BenchmarkQuestions is < 1 or > MaxBenchmarkQuestions)
            yield return new SettingFault("benchmarkQuestions", $"A benchmark has 1 to {MaxBenchmarkQuestions:N0} questions, and not {BenchmarkQuestions}.");
    }

    /// <summary>Checks every setting.</summary>
    /// <exception cref="ArgumentException">A part is no part, or the parts exceed the whole.</exception>
    public void Validate() => SettingFault.ThrowIfAny(Faults());
}
