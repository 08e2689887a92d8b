using System.Diagnostics;
using System.Globalization;
using LlmCourse.Llm.Corpora.DirtyWeb;
using LlmCourse.Llm.Corpora.Languages;
using LlmCourse.Llm.Corpora.Pipelines;
using LlmCourse.Llm.Corpora.Sources;
using LlmCourse.Llm.Corpora.Stories;

namespace LlmCourse.Benchmarks;

/// <summary>Dirty web through all stages: speed of each, memory, and hits and misses against the planted truth. There is no peer.</summary>
internal static class PipelineBenchmark
{
    private const int SentencesPerLanguage = 2_000;
    private const int ShortestSentence = 40;
    private const int LeakWords = 13;

    public static IEnumerable<Result> Run(double megabytes)
    {
        var folder = Directory.CreateTempSubdirectory("llmcourse-benchmark-");
        try
        {
            var spec = new PipelineSpec
            {
                Source = new SourceSpec { DirtyWeb = new DirtyWebOptions { Seed = 42 }, Megabytes = megabytes },
                Stages =
                [
                    new StageSpec { Language = new() }, new StageSpec { Quality = new() }, new StageSpec { ExactDuplicates = new() },
                    new StageSpec { NearDuplicates = new() }, new StageSpec { Decontamination = new() }, new StageSpec { PersonalData = new() },
                ],
            };
            var start = Stopwatch.GetTimestamp();
            var report = new Pipeline().RunAsync(spec, folder.FullName).GetAwaiter().GetResult();
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            using var process = Process.GetCurrentProcess();
            Tell($"{report.Stages[0].In.Bytes / 1e6:F1} MB in {report.Stages[0].In.Documents} documents: {seconds:F1} s in all, {process.TotalProcessorTime.TotalSeconds:F1} s of processor, peak memory {process.PeakWorkingSet64 / 1e6:F0} MB");
            Tell($"language accuracy on sentences of more than {ShortestSentence} characters: {LanguageAccuracy():P2}");
            foreach (var stage in report.Stages)
                Tell($"{stage.Stage}: {Worth(FilterScore.Of(stage)!)}; dropped {string.Join(", ", stage.Truth.OrderBy(kind => kind.Key).Select(kind => $"{kind.Key} {kind.Value.Dropped}/{kind.Value.In}"))}");
            Tell($"documents left with {LeakWords} words in a row of a planted question: {LeaksLeft(report.Output, new DirtyWebGenerator(spec.Source.DirtyWeb).Benchmark).GetAwaiter().GetResult()}");
            return [.. report.Stages.Select(stage => new Result("pipeline", stage.Stage, 1, stage.Seconds, null, stage.In.Bytes / 1e6, "MB/s"))];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Worth(FilterScore score) => string.Create(CultureInfo.InvariantCulture, $"recall {score.Recall:P2}, precision {score.Precision:P2}");

    private static double LanguageAccuracy()
    {
        var identifier = LanguageIdentifier.Train();
        var random = new SplitMix64(2026);
        var sentences = WorldLanguages.All
            .SelectMany(language => Enumerable.Range(0, SentencesPerLanguage).Select(_ => (language.Code, Text: language.Web.Sentence(random))))
            .Where(sentence => sentence.Text.Length > ShortestSentence)
            .ToList();
        return (double)sentences.Count(sentence => identifier.Identify(sentence.Text).Code == sentence.Code) / sentences.Count;
    }

    /// <summary>Looks for runs of words as texts, and so without the hashes that the filter trusts.</summary>
    private static async Task<int> LeaksLeft(string output, IReadOnlyList<string> benchmark)
    {
        var runs = new HashSet<string>();
        foreach (var question in benchmark)
        {
            foreach (var (text, run) in Runs(question))
                runs.Add(text[run]);
        }

        var left = 0;
        var sought = runs.GetAlternateLookup<ReadOnlySpan<char>>();
        await foreach (var document in new DocumentFiles().ReadAsync(output))
            left += Runs(document.Text).Any(place => sought.Contains(place.Text.AsSpan(place.Run))) ? 1 : 0;
        return left;
    }

    /// <summary>A text as words with single spaces, and where each run of them stands.</summary>
    private static IEnumerable<(string Text, Range Run)> Runs(string text)
    {
        string[] words = [.. new string([.. text.Select(character => char.IsLetterOrDigit(character) ? char.ToLowerInvariant(character) : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        var joined = string.Join(' ', words);
        var starts = new List<int>();
        for (int index = 0, at = 0; index < words.Length; at += words[index++].Length + 1)
            starts.Add(at);
        for (var first = 0; first + LeakWords <= words.Length; first++)
            yield return (joined, starts[first]..(starts[first + LeakWords - 1] + words[first + LeakWords - 1].Length));
    }

    // Beside the table, whose columns are for speed.
    private static void Tell(FormattableString line) => Console.Error.WriteLine(FormattableString.Invariant(line));
}
