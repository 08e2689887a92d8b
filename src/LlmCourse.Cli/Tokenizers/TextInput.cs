using System.CommandLine;
using LlmCourse.Llm.Corpora;

namespace LlmCourse.Cli.Tokenizers;

/// <summary>The text of a command: its argument, a <c>--file</c>, or standard input.</summary>
internal sealed class TextInput
{
    private readonly Argument<string> text = new("text") { Description = "The text; without it and --file, standard input.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<FileInfo> file = new Option<FileInfo>("--file", "-f") { Description = "UTF-8 file with the text.", HelpName = "FILE" }.AcceptExistingOnly();

    /// <summary>Adds the argument and the option to a command.</summary>
    public TextInput(Command command)
    {
        command.Add(file);
        command.Add(text);
        command.Validators.Add(result =>
        {
            if (result.GetValue(file) is not null && result.GetValue(text) is not null)
                result.AddError("Give a text or --file, not both.");
        });
    }

    /// <summary>Reads the text.</summary>
    /// <exception cref="CorpusException">It is no UTF-8.</exception>
    public async Task<string> ReadAsync(ParseResult parsed, CommandConsole console, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(text) is { } given)
            return given;
        if (parsed.GetValue(file) is { } path)
            return await Utf8Text.ReadFileAsync(path.FullName, cancellationToken);
        return await InputText.ReadAsync(console, cancellationToken);
    }
}
