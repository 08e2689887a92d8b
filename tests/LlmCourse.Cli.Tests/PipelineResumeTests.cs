using System.Diagnostics;
using System.Text.Json.Nodes;

namespace LlmCourse.Cli.Tests;

/// <summary>A pipeline that the system kills goes on as if nobody had.</summary>
public sealed class PipelineResumeTests : IDisposable
{
    private const string Spec = """
        source: { dirtyWeb: { seed: 7 }, megabytes: 4 }
        stages: [{ language: {} }, { quality: {} }, { exactDuplicates: {} }, { nearDuplicates: {} }, { decontamination: {} }, { personalData: {} }]
        """;

    private readonly CommandRunner runner = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => runner.Dispose();

    [Theory]
    [InlineData("stage-01.jsonl.partial", 0, 1)]
    [InlineData("stage-02.report.json", 2, 2)]
    public async Task Run_GivesTheSameReportAndShard_AfterItWasKilled(string killedAt, int finished, int last)
    {
        runner.Write("web.yaml", Spec);
        (await runner.RunAsync("tokenizer", "train", "--kind", "character", "--stories", "50", "--output", runner.PathOf("t.json"))).Code.ShouldBe(0);
        var whole = await RunAsync("whole");

        await KillAsync("killed", killedAt, last);
        File.Exists(Path.Combine(runner.PathOf("killed"), "corpus.tokens")).ShouldBeFalse("it was killed too late to show anything");
        var rest = await RunAsync("killed");

        rest["resumed"]!.GetValue<int>().ShouldBeInRange(finished, last);
        JsonNode.DeepEquals(Comparable(rest), Comparable(whole)).ShouldBeTrue(rest.ToJsonString());
        foreach (var name in Directory.GetFiles(runner.PathOf("whole")).Select(file => Path.GetFileName(file)).Where(name => !name.EndsWith(".report.json", StringComparison.Ordinal)))
            (await BytesOfAsync("killed", name)).ShouldBe(await BytesOfAsync("whole", name), name);
    }

    private static string[] Arguments(string folder) => ["pipeline", "run", "web.yaml", "--output", folder, "--tokenizer", "t.json", "--json"];

    private async Task<JsonNode> RunAsync(string folder)
    {
        var outcome = await CommandProcess.RunAsync(runner.PathOf("."), Arguments(folder));
        outcome.Code.ShouldBe(0, outcome.Error);
        return JsonNode.Parse(outcome.Output)!;
    }

    /// <summary>
    /// Kills the program, which on Unix is SIGKILL, as soon as a file is there. However late a busy machine lets the test look,
    /// the program has not gone on beyond the last stage that it may finish.
    /// </summary>
    private async Task KillAsync(string folder, string file, int last)
    {
        var place = runner.PathOf(folder);
        Directory.CreateDirectory(place);
        var barrier = Path.Combine(place, $"stage-{last + 1:00}.jsonl.partial");
        await MakePipeAsync(barrier);
        using var process = CommandProcess.Start(runner.PathOf("."), Arguments(folder));
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        while (!File.Exists(Path.Combine(place, file)) && !File.Exists(Path.Combine(place, $"stage-{last:00}.report.json")) && !process.HasExited)
            await Task.Delay(5, Token);
        process.HasExited.ShouldBeFalse();
        process.Kill();
        await process.WaitForExitAsync(Token);
        File.Delete(barrier);
    }

    /// <summary>A pipe that nobody reads: whoever opens it to write waits there. Windows has none among its files; there the program is only as slow as it is.</summary>
    private static async Task MakePipeAsync(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        using var made = Process.Start("mkfifo", [path]);
        await made.WaitForExitAsync(Token);
        made.ExitCode.ShouldBe(0);
    }

    /// <summary>A report without what differs from run to run: seconds, speed, place, and how much was taken over.</summary>
    private static JsonObject Comparable(JsonNode report)
    {
        var copy = report.DeepClone().AsObject();
        copy.Remove("resumed").ShouldBeTrue();
        copy.Remove("output").ShouldBeTrue();
        foreach (var stage in copy["stages"]!.AsArray())
        {
            stage!.AsObject().Remove("seconds").ShouldBeTrue();
            stage.AsObject().Remove("megabytesPerSecond");
        }

        return copy;
    }

    private Task<byte[]> BytesOfAsync(string folder, string name) => File.ReadAllBytesAsync(Path.Combine(runner.PathOf(folder), name), Token);
}
