using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LlmCourse.Benchmarks;

/// <summary>A program that greets with a line of JSON and then answers each line of JSON with another.</summary>
internal sealed class PeerProcess : IDisposable
{
    private readonly Process process;

    private PeerProcess(Process process, JsonNode greeting)
    {
        this.process = process;
        Greeting = greeting;
    }

    /// <summary>What it said about itself.</summary>
    public JsonNode Greeting { get; }

    /// <summary>Starts a program, or says why it does not run.</summary>
    public static PeerProcess? TryStart(ProcessStartInfo start, out string? reason)
    {
        (start.UseShellExecute, start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = (false, true, true, true);
        reason = null;
        Process? child;
        try
        {
            child = Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            reason = $"{start.FileName} does not start: {e.Message}";
            return null;
        }

        if (child?.StandardOutput.ReadLine() is { } hello)
            return new PeerProcess(child, JsonNode.Parse(hello)!);
        reason = child?.StandardError.ReadToEnd().Trim().Split('\n')[^1];
        child?.Dispose();
        return null;
    }

    /// <summary>The answer to a request.</summary>
    /// <exception cref="InvalidOperationException">The program ended.</exception>
    public JsonNode Ask(JsonObject request)
    {
        process.StandardInput.WriteLine(request.ToJsonString(JsonSerializerOptions.Default));
        process.StandardInput.Flush();
        var answer = process.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException($"The peer ended at {request}: {process.StandardError.ReadToEnd()}");
        return JsonNode.Parse(answer)!;
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        if (!process.WaitForExit(2000))
            process.Kill();
        process.Dispose();
    }
}
