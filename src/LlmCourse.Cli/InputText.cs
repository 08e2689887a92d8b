using LlmCourse.Llm.Corpora;

namespace LlmCourse.Cli;

/// <summary>Standard input as text.</summary>
internal static class InputText
{
    /// <summary>Reads all of standard input.</summary>
    /// <exception cref="CorpusException">It is no UTF-8.</exception>
    public static async Task<string> ReadAsync(CommandConsole console, CancellationToken cancellationToken)
    {
        await using var input = console.OpenInput();
        using var bytes = new MemoryStream();
        await input.CopyToAsync(bytes, cancellationToken);
        return Utf8Text.Decode(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), "standard input");
    }
}
