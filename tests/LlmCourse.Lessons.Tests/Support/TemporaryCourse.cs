using System.Text;
using LlmCourse.Lessons.Courses;

namespace LlmCourse.Lessons.Tests.Support;

/// <summary>A repository in a temporary folder: a course of two lessons with a picture, run files and a source.</summary>
internal sealed class TemporaryCourse : IDisposable
{
    public const string CaseFolder = "01-case";

    public const string CaseFile = "lessons/01-case/lesson.md";

    /// <summary>Stands before the body of a lesson that has no front matter of its own.</summary>
    public const string FrontMatter = "---\nid: case\ntitle: The case\nmodule: first\nminutes: 5\noutcomes: [Test it]\n---\n";

    private const string Outline =
        "title: A course\nmodules:\n  - id: first\n    title: First\n    lessons: [01-case, 02-other]\n";

    private const string Other =
        "---\nid: other\ntitle: The other lesson\nmodule: first\nminutes: 5\noutcomes: [Be there]\n---\n## A place\n\n:::math {#eq}\nx\n:::\n";

    private const string Source = """
        namespace Sample;

        public sealed class Adder
        {
            #region add
            /// <summary>Adds.</summary>
            public int Add(int left, int right)
            {
                #region sum
                return left + right; // the sum
                #endregion
            }

            #endregion

            #region twice
            #endregion

            #region twice
            #endregion

            #region nothing

            #endregion
        }
        """;

    public TemporaryCourse()
    {
        Root = Directory.CreateTempSubdirectory("lessons-").FullName;
        Write("content/course.yaml", Outline);
        Write($"content/{CaseFile}", FrontMatter + "Text.\n");
        Write("content/lessons/02-other/lesson.md", Other);
        Write($"content/lessons/{CaseFolder}/picture.png", "");
        Write($"content/lessons/{CaseFolder}/small.run.yaml", "seed: 7\ncorpus: { kind: stories }\n");
        Write("src/Sample/Adder.cs", Source);
    }

    public string Root { get; }

    public CourseOptions Options => new() { ContentFolder = Path.Combine(Root, "content"), RepositoryRoot = Root };

    public void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    public void Write(string path, byte[] bytes)
    {
        var full = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, bytes);
    }

    public void WriteBody(string body) => Write($"content/{CaseFile}", FrontMatter + body);

    public Task<CourseLibrary> LoadAsync() => CourseLibrary.LoadAsync(Options, TestContext.Current.CancellationToken);

    /// <summary>The lesson of the case, with this body.</summary>
    public async Task<Lesson> LoadBodyAsync(string body)
    {
        WriteBody(body);
        return (await LoadAsync()).Course.Lessons.First();
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
