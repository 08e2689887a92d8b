using System.Diagnostics;
using LlmCourse.Llm.Corpora.DirtyWeb;
using LlmCourse.Llm.Corpora.Languages;
using LlmCourse.Llm.Corpora.Pipelines;
using LlmCourse.Llm.Corpora.Sources;
using LlmCourse.Llm.Corpora.Stories;

namespace LlmCourse.Benchmarks;

/// <summary>200 MB of dirty web through all stages: speed of each, memory, and hits and misses against the planted truth. There is no peer.</summary>
internal static class PipelineBenchmark
{
    private const double Megabytes = 200;
    private const int SentencesPerLanguage = 2_000;
    private const int ShortestSentence = 40;

    public static IEnumerable<Result> Run(Comparison comparison, IReadOnlyList<int> threadCounts)
    {
        var folder = Directory.CreateTempSubdirectory("llmcourse-benchmark-");
        try
        {
            var spec = new PipelineSpec
            {
                Source = new SourceSpec { DirtyWeb = new DirtyWebOptions { Seed = 42 }, Megabytes = Megabytes },
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
            Tell($"whole run {seconds:F1} s, peak memory {process.PeakWorkingSet64 / 1e6:F0} MB, language accuracy {LanguageAccuracy():P2}");
            foreach (var stage in report.Stages)
                Tell($"{stage.Stage}: {string.Join(", ", stage.Truth.Select(kind => $"{kind.Key} {kind.Value.Dropped}/{kind.Value.In}"))}");
            Tell($"leaks left in the output: {LeaksLeft(report.Output, spec).GetAwaiter().GetResult()}");
            return [.. report.Stages.Select(stage => new Result("pipeline", stage.Stage, 1, stage.Seconds, null, stage.In.Bytes / 1e6, "MB/s"))];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

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

    private static async Task<int> LeaksLeft(string output, PipelineSpec spec)
    {
        var benchmark = new DirtyWebGenerator(spec.Source.DirtyWeb).Benchmark;
        var left = 0;
        await foreach (var document in new DocumentFiles().ReadAsync(output))
            left += document.Truth!.Kind == PlantedKind.BenchmarkLeak || benchmark.Any(question => document.Text.Contains(question, StringComparison.Ordinal)) ? 1 : 0;
        return left;
    }

    // Beside the table, whose columns are for speed.
    private static void Tell(FormattableString line) => Console.Error.WriteLine(FormattableString.Invariant(line));
}
