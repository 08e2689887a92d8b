using System.CommandLine;
using System.Text.Json;
using LlmCourse.Cli.Training;
using LlmCourse.Lessons;
using LlmCourse.Lessons.Courses;
using LlmCourse.Lessons.Diagnostics;
using LlmCourse.Runs;

namespace LlmCourse.Cli.Lessons;

/// <summary><c>lessons check</c>: the findings that an author sees in the preview, for continuous integration.</summary>
internal static class LessonsCheckCommand
{
    private const string SolutionFile = "LlmCourse.sln";

    public static CommandWithExamples Create(CommandConsole console)
    {
        var content = new Argument<DirectoryInfo>("content") { Description = "Folder that holds course.yaml and lessons/." }.AcceptExistingOnly();
        var repository = new Option<DirectoryInfo>("--repository")
        {
            Description = $"Root of the sources that lessons show; without it, the nearest folder above the content that holds {SolutionFile}.",
            HelpName = "FOLDER",
        }.AcceptExistingOnly();
        var json = new Option<bool>("--json") { Description = "Write each finding as a line of JSON." };
        var github = new Option<bool>("--github") { Description = "Write each finding as an annotation that GitHub shows in a pull request." };

        var command = new CommandWithExamples("check", "Read every lesson and report what is wrong with it. Ends with 1 when something is an error.",
            "llmcourse lessons check content",
            "llmcourse lessons check content --json > findings.jsonl",
            "llmcourse lessons check content --github")
        {
            content, repository, json, github,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(json) && result.GetValue(github))
                result.AddError("--json and --github are two forms of the same output; choose one.");
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var folder = parsed.GetRequiredValue(content);
            var root = parsed.GetValue(repository) ?? FindRepository(folder);
            var options = new CourseOptions { ContentFolder = folder.FullName, RepositoryRoot = root.FullName, CheckRunSpec = SpecFile.Check };
            var library = await CourseLibrary.LoadAsync(options, cancellationToken);
            var annotations = new GitHubAnnotations(Path.GetRelativePath(root.FullName, folder.FullName));
            foreach (var finding in library.Diagnostics)
            {
                await console.Output.WriteLineAsync(
                    parsed.GetValue(json) ? JsonSerializer.Serialize(finding, RunJson.Options)
                    : parsed.GetValue(github) ? annotations.Write(finding)
                    : finding.ToString());
            }

            var errors = library.Diagnostics.Count(finding => finding.Severity == Severity.Error);
            if (!parsed.GetValue(json))
                await console.Output.WriteLineAsync(Summary(library, errors));
            return errors > 0 ? ExitCode.Failure : ExitCode.Success;
        });
        return command;
    }

    private static string Summary(CourseLibrary library, int errors) =>
        $"{LessonsCommand.Counted(library.Course.Lessons.Count(), "lesson")}, {LessonsCommand.Counted(errors, "error")}, "
        + $"{LessonsCommand.Counted(library.Diagnostics.Count - errors, "other finding")}.";

    private static DirectoryInfo FindRepository(DirectoryInfo content)
    {
        for (var folder = content; folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, SolutionFile)))
                return folder;
        }

        throw new CommandException($"No folder above '{content.FullName}' holds {SolutionFile}. Name the root of the sources with --repository.");
    }
}
