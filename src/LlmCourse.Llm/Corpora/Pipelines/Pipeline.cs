using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using LlmCourse.Llm.Corpora.DirtyWeb;
using LlmCourse.Llm.Corpora.Sources;
using LlmCourse.Llm.Corpora.Worlds;

namespace LlmCourse.Llm.Corpora.Pipelines;

/// <summary>
/// Runs a pipeline in a folder, a stage after another, each from one file of JSON lines into the next. A stage's file
/// bears a key of everything that decides its content; a run takes over the files whose keys still fit. So a stopped run
/// goes on after its last finished stage, and a changed setting runs again from its stage on.
/// </summary>
/// <param name="counter">Counts tokens for the report; words are counted when null.</param>
public sealed class Pipeline(TokenCounter? counter = null)
{
    private const int DocumentsBetweenReports = 500;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Runs all stages.</summary>
    /// <param name="spec">The pipeline; paths in it are absolute or start at the current folder.</param>
    /// <param name="folder">Folder for the files of the stages; made when missing.</param>
    /// <param name="progress">Told about every few hundred documents, on the calling thread's context.</param>
    /// <param name="cancellationToken">Stops between documents; finished stages are kept.</param>
    /// <exception cref="PipelineException">The spec is impossible.</exception>
    /// <exception cref="CorpusException">The source cannot be read.</exception>
    public async Task<PipelineReport> RunAsync(PipelineSpec spec, string folder, IProgress<PipelineProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(spec);
        spec.Validate();
        Directory.CreateDirectory(folder);
        var reports = new List<StageReport>();
        var resumed = 0;
        var key = Key(counter?.Name ?? "", JsonSerializer.Serialize(spec.Source, Options), SourceStamp(spec.Source));
        string? input = null;
        for (var index = 0; index < spec.Stages.Count; index++)
        {
            key = Key(key, JsonSerializer.Serialize(spec.Stages[index], Options), BenchmarkStamp(spec.Stages[index]));
            var stage = new StageFile(folder, index, key);
            var report = await stage.TakeOverAsync(cancellationToken);
            if (report is not null)
                resumed++;
            else
                report = await RunStageAsync(spec, index, input, stage, progress, cancellationToken);
            reports.Add(report);
            input = stage.Documents;
        }

        return new PipelineReport(spec.Title, reports, input!, resumed);
    }

    private async Task<StageReport> RunStageAsync(PipelineSpec spec, int index, string? input, StageFile file, IProgress<PipelineProgress>? progress, CancellationToken cancellationToken)
    {
        var stage = StageFactory.Create(spec.Stages[index], spec.Source);
        var meter = new StageMeter(stage, counter?.Count);
        double? expectedBytes = input is null ? ExpectedBytes(spec.Source) : null;
        var expectedDocuments = index > 0 ? (await new StageFile(file.Folder, index - 1, "").ReadReportAsync(cancellationToken))?.Out.Documents : null;
        var partial = file.Documents + ".partial";
        await using (var output = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 18))
        {
            await foreach (var document in ReadAsync(spec.Source, input, cancellationToken))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (meter.Pass(document) is { } kept)
                {
                    output.Write(JsonLines.Write(kept)); // into the stream's buffer; awaiting each line would cost more than the line
                    output.WriteByte((byte)'\n');
                }

                if (meter.In.Documents % DocumentsBetweenReports == 0)
                    Tell();
            }

            output.Flush(flushToDisk: true); // else the report might outlive, in a power cut, the bytes that it speaks of
        }

        Tell();
        var report = meter.Report();
        file.Finish(partial, report);
        return report;

        void Tell() => progress?.Report(new PipelineProgress(stage.Name, index, spec.Stages.Count, meter.In, meter.Out,
            expectedDocuments is > 0 ? (double)meter.In.Documents / expectedDocuments : expectedBytes is > 0 ? Math.Min(1, meter.In.Bytes / expectedBytes.Value) : null));
    }

    private static async IAsyncEnumerable<RawDocument> ReadAsync(SourceSpec source, string? input, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (input is null && source.IsGenerated)
        {
            var bytes = (long)(source.Megabytes * 1e6);
            var generated = source.World is { } world ? TextWorlds.Create(world, source.Settings ?? new WorldSettings()).WriteDocuments(source.Seed, bytes) : new DirtyWebGenerator(source.DirtyWeb).Write(bytes);
            foreach (var document in generated)
                yield return document;
            yield break;
        }

        await foreach (var document in new DocumentFiles().ReadAsync(input ?? source.Path!, cancellationToken))
            yield return document;
    }

    private static double? ExpectedBytes(SourceSpec source) => source.IsGenerated ? source.Megabytes * 1e6 : null;

    // Names, lengths and times: reading a source of gigabytes again only to see that it did not change would cost a stage.
    private static string SourceStamp(SourceSpec source) =>
        source.Path is null ? "" : string.Join('\n', new DocumentFiles().FilesOf(source.Path).Select(Stamp));

    private static string BenchmarkStamp(StageSpec stage) => stage.Decontamination?.Benchmark is { } path && File.Exists(path) ? Stamp(path) : "";

    private static string Stamp(string path)
    {
        var file = new FileInfo(path);
        return $"{file.FullName} {file.Length} {file.LastWriteTimeUtc.Ticks}";
    }

    private static string Key(params string[] parts) =>
        Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(string.Join('\0', parts))));

    /// <summary>The files of one stage: its documents, and beside them its report with the key.</summary>
    private sealed class StageFile(string folder, int index, string key)
    {
        public string Folder => folder;

        public string Documents { get; } = Path.Combine(folder, $"stage-{index + 1:00}.jsonl");

        private string Report { get; } = Path.Combine(folder, $"stage-{index + 1:00}.report.json");

        /// <summary>The report of an earlier run with the same key; null when there is none.</summary>
        public async Task<StageReport?> TakeOverAsync(CancellationToken cancellationToken) =>
            File.Exists(Documents) && await ReadAsync(cancellationToken) is { } finished && finished.Key == key && finished.Length == new FileInfo(Documents).Length ? finished.Report : null;

        public async Task<StageReport?> ReadReportAsync(CancellationToken cancellationToken) => (await ReadAsync(cancellationToken))?.Report;

        /// <summary>Gives the documents their name, and writes the report that says so. At no moment does a report stand beside documents of another run.</summary>
        /// <param name="partial">The documents, whole and on the disk.</param>
        /// <param name="report">What became of them.</param>
        public void Finish(string partial, StageReport report)
        {
            File.Delete(Report);
            File.Move(partial, Documents, overwrite: true);
            var finished = new Finished(key, new FileInfo(Documents).Length, report);
            WholeFile.Write(Report, file => JsonSerializer.Serialize(file, finished, Options));
        }

        private async Task<Finished?> ReadAsync(CancellationToken cancellationToken)
        {
            if (!File.Exists(Report))
                return null;
            try
            {
                return JsonSerializer.Deserialize<Finished>(await File.ReadAllBytesAsync(Report, cancellationToken), Options);
            }
            catch (JsonException)
            {
                return null; // a damaged report: the stage runs again
            }
        }

        private sealed record Finished(string Key, long Length, StageReport Report);
    }
}
