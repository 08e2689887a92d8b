namespace LlmCourse.Runs.Hub.Labs;

/// <summary>What leaks of a small benchmark, and how the corpus is cleaned afterwards.</summary>
/// <param name="Part">Part of the questions that leak, in [0, 1].</param>
/// <param name="Copies">Documents that hold each leaked question, 1 to <see cref="MostCopies"/>.</param>
/// <param name="Edits">Part of the words that each copy exchanges, in [0, 1].</param>
/// <param name="LeakWords">Words in a row that count as a leak, <see cref="PipelineLimits.LeastLeakWords"/> to <see cref="PipelineLimits.MostLeakWords"/>.</param>
/// <param name="Seed">Seed of crawl, benchmark and leak.</param>
public sealed record LeakRequest(double Part, int Copies, double Edits, int LeakWords, int Seed)
{
    /// <summary>More copies change nothing any more.</summary>
    public const int MostCopies = 10;
}

/// <summary>One model's test.</summary>
/// <param name="Corpus"><c>clean</c>, <c>leaked</c> or <c>decontaminated</c>.</param>
/// <param name="Documents">Documents that the model has counted.</param>
/// <param name="LeakyDocuments">Those among them with a planted leak.</param>
/// <param name="RightLeaked">Questions right among those that leaked.</param>
/// <param name="RightOthers">Questions right among the others.</param>
/// <param name="Picks">What the model picked for each question, from 0.</param>
public sealed record LeakTest(string Corpus, int Documents, int LeakyDocuments, int RightLeaked, int RightOthers, IReadOnlyList<int> Picks);

/// <summary>A question of the benchmark.</summary>
/// <param name="Before">Text before the gap.</param>
/// <param name="Choices">Words to choose from.</param>
/// <param name="Right">Which is right, from 0.</param>
/// <param name="After">Text after the gap.</param>
/// <param name="Leaked">Whether it leaks.</param>
public sealed record LeakQuestion(string Before, IReadOnlyList<string> Choices, int Right, string After, bool Leaked);

/// <summary>News of a leak on its way: first the questions, then a test after another.</summary>
/// <param name="Questions">The benchmark; null but in the first news.</param>
/// <param name="Test">A model that was tested; null in the first news.</param>
/// <param name="Completed">Whether this is the last news.</param>
/// <param name="Error">Why it ended early; null when all is well.</param>
public sealed record LeakNews(IReadOnlyList<LeakQuestion>? Questions, LeakTest? Test, bool Completed = false, string? Error = null);
