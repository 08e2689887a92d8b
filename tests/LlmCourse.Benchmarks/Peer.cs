using System.Diagnostics;
using System.Text.Json.Nodes;

namespace LlmCourse.Benchmarks;

/// <summary>
/// A PyTorch process that runs cases on request, so that both sides are measured in turn on the same machine state.
/// </summary>
internal sealed class Peer : IDisposable
{
    private readonly PeerProcess process;

    private Peer(PeerProcess process) => this.process = process;

    /// <summary>PyTorch's version.</summary>
    public string Version => process.Greeting["torch"]!.GetValue<string>();

    /// <summary>
    /// Starts the peer, or says why there is none. <paramref name="blasFolder"/> is put first on the library path, so that the
    /// peer gets its good BLAS (libopenblas0-openmp) whatever the system's default is.
    /// </summary>
    public static Peer? TryStart(string python, string? blasFolder, int threads, out string? reason)
    {
        var start = new ProcessStartInfo(python, [Path.Combine(AppContext.BaseDirectory, "peers", "peer.py")]);
        start.Environment["OMP_NUM_THREADS"] = threads.ToString();
        if (blasFolder is not null && Directory.Exists(blasFolder))
            start.Environment["LD_LIBRARY_PATH"] = blasFolder;
        return PeerProcess.TryStart(start, out reason) is { } process ? new Peer(process) : null;
    }

    /// <summary>The median seconds of one run of <paramref name="name"/>, over <paramref name="repeats"/> groups of <paramref name="inner"/>.</summary>
    public double Measure(string name, JsonObject sizes, int threads, int repeats, int inner)
    {
        var request = new JsonObject { ["case"] = name, ["sizes"] = sizes.DeepClone(), ["threads"] = threads, ["repeats"] = repeats, ["inner"] = inner };
        return process.Ask(request)["seconds"]!.GetValue<double>();
    }

    public void Dispose() => process.Dispose();
}
