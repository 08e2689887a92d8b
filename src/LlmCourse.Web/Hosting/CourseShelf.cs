using LlmCourse.Lessons;
using LlmCourse.Lessons.Courses;
using LlmCourse.Lessons.Yaml;
using LlmCourse.Runs;
using LlmCourse.Runs.Specs;

namespace LlmCourse.Web.Hosting;

/// <summary>
/// The course as the site serves it. Files on disk are the truth: whoever changes one, with any editor or with git, changes
/// every open page that watches the shelf.
/// </summary>
public sealed class CourseShelf : IDisposable
{
    /// <summary>Setting that names the folder of <c>course.yaml</c>; by default <c>content</c>, here or in a folder above.</summary>
    public const string FolderSetting = "Course:Content";

    /// <summary>Setting that names the repository whose code lessons show; by default the folder that holds the course.</summary>
    public const string SourcesSetting = "Course:Sources";

    private readonly Lock gate = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly List<Func<CourseLibrary, Task>> watchers = [];
    private readonly CourseProvider provider;
    private readonly RunSpecValidator validator;
    private readonly TimeProvider time;
    private readonly ILogger<CourseShelf> log;
    private bool looking;

    /// <summary>Finds the folder; nothing is read before somebody asks.</summary>
    public CourseShelf(IConfiguration configuration, IWebHostEnvironment environment, RunSpecValidator validator, TimeProvider time, ILogger<CourseShelf> log)
    {
        this.validator = validator;
        this.time = time;
        this.log = log;
        var content = Path.GetFullPath(configuration[FolderSetting] ?? FindAbove(environment.ContentRootPath, "content"));
        Options = new CourseOptions { ContentFolder = content, RepositoryRoot = Path.GetFullPath(configuration[SourcesSetting] ?? Path.GetDirectoryName(content)!), CheckRunSpec = Check };
        provider = new CourseProvider(Options, time, Tell);
    }

    /// <summary>Where the course is and what its lessons may cost.</summary>
    public CourseOptions Options { get; }

    /// <summary>The course, at most a second old; whole even when lessons in it are broken.</summary>
    public Task<CourseLibrary> ReadAsync(CancellationToken cancellationToken = default) => provider.GetAsync(cancellationToken).AsTask();

    /// <summary>Looks at the files now and tells the watchers, for those who have just written one.</summary>
    public Task<CourseLibrary> RefreshAsync(CancellationToken cancellationToken = default) => provider.RefreshAsync(cancellationToken).AsTask();

    /// <summary>Calls <paramref name="changed"/> with the course after each change on disk until the returned object is disposed.</summary>
    public IDisposable Watch(Func<CourseLibrary, Task> changed)
    {
        lock (gate)
        {
            watchers.Add(changed);
            if (!looking) _ = Task.Run(LookAsync);
            looking = true;
        }

        return new Watcher(this, changed);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        stopping.Cancel();
        stopping.Dispose();
        provider.Dispose();
    }

    private async Task LookAsync()
    {
        using var watch = new ContentWatch(Options.ContentFolder, time, log);
        try
        {
            while (true)
            {
                await watch.WaitAsync(stopping.Token);
                lock (gate)
                {
                    looking = watchers.Count > 0; // known before the gate opens: whoever watches next begins a new loop
                    if (!looking) return;
                }

                try
                {
                    await RefreshAsync(stopping.Token);
                }
                catch (Exception failure) when (failure is not (OperationCanceledException or ObjectDisposedException))
                {
                    log.LogWarning(failure, "The course could not be read; what was read before is served, and it is tried again in {Interval}", ContentWatch.Interval);
                }
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or ObjectDisposedException)
        {
            // the site stops
        }
    }

    private void Tell(CourseLibrary read)
    {
        foreach (var finding in read.Diagnostics) log.LogWarning("{Finding}", finding.ToString());
        Func<CourseLibrary, Task>[] listening;
        lock (gate) listening = [.. watchers];
        foreach (var watcher in listening) _ = TellAsync(watcher, read);
    }

    private async Task TellAsync(Func<CourseLibrary, Task> watcher, CourseLibrary read)
    {
        await Task.Yield(); // the one who reads must not wait for the pages of others
        try
        {
            await watcher(read);
        }
        catch (Exception failure)
        {
            log.LogWarning(failure, "A page could not take over a change of the course");
        }
    }

    private IReadOnlyList<SettingProblem> Check(string json)
    {
        try
        {
            return [.. validator.Validate(RunSpecJson.Read(json)).Select(Problem)];
        }
        catch (RunSpecException unreadable)
        {
            return [.. unreadable.Problems.Select(Problem)];
        }
    }

    private static SettingProblem Problem(RunSpecProblem problem) => new(problem.Field, $"{problem.Message} {problem.Help}");

    private static string FindAbove(string start, string name)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, name);
            if (File.Exists(Path.Combine(candidate, "course.yaml"))) return candidate;
        }

        return Path.Combine(start, name);
    }

    private sealed class Watcher(CourseShelf shelf, Func<CourseLibrary, Task> changed) : IDisposable
    {
        public void Dispose()
        {
            lock (shelf.gate) shelf.watchers.Remove(changed);
        }
    }
}
