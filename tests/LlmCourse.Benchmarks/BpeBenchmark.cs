using System.Diagnostics;
using LlmCourse.Llm.Tokenization;

namespace LlmCourse.Benchmarks;

/// <summary>10,000 merges learnt from 100 MB of text with half a million word forms: seconds, and the memory of the whole process. There is no peer.</summary>
internal static class BpeBenchmark
{
    private const long Bytes = 100_000_000;
    private const int WordForms = 500_000;
    private const int Merges = 10_000;

    public static IEnumerable<Result> Run()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(file, new ZipfText(seed: 2026, WordForms).Documents(Bytes));
            var trainer = new BpeTrainer(BpeTokenizer.MinVocabularySize + Merges);
            using var process = Process.GetCurrentProcess();
            var processorBefore = process.TotalProcessorTime;
            var start = Stopwatch.GetTimestamp();
            var counted = default(TimeSpan);
            foreach (var merge in trainer.Train(TextChunks.ReadFile(file)))
                counted = merge.Id == BpeTokenizer.ByteTokens ? Stopwatch.GetElapsedTime(start) : counted;
            var whole = Stopwatch.GetElapsedTime(start);
            if (trainer.Merges.Count != Merges)
                throw new InvalidOperationException($"The text gave {trainer.Merges.Count} merges instead of {Merges}.");
            process.Refresh();
            Console.Error.WriteLine(FormattableString.Invariant(
                $"{whole.TotalSeconds:F1} s, of which {counted.TotalSeconds:F1} s to the first merge; processor {(process.TotalProcessorTime - processorBefore).TotalSeconds:F1} s; peak memory {process.PeakWorkingSet64 / 1e6:F0} MB"));
            return [new Result("bpe", $"{Merges} merges", 1, whole.TotalSeconds, null, null, "")];
        }
        finally
        {
            File.Delete(file);
        }
    }
}
