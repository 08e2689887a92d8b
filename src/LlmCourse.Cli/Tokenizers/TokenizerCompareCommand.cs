using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using LlmCourse.Llm.Tokenization;
using LlmCourse.Runs;

namespace LlmCourse.Cli.Tokenizers;

/// <summary><c>tokenizer compare</c>: one text under several tokenizers.</summary>
internal static class TokenizerCompareCommand
{
    public static Command Create(CommandConsole console)
    {
        var command = new CommandWithExamples("compare", "Measure what several tokenizers make of one text.",
            "llmcourse tokenizer compare --file book.txt",
            "llmcourse tokenizer compare --tokenizer gpt2 --tokenizer stories.tokenizer.json --json < book.txt");
        var tokenizers = TokenizerOption.AddSeveral(command);
        var input = new TextInput(command);
        var json = new Option<bool>("--json") { Description = "Write the figures of each tokenizer as a line of JSON." };
        command.Add(json);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var text = await input.ReadAsync(parsed, console, cancellationToken);
            var comparison = Compare(text, tokenizers.ReadAll(parsed), new ProgressLine(console.Error), cancellationToken);
            if (parsed.GetValue(json))
            {
                foreach (var figures in comparison.Tokenizers)
                    await console.Output.WriteLineAsync(JsonSerializer.Serialize(figures, RunJson.Options));
            }
            else
            {
                Draw(comparison, console.Output);
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static TokenizerComparison Compare(string text, IReadOnlyList<(string Name, ITokenizer Tokenizer)> tokenizers, ProgressLine line, CancellationToken cancellationToken)
    {
        try
        {
            return TokenizerComparison.Of(text, tokenizers.Select((tokenizer, index) =>
            {
                line.Show((double)index / tokenizers.Count, tokenizer.Name);
                return tokenizer;
            }), cancellationToken);
        }
        finally
        {
            line.Clear();
        }
    }

    private static void Draw(TokenizerComparison comparison, TextWriter output)
    {
        output.WriteLine($"{comparison.Characters:N0} characters, {comparison.Bytes:N0} bytes of UTF-8.");
        var width = Math.Max("tokenizer".Length, comparison.Tokenizers.Max(figures => figures.Name.Length));
        output.WriteLine($"{"tokenizer".PadRight(width)}  {"vocabulary",10}  {"tokens",9}  {"characters/token",16}  {"bytes/token",11}  {"unknown",8}  round trip");
        foreach (var figures in comparison.Tokenizers)
        {
            output.WriteLine($"{figures.Name.PadRight(width)}  {figures.VocabularySize,10:N0}  {figures.Tokens,9:N0}  {Rate(figures.CharactersPerToken),16}  {Rate(figures.BytesPerToken),11}  " +
                $"{figures.Unknown,8:N0}  {(figures.IsLossless ? "exact" : "loses text")}");
        }
    }

    private static string Rate(double? rate) => rate?.ToString("F2", CultureInfo.InvariantCulture) ?? "-";
}
