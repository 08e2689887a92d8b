using Microsoft.AspNetCore.Hosting;

namespace LlmCourse.EndToEnd.Tests.Fixtures;

/// <summary>The application over a copy of the course that tests may change, and helpers to change it.</summary>
public sealed class AuthoringSite : CourseSite
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
