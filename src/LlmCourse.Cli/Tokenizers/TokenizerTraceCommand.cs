using System.CommandLine;
using System.Text.Json;
using LlmCourse.Llm;
using LlmCourse.Llm.Tokenization.Tracing;
using LlmCourse.Runs;

namespace LlmCourse.Cli.Tokenizers;

/// <summary><c>tokenizer trace</c>: every merge that turns a word into tokens.</summary>
internal static class TokenizerTraceCommand
{
    public static Command Create(CommandConsole console)
    {
        var command = new CommandWithExamples("trace", "Show every merge that turns a word into tokens.",
            "llmcourse tokenizer trace --tokenizer gpt2 \" tokenization\"",
            "llmcourse tokenizer trace --tokenizer stories.tokenizer.json --json \"Mia smiled\"");
        var tokenizers = TokenizerOption.AddRequired(command);
        var input = new TextInput(command);
        var json = new Option<bool>("--json") { Description = "Write the trace of each piece, with all that could have joined, as a line of JSON." };
        command.Add(json);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var tokenizer = tokenizers.Read(parsed);
            var text = await input.ReadAsync(parsed, console, cancellationToken);
            foreach (var trace in Trace())
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (parsed.GetValue(json))
                    await console.Output.WriteLineAsync(JsonSerializer.Serialize(Describe(trace), RunJson.Options));
                else
                    Draw(trace, console.Output);
            }

            return ExitCode.Success;

            IReadOnlyList<MergeTrace> Trace()
            {
                try
                {
                    return MergeTracer.Of(tokenizer).Trace(text);
                }
                catch (ArgumentException error)
                {
                    throw new CommandException(error.Reason());
                }
            }
        });
        return command;
    }

    private static void Draw(MergeTrace trace, TextWriter output)
    {
        output.WriteLine($"     {Line(trace.Start)}");
        foreach (var (index, step) in trace.Steps.Index())
        {
            var (_, left, right, joined, rank) = step.Chosen;
            output.WriteLine($"{index + 1,3}  {Line(step.Parts)}   {Show(left)} + {Show(right)} = {joined.Id}, rank {rank}");
        }

        output.WriteLine($"  =  {string.Join(' ', trace.End.Select(part => part.Id))}{(trace.TakenWhole ? "   (the piece is a token and was taken whole)" : "")}");
    }

    private static string Line(IEnumerable<MergePart> parts) => string.Join(' ', parts.Select(part => Show(part)));

    private static string Show(MergePart part) => TokenText.Show(part.Bytes.Span);

    private static object Describe(MergeTrace trace) => new
    {
        trace.Piece,
        Start = trace.Start.Select(Describe),
        Steps = trace.Steps.Select(step => new
        {
            Candidates = step.Candidates.Select(candidate => new { candidate.Position, candidate.Joined.Id, candidate.Rank }),
            step.Chosen.Position,
            step.Chosen.Rank,
            Left = Describe(step.Chosen.Left),
            Right = Describe(step.Chosen.Right),
            Joined = Describe(step.Chosen.Joined),
        }),
        End = trace.End.Select(Describe),
        trace.TakenWhole,
    };

    private static object Describe(MergePart part) => new { part.Id, part.Text, Bytes = Convert.ToHexStringLower(part.Bytes.Span) };
}
