using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace LlmCourse.Cli;

/// <summary>A command whose help ends in examples.</summary>
internal sealed class CommandWithExamples(string name, string description, params string[] examples) : Command(name, description)
{
    /// <summary>What to know before use, in lines of its own; null when there is nothing.</summary>
    public string? Note { get; set; }

    /// <summary>Command lines that work.</summary>
    public IReadOnlyList<string> Examples { get; } = examples;
}

/// <summary>Writes the examples of a command below its usual help.</summary>
internal sealed class ExampleHelp(HelpAction help) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <summary>Changes the help of a root command and of all below it.</summary>
    public static void Install(RootCommand root)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        option.Action = new ExampleHelp((HelpAction)option.Action!);
    }

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var code = help.Invoke(parseResult);
        if (parseResult.CommandResult.Command is CommandWithExamples { Examples.Count: > 0 } command)
        {
            var output = parseResult.InvocationConfiguration.Output;
            if (command.Note is { } note)
                output.WriteLine(note);
            output.WriteLine("Examples:");
            foreach (var example in command.Examples)
                output.WriteLine($"  {example}");
        }

        return code;
    }
}
