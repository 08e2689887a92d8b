using LlmCourse.Lessons.Authoring;
using LlmCourse.Web.Hosting;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace LlmCourse.EndToEnd.Tests.Fixtures;

/// <summary>One site for all tests that write lessons: each has lessons of its own.</summary>
[CollectionDefinition(nameof(AuthoringSite))]
public sealed class AuthoringCollection : ICollectionFixture<AuthoringSite>;

/// <summary>The application over a copy of the course that tests may change, and helpers to change it.</summary>
public class AuthoringSite : CourseSite
{
    private readonly string root = Directory.CreateTempSubdirectory("llmcourse-authoring-").FullName;

    /// <summary>Copies the course, and joins the sources that its lessons show.</summary>
    public AuthoringSite()
    {
        var repository = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(repository, "LlmCourse.sln"))) repository = Path.GetDirectoryName(repository)!;
        Copy(Path.Combine(repository, "content"), ContentFolder);
        Copy(Path.Combine(repository, "src", "LlmCourse.Llm"), Path.Combine(root, "src", "LlmCourse.Llm"), "*.cs");
    }

    /// <summary>The copied content folder.</summary>
    public string ContentFolder => Path.Combine(root, "content");

    /// <summary>Full path of a lesson's file.</summary>
    public string LessonPath(string folder) => Path.Combine(ContentFolder, "lessons", folder, "lesson.md");

    /// <summary>Puts a lesson of a test's own into the course, with a run file beside it, and gives its address in the editor.</summary>
    public async Task<string> AddLessonAsync(string id, string body = "First words.\n", string status = "published")
    {
        var folder = Path.Combine(ContentFolder, "lessons", $"50-{id}");
        Directory.CreateDirectory(folder);
        await WriteAsync(Path.Combine(folder, "first.run.yaml"), "title: A first run\nmodel:\n  layers: 1\n  heads: 1\n  width: 16\ntraining:\n  steps: 60\n");
        await WriteAsync(Path.Combine(folder, "lesson.md"), $"---\nid: {id}\ntitle: Of {id}\nmodule: training\nminutes: 5\noutcomes: [Read]\nstatus: {status}\n---\n{body}");
        var outline = Path.Combine(ContentFolder, "course.yaml");
        await WriteAsync(outline, OutlineEditor.AddLesson(await File.ReadAllTextAsync(outline), "training", $"50-{id}")!);
        await Services.GetRequiredService<CourseShelf>().RefreshAsync();
        return $"/authoring/lessons/{id}";
    }

    /// <summary>Changes a file of the course from outside of the site, in one step as editors do: no look at it finds half of it.</summary>
    public async Task WriteAsync(string path, string text)
    {
        var whole = Path.Combine(root, Path.GetRandomFileName());
        await File.WriteAllTextAsync(whole, text);
        File.Move(whole, path, overwrite: true);
    }

    /// <summary>Full path of the file of a lesson that <see cref="AddLessonAsync"/> made.</summary>
    public string OwnPath(string id, string file = "lesson.md") => Path.Combine(ContentFolder, "lessons", $"50-{id}", file);

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (Directory.Exists(root)) Directory.Delete(root, recursive: true);
    }

    /// <inheritdoc/>
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Course:Content", ContentFolder);
    }

    private static void Copy(string from, string to, string pattern = "*")
    {
        foreach (var file in Directory.EnumerateFiles(from, pattern, SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
