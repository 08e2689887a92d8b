using System.Runtime.CompilerServices;

namespace LlmCourse.Lessons.Tests.Support;

/// <summary>Where the repository lies, seen from this source file.</summary>
internal static class RepositoryPaths
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", ".."));

    public static string Content { get; } = Path.Combine(Root, "content");

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
