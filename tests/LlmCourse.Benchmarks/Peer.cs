using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LlmCourse.Benchmarks;

/// <summary>
/// A PyTorch process that runs cases on request, so that both sides are measured in turn on the same machine state.
/// </summary>
internal sealed class Peer : IDisposable
{
    private readonly Process process;

    private Peer(Process process, string version)
    {
        this.process = process;
        Version = version;
    }

    /// <summary>PyTorch's version.</summary>
    public string Version { get; }

    /// <summary>
    /// Starts the peer, or says why there is none. <paramref name="blasFolder"/> is put first on the library path, so that the
    /// peer gets its good BLAS (libopenblas0-openmp) whatever the system's default is.
    /// </summary>
    public static Peer? TryStart(string python, string? blasFolder, int threads, out string? reason)
    {
        reason = null;
        var script = Path.Combine(AppContext.BaseDirectory, "peers", "peer.py");
        var start = new ProcessStartInfo(python, [script]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["OMP_NUM_THREADS"] = threads.ToString();
        if (blasFolder is not null && Directory.Exists(blasFolder))
            start.Environment["LD_LIBRARY_PATH"] = blasFolder;
        Process? child;
        try
        {
            child = Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            reason = $"{python} does not start: {e.Message}";
            return null;
        }
        if (child?.StandardOutput.ReadLine() is { } hello)
            return new Peer(child, JsonNode.Parse(hello)!["torch"]!.GetValue<string>());
        reason = $"{python} has no PyTorch: {child?.StandardError.ReadToEnd().Trim().Split('\n')[^1]}";
        child?.Dispose();
        return null;
    }

    /// <summary>The median seconds of one run of <paramref name="name"/>, over <paramref name="repeats"/> groups of <paramref name="inner"/>.</summary>
    public double Measure(string name, JsonObject sizes, int threads, int repeats, int inner)
    {
        var request = new JsonObject { ["case"] = name, ["sizes"] = sizes.DeepClone(), ["threads"] = threads, ["repeats"] = repeats, ["inner"] = inner };
        process.StandardInput.WriteLine(request.ToJsonString(JsonSerializerOptions.Default));
        process.StandardInput.Flush();
        var answer = process.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException($"The peer ended in {name}: {process.StandardError.ReadToEnd()}");
        return JsonNode.Parse(answer)!["seconds"]!.GetValue<double>();
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        if (!process.WaitForExit(2000))
            process.Kill();
        process.Dispose();
    }
}
