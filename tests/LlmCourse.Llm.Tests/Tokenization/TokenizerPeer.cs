using System.Diagnostics;
using System.Reflection;

namespace LlmCourse.Llm.Tests.Tokenization;

/// <summary>Tokenizers of others, from npm, in a Node.js process.</summary>
internal static class TokenizerPeer
{
    private static readonly string Folder = typeof(TokenizerPeer).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "TokenizerPeer").Value!;

    /// <summary>The ids that tiktoken (its Rust core as WebAssembly) gives each text.</summary>
    public static Task<int[][]> EncodeAsync(string vocabulary, IReadOnlyList<string> texts) => RunAsync("encode.mjs", vocabulary, texts);

    /// <summary>The ids that Hugging Face's tokenizers.js gives each text when it reads a <c>tokenizer.json</c>.</summary>
    public static Task<int[][]> EncodeByFileAsync(string file, IReadOnlyList<string> texts) => RunAsync("huggingface.mjs", file, texts);

    private static async Task<int[][]> RunAsync(string script, string argument, IReadOnlyList<string> texts)
    {
        var start = new ProcessStartInfo("node", [script, argument])
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
