namespace LlmCourse.Trainer.Tests.Lessons;

/// <summary>The numbers of the lesson "A model that writes" that are known before its run starts.</summary>
public sealed class AModelThatWritesTests
{
    private static readonly LessonText Lesson = LessonText.Read("04-a-model-that-writes");

    [Fact]
    public void Run_StartsFromTheLinesOfTheLesson()
    {
        var run = LessonRun.Describe("04-a-model-that-writes/stories.run.yaml");

        Lesson.ShouldSay($"made of {run.Parameters:N0} numbers");
        Lesson.ShouldSay($"Blind guessing among {run.VocabularySize} tokens costs $\\ln {run.VocabularySize} \\approx {run.UniformLoss:0.00}$ nats");
        Lesson.ShouldSay($"Knowing how common each character is brings it to {run.UnigramEntropy:0.00}.");
        Lesson.ShouldSay($"A model stands at a loss of {run.UnigramEntropy:0.00} on our stories");
        Lesson.ShouldSay($"leave to everybody, is at {run.SourceEntropyPerToken:0.00}.");
    }
}
