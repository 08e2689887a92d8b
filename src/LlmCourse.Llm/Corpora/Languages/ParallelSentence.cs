namespace LlmCourse.Llm.Corpora.Languages;

/// <summary>One sentence that says the same in every language.</summary>
/// <param name="Code">ISO 639-1 code.</param>
/// <param name="Name">The language's name in English.</param>
/// <param name="OwnName">Its own name.</param>
/// <param name="Text">The sentence.</param>
public sealed record ParallelSentence(string Code, string Name, string OwnName, string Text)
{
    private static readonly Lazy<IReadOnlyList<ParallelSentence>> Sentences = new(Read);

    /// <summary>The sentence in every language that the course has it in; English comes first.</summary>
    public static IReadOnlyList<ParallelSentence> All => Sentences.Value;

    private static ParallelSentence[] Read()
    {
        using var stream = typeof(ParallelSentence).Assembly.GetManifestResourceStream("sentence.txt")
            ?? throw new InvalidOperationException("sentence.txt is not in this assembly.");
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n')
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(parts => new ParallelSentence(parts[0], parts[1], parts[2], parts[3]))];
    }
}
