using System.CommandLine;
using System.Text.Json;
using LlmCourse.Cli.Training;
using LlmCourse.Lessons;
using LlmCourse.Lessons.Courses;
using LlmCourse.Lessons.Diagnostics;
using LlmCourse.Runs;

namespace LlmCourse.Cli.Lessons;

/// <summary><c>lessons check</c>: the findings that an author sees in the preview, for continuous integration.</summary>
internal static class LessonsCommand
{
    private const string SolutionFile = "LlmCourse.sln";

    public static Command Create(CommandConsole console) => new("lessons", "Work on the course's lessons.") { CreateCheck(console) };

    private static CommandWithExamples CreateCheck(CommandConsole console)
    {
        var content = new Argument<DirectoryInfo>("content") { Description = "Folder that holds course.yaml and lessons/." }.AcceptExistingOnly();
        var repository = new Option<DirectoryInfo>("--repository")
        {
            Description = $"Root of the sources that lessons show; without it, the nearest folder above the content that holds {SolutionFile}.",
            HelpName = "FOLDER",
        }.AcceptExistingOnly();
        var json = new Option<bool>("--json") { Description = "Write each finding as a line of JSON." };

        var command = new CommandWithExamples("check", "Read every lesson and report what is wrong with it. Ends with 1 when a lesson has an error.",
            "llmcourse lessons check content",
            "llmcourse lessons check content --json > findings.jsonl")
        {
            content, repository, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var folder = parsed.GetRequiredValue(content);
            var options = new CourseOptions
            {
                ContentFolder = folder.FullName,
                RepositoryRoot = (parsed.GetValue(repository) ?? FindRepository(folder)).FullName,
                CheckRunSpec = SpecFile.Check,
            };
            var library = await CourseLibrary.LoadAsync(options, cancellationToken);
            await WriteAsync(library, parsed.GetValue(json), console);
            return library.Diagnostics.Any(finding => finding.Severity == Severity.Error) ? ExitCode.Failure : ExitCode.Success;
        });
        return command;
    }

    private static async Task WriteAsync(CourseLibrary library, bool json, CommandConsole console)
    {
        foreach (var finding in library.Diagnostics)
            await console.Output.WriteLineAsync(json ? JsonSerializer.Serialize(finding, RunJson.Options) : finding.ToString());
        if (json)
            return;
        var errors = library.Diagnostics.Count(finding => finding.Severity == Severity.Error);
        await console.Output.WriteLineAsync($"{Counted(library.Course.Lessons.Count(), "lesson")}, {Counted(errors, "error")}, {Counted(library.Diagnostics.Count - errors, "other finding")}.");
    }

    private static DirectoryInfo FindRepository(DirectoryInfo content)
    {
        for (var folder = content; folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, SolutionFile)))
                return folder;
        }

        throw new CommandException($"No folder above '{content.FullName}' holds {SolutionFile}. Name the root of the sources with --repository.");
    }

    private static string Counted(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
