using System.Globalization;
using LlmCourse.Llm.Corpora.Cleaning;
using LlmCourse.Llm.Corpora.DirtyWeb;
using LlmCourse.Llm.Corpora.Sources;
using LlmCourse.Runs.Hub.Labs;

namespace LlmCourse.Trainer.Labs.Pipelines;

/// <summary>One document as a stage saw it, and beside it what it was compared with.</summary>
internal static class DocumentReader
{
    private const string BenchmarkPrefix = "benchmark:";

    public static PipelineDocument Read(StageResult result, PipelineDocumentRequest request)
    {
        for (var index = 0; index < result.Verdicts.Count; index++)
        {
            if (result.Input[index].Id == request.Id)
                return Read(result, result.Input[index], result.Verdicts[index], request.Settings);
        }

        return PipelineDocument.Failed(result.Verdicts.Count == 0
            ? "This stage is off, so it has no verdict on any document."
            : $"The document '{request.Id}' does not reach this stage with these settings.");
    }

    private static PipelineDocument Read(StageResult result, RawDocument document, Verdict verdict, PipelineSettings settings)
    {
        var row = PipelineWords.Row(result.Report.Stage, document, verdict);
        if (verdict.Related is { } related)
            return Beside(row, document, verdict, related, result, settings);
        var planted = Places(document.Text, document.Truth?.Planted ?? []);
        return verdict is { Rule: not null, Text: { } masked }
            ? new PipelineDocument(row, document.Text, planted, masked, "After masking", Places(masked, ["<email>", "<phone>"]), [], 0, null, null)
            : new PipelineDocument(row, document.Text, planted, null, "", [], [], 0, null, null);
    }

    private static PipelineDocument Beside(PipelineRow row, RawDocument document, Verdict verdict, string related, StageResult result, PipelineSettings settings)
    {
        var isBenchmark = result.Report.Stage == "decontamination";
        var item = isBenchmark ? int.Parse(related[BenchmarkPrefix.Length..], CultureInfo.InvariantCulture) : 0;
        var other = isBenchmark
            ? new DirtyWebGenerator(PipelinePlan.CrawlOf(settings)).Benchmark[item - 1]
            : result.Input.First(earlier => earlier.Id == related).Text;
        var words = isBenchmark ? settings.LeakWords : settings.ShingleWords;
        var shared = SharedShingles.Find(document.Text, other, words);
        return new PipelineDocument(
            row,
            document.Text,
            Spots(shared.Left),
            other,
            isBenchmark ? string.Create(CultureInfo.InvariantCulture, $"Question {item} of the benchmark") : related,
            Spots(shared.Right),
            [.. shared.Shingles.Select(shingle => new SharedRun(Spots(shingle.Left), Spots(shingle.Right)))],
            words,
            shared.Jaccard,
            verdict.Similarity?.Estimated);
    }

    private static List<TextSpot> Places(string text, IReadOnlyList<string> sought)
    {
        var places = new List<TextSpot>();
        foreach (var part in sought.Distinct())
        {
            for (var at = 0; (at = text.IndexOf(part, at, StringComparison.Ordinal)) >= 0; at += part.Length)
                places.Add(new TextSpot(at, part.Length));
        }

        return [.. places.OrderBy(place => place.Start)];
    }

    private static TextSpot[] Spots(IReadOnlyList<TextRange> ranges) => [.. ranges.Select(range => new TextSpot(range.Start, range.Length))];
}
