using LlmCourse.Lessons;
using LlmCourse.Lessons.Courses;
using LlmCourse.Runs;
using LlmCourse.Runs.Specs;

namespace LlmCourse.Web.Hosting;

/// <summary>The course as the site serves it: read once, on the first page that asks, and again when reading failed.</summary>
public sealed class CourseShelf(IConfiguration configuration, IWebHostEnvironment environment, RunSpecValidator validator, ILogger<CourseShelf> log)
{
    /// <summary>Setting that names the folder of <c>course.yaml</c>; by default <c>content</c>, here or in a folder above.</summary>
    public const string FolderSetting = "Course:Content";

    private readonly Lock gate = new();
    private Task<CourseLibrary>? reading;

    /// <summary>The course; whole even when lessons in it are broken.</summary>
    public Task<CourseLibrary> ReadAsync(CancellationToken cancellationToken = default)
    {
        lock (gate)
        {
            if (reading is null || reading.IsFaulted) reading = LoadAsync();
            return reading.WaitAsync(cancellationToken);
        }
    }

    private async Task<CourseLibrary> LoadAsync()
    {
        var content = configuration[FolderSetting] ?? FindAbove(environment.ContentRootPath, "content");
        var read = await CourseLibrary.LoadAsync(
            new CourseOptions { ContentFolder = content, RepositoryRoot = Path.GetDirectoryName(Path.GetFullPath(content))!, CheckRunSpec = Check });
        foreach (var finding in read.Diagnostics) log.LogWarning("{Finding}", finding.ToString());
        return read;
    }

    private IReadOnlyList<string> Check(string json)
    {
        try
        {
            return [.. validator.Validate(RunSpecJson.Read(json)).Select(problem => $"{problem.Message} {problem.Help}")];
        }
        catch (RunSpecException unreadable)
        {
            return [.. unreadable.Problems.Select(problem => $"{problem.Message} {problem.Help}")];
        }
    }

    private static string FindAbove(string start, string name)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, name);
            if (File.Exists(Path.Combine(candidate, "course.yaml"))) return candidate;
        }

        return Path.Combine(start, name);
    }
}
