using LlmCourse.Llm.Corpora.Sources;
using LlmCourse.Llm.Corpora.Stories;

namespace LlmCourse.Llm.Corpora.DirtyWeb;

/// <summary>Puts questions of a benchmark into documents, as forums and homework pages do.</summary>
public sealed record BenchmarkLeak
{
    /// <summary>Part of the questions that leak, in [0, 1]; the first ones do.</summary>
    public double Part { get; init; } = 0.5;

    /// <summary>Documents that hold each leaked question.</summary>
    public int Copies { get; init; } = 3;

    /// <summary>Part of a question's words that each copy exchanges for those of another question, in [0, 1].</summary>
    public double Edits { get; init; }

    /// <summary>How many of the questions leak.</summary>
    public int Leaked(int questions) => (int)Math.Round(Part * questions);

    /// <summary>The documents with the questions in them: each copy stands at the end of a document that is drawn.</summary>
    /// <param name="documents">Documents without leaks.</param>
    /// <param name="questions">The benchmark, its questions with equally many words.</param>
    /// <param name="seed">Decides the places and the edits.</param>
    public IReadOnlyList<RawDocument> Plant(IReadOnlyList<RawDocument> documents, IReadOnlyList<string> questions, long seed)
    {
        ArgumentNullException.ThrowIfNull(documents);
        ArgumentNullException.ThrowIfNull(questions);
        var random = new SplitMix64(unchecked((ulong)seed));
        RawDocument[] leaky = [.. documents];
        foreach (var question in questions.Take(Leaked(questions.Count)))
        {
            for (var copy = 0; copy < Copies; copy++)
            {
                ref var document = ref leaky[random.Next(leaky.Length)];
                var leak = Edited(question, questions, random);
                document = document with
                {
                    Text = $"{document.Text}\n{leak}",
                    Truth = new DocumentTruth(PlantedKind.BenchmarkLeak, "en", Planted: [.. document.Truth?.Planted ?? [], leak]),
                };
            }
        }

        return leaky;
    }

    private string Edited(string question, IReadOnlyList<string> questions, SplitMix64 random)
    {
        var words = question.Split(' ');
        for (var place = 0; place < words.Length; place++)
        {
            if (random.NextDouble() < Edits)
                words[place] = random.Pick(random.Pick(questions).Split(' '));
        }

        return string.Join(' ', words);
    }
}
