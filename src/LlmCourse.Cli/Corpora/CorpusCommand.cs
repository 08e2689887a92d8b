using System.CommandLine;

namespace LlmCourse.Cli.Corpora;

/// <summary><c>corpus</c>: makes text to learn from and tells about it.</summary>
internal static class CorpusCommand
{
    public static Command Create(CommandConsole console) => new("corpus", "Make a corpus, or tell about one.")
    {
        CorpusMakeCommand.Create(console),
        CorpusInfoCommand.Create(console),
    };
}
