using System.CommandLine;
using LlmCourse.Cli.Corpora.Fetching;

namespace LlmCourse.Cli.Corpora;

/// <summary><c>corpus</c>: makes or fetches text to learn from, and tells about it.</summary>
internal static class CorpusCommand
{
    public static Command Create(CommandConsole console) => new("corpus", "Make or fetch a corpus, or tell about one.")
    {
        CorpusMakeCommand.Create(console),
        CorpusFetchCommand.Create(console),
        CorpusInfoCommand.Create(console),
    };
}
