using System.Text;
using LlmCourse.Lessons;
using LlmCourse.Lessons.Authoring;
using LlmCourse.Lessons.Courses;

namespace LlmCourse.Benchmarks;

/// <summary>What an author waits for: checking and rendering one lesson after a key was pressed, loading the course, searching it.</summary>
internal static class LessonsBenchmark
{
    private const int LargeBytes = 60 * 1024;
    private const string FrontMatter = "---\nid: measured\ntitle: Measured\nmodule: training\nminutes: 5\noutcomes: [Be measured]\n---\n";
    private const string Path = "lessons/90-measured/lesson.md";

    private const string TenMistakes = """
        [a](#nowhere)

        #### Too deep

        :::nota
        :::

        :::lab {#l}
        :lab: tokenizr
        :::

        :::code
        :src: src/LlmCourse.Llm/Models/Gpt.cs
        :region: nothing
        :::

        ![](missing.png)

        :::quiz Which? {#q}
        - [ ] One
        - [ ] Two
        :::

        :::
        $$x$$

        :::note
        Never closed.
        """;

    public static IEnumerable<Result> Run(Comparison comparison, IReadOnlyList<int> threadCounts)
    {
        var root = FindRepository();
        var options = new CourseOptions { ContentFolder = System.IO.Path.Combine(root, "content"), RepositoryRoot = root };
        var library = CourseLibrary.LoadAsync(options).GetAwaiter().GetResult();
        var large = FrontMatter + LargeBody();
        var mistakes = FrontMatter + TenMistakes;
        var ordinary = library.Course.Lessons.Last();
        var ordinaryPath = $"lessons/{ordinary.Folder}/lesson.md";
        var ordinaryText = File.ReadAllText(System.IO.Path.Combine(options.ContentFolder, ordinaryPath));

        Lesson Preview(string path, string text) => library.PreviewAsync(path, text).GetAwaiter().GetResult();

        // One finding is that no module lists the lesson; the rest of the large one is sound.
        if (Preview(Path, large).Diagnostics.Count != 1 || Preview(Path, mistakes).Diagnostics.Count < 11)
            throw new InvalidOperationException("The measured lessons are not what they should be.");
        yield return comparison.RunAlone("lessons", $"render {large.Length / 1024} KB", () => Preview(Path, large));
        yield return comparison.RunAlone("lessons", $"render “{ordinary.Id}”", () => Preview(ordinaryPath, ordinaryText));
        yield return comparison.RunAlone("lessons", "report ten mistakes", () => Preview(Path, mistakes));
        yield return comparison.RunAlone("lessons", "load the course again", () => library.ReloadAsync().GetAwaiter().GetResult());
        yield return comparison.RunAlone("lessons", "search", () => library.Search("what the model", 20));
        yield return TakeOverChange(comparison, options, large);
    }

    /// <summary>What the site does between the report of the file system and the moment when it tells open pages: the whole course with one large lesson, changed on disk.</summary>
    private static Result TakeOverChange(Comparison comparison, CourseOptions options, string large)
    {
        var folder = Directory.CreateTempSubdirectory("llmcourse-lessons-");
        try
        {
            foreach (var file in Directory.EnumerateFiles(options.ContentFolder, "*", SearchOption.AllDirectories))
            {
                var target = System.IO.Path.Combine(folder.FullName, System.IO.Path.GetRelativePath(options.ContentFolder, file));
                Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }

            var outline = System.IO.Path.Combine(folder.FullName, "course.yaml");
            File.WriteAllText(outline, OutlineEditor.AddLesson(File.ReadAllText(outline), "training", "90-measured"));
            var lesson = System.IO.Path.Combine(folder.FullName, Path);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(lesson)!);
            File.WriteAllText(lesson, large);
            var library = CourseLibrary.LoadAsync(options with { ContentFolder = folder.FullName }).GetAwaiter().GetResult();
            var count = 0;
            return comparison.RunAlone("lessons", $"take over a change of {large.Length / 1024} KB on disk", () =>
            {
                File.WriteAllText(lesson, $"{large}\n{count++}\n");
                library = library.ReloadAsync().GetAwaiter().GetResult();
            });
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Everything that lessons hold, over and over: text with links and formulas, tables, call-outs, questions, code.</summary>
    private static string LargeBody()
    {
        var body = new StringBuilder();
        for (var i = 0; body.Length < LargeBytes - 2_000; i++)
        {
            body.Append(null, $"## Section {i} {{#s{i}}}\n\n");
            body.Append("A model gives each token a *score*, and [softmax](../04-a-model-that-writes/lesson.md) makes **weights** of them: $w_i = e^{x_i}$, as in `Softmax.cs`. ");
            body.Append("What is seen often is learnt first; what is rare and far away comes last, and it moves the curve least.\n\n");
            body.Append(null, $"- One thing, then [another](#s{i})\n- And a third, with a formula $a < b$\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n");
            body.Append(":::note Keep in mind\nThe loss is an average, in nats.\n:::\n\n");
            body.Append(null, $":::quiz Which is larger? {{#q{i}}}\n- [x] One half\n  > Yes.\n- [ ] One third\n  > No, compare them.\n\n> Halves are larger.\n:::\n\n");
            if (i % 8 == 0)
                body.Append(null, $":::code A region {{#c{i}}}\n:src: src/LlmCourse.Llm/Models/Gpt.cs\n:region: gpt-forward\n:::\n\n:::math {{#m{i}}}\nx_{{i}}\n:::\n\n");
        }

        return body.ToString();
    }

    private static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "LlmCourse.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("This program does not lie in the repository, whose lessons it measures.");
    }
}
