using System.Diagnostics;
using System.Reflection;

namespace LlmCourse.Llm.Tests.Tokenization;

/// <summary>The npm package tiktoken (its Rust core as WebAssembly) in a Node.js process.</summary>
internal static class TiktokenPeer
{
    private static readonly string Folder = typeof(TiktokenPeer).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "TokenizerPeer").Value!;

    /// <summary>The ids that the peer gives each text.</summary>
    public static async Task<int[][]> EncodeAsync(string vocabulary, IReadOnlyList<string> texts)
    {
        var start = new ProcessStartInfo("node", ["encode.mjs", vocabulary])
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start).ShouldNotBeNull();
        var answer = process.StandardOutput.ReadToEndAsync();
        foreach (var text in texts)
            await process.StandardInput.WriteLineAsync(Escape(text));
        process.StandardInput.Close();
        var lines = (await answer).Split('\n');
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0);
        return [.. lines.SkipLast(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse).ToArray())];
    }

    /// <summary>JSON in ASCII, lone surrogates kept: the serializer would replace them.</summary>
    private static string Escape(string text) =>
        "\"" + string.Concat(text.Select(unit => char.IsAsciiLetterOrDigit(unit) || unit == ' ' ? unit.ToString() : $"\\u{(int)unit:x4}")) + "\"";
}
