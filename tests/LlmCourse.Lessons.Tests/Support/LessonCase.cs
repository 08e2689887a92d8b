namespace LlmCourse.Lessons.Tests.Support;

/// <summary>
/// One case of a file under <c>Cases</c>: a second-level heading, then fences of six tildes: <c>markdown</c> (the lesson),
/// <c>file PATH</c> (further files), <c>diagnostics</c> (all that must be found; none when missing), <c>blocks</c> (what must be shown).
/// </summary>
internal sealed record LessonCase(string Name, IReadOnlyList<(string Info, string Text)> Fences)
{
    private const string Fence = "~~~~~~";

    public static string Folder { get; } = Path.Combine(RepositoryPaths.Root, "tests", "LlmCourse.Lessons.Tests", "Cases");

    public string Markdown => Fences.Single(fence => fence.Info == "markdown").Text;

    public IEnumerable<(string Path, string Text)> Files => Fences
        .Where(fence => fence.Info.StartsWith("file ", StringComparison.Ordinal))
        .Select(fence => (fence.Info["file ".Length..], fence.Text));

    public string[] Diagnostics =>
        [.. Fences.Where(fence => fence.Info == "diagnostics").SelectMany(fence => fence.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries))];

    /// <summary>Rules that this case shows how to keep.</summary>
    public string[] Passes =>
        [.. Fences.Where(fence => fence.Info == "passes").SelectMany(fence => fence.Text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries))];

    public string? Blocks => Fences.Where(fence => fence.Info == "blocks").Select(fence => fence.Text.TrimEnd()).FirstOrDefault();

    public static IEnumerable<LessonCase> ReadAll() => Directory.EnumerateFiles(Folder, "*.md").Order(StringComparer.Ordinal).SelectMany(Read);

    /// <summary>The cases of one file.</summary>
    public static IReadOnlyList<LessonCase> Read(string file)
    {
        var cases = new List<LessonCase>();
        var fences = new List<(string Info, string Text)>();
        string? info = null;
        var text = new List<string>();
        foreach (var line in File.ReadAllLines(file))
        {
            if (info is null && line.StartsWith("## ", StringComparison.Ordinal))
            {
                fences = [];
                cases.Add(new LessonCase($"{Path.GetFileNameWithoutExtension(file)}: {line[3..]}", fences));
            }
            else if (info is null && line.StartsWith(Fence, StringComparison.Ordinal))
            {
                info = line[Fence.Length..];
                text = [];
            }
            else if (line == Fence)
            {
                fences.Add((info!, string.Concat(text.Select(item => item + "\n"))));
                info = null;
            }
            else
            {
                text.Add(line);
            }
        }

        info.ShouldBeNull($"{file} has a fence that is not closed.");
        return cases;
    }
}
