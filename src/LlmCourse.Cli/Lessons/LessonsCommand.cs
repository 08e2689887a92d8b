using System.CommandLine;

namespace LlmCourse.Cli.Lessons;

/// <summary><c>lessons</c>: work on the course's lessons.</summary>
internal static class LessonsCommand
{
    public static Command Create(CommandConsole console) => new("lessons", "Work on the course's lessons.")
    {
        LessonsCheckCommand.Create(console),
        LessonsNewCommand.Create(console),
    };

    /// <summary>“1 lesson”, “2 lessons”.</summary>
    public static string Counted(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
