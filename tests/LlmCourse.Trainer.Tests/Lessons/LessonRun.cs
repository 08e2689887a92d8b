using LlmCourse.Lessons.Yaml;
using LlmCourse.Runs.Events;
using LlmCourse.Runs.Specs;
using LlmCourse.Trainer.Sessions;

namespace LlmCourse.Trainer.Tests.Lessons;

/// <summary>The run of a lesson, as far as it is known before its first step.</summary>
internal static class LessonRun
{
    /// <summary>Builds model and corpus of a run file, and says what was built.</summary>
    /// <param name="path">Folder of the lesson, and the file in it.</param>
    public static RunDescribed Describe(string path)
    {
        var yaml = File.ReadAllText(Path.Combine(LessonText.Folder, path));
        var spec = RunSpecJson.Read(SettingsFile.ToJson(path, yaml, out _)!);
        using var session = new PretrainingSessions(uploads: null, new ShardShelf(root: null)).Create(spec, TestContext.Current.CancellationToken);
        return session.Description;
    }
}
