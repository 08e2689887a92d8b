using System.Globalization;
using System.Text.Json;

namespace LlmCourse.Benchmarks;

/// <summary>Prints results as they come, as a table for people or as JSON lines.</summary>
internal sealed class Report(TextWriter output, bool json)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public void Begin(string machine, string peer)
    {
        if (json)
            output.WriteLine(JsonSerializer.Serialize(new { machine, peer }, Options));
        else
            output.WriteLine($"{machine}\npeer: {peer}\n{"benchmark",-10} {"case",-44} {"threads",7} {"ours",14} {"peer",14} {"ratio",7}");
    }

    public void Add(Result result)
    {
        if (json)
            output.WriteLine(JsonSerializer.Serialize(result, Options));
        else
            output.WriteLine($"{result.Benchmark,-10} {result.Name,-44} {result.Threads,7} {Figure(result, result.Ours),14} {(result.Peer is { } peer ? Figure(result, peer) : "-"),14} {result.Ratio,7:F2}");
    }

    private static string Rounded(double figure) => figure.ToString(figure < 10 ? "F1" : "F0", CultureInfo.InvariantCulture);

    private static string Figure(Result result, double seconds) =>
        result.Work is { } work ? $"{Rounded(work / seconds)} {result.WorkUnit}" : seconds < 1e-3 ? $"{seconds * 1e6:F1} µs" : $"{seconds * 1e3:F2} ms";
}
