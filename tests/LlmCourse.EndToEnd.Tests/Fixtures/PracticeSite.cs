using LlmCourse.Web.Learning.Quizzes;
using Microsoft.Extensions.DependencyInjection;

namespace LlmCourse.EndToEnd.Tests.Fixtures;

/// <summary>Tests that learn from the same two lessons.</summary>
[CollectionDefinition(nameof(PracticeSite))]
public sealed class PracticeCollection : ICollectionFixture<PracticeSite>;

/// <summary>The application with two lessons more: one with every kind of question, one with a curve to draw before a run of seconds.</summary>
public sealed class PracticeSite : AuthoringSite
{
    /// <summary>Where the lesson with the questions is.</summary>
    public const string Questions = "/lessons/practice";

    /// <summary>Where the lesson with the curve is.</summary>
    public const string Drawing = "/lessons/drawing";

    private const string QuestionsText = """
        ---
        id: practice
        title: Practice
        module: practice
        minutes: 5
        outcomes:
          - Tell fruit from stones
          - Tell even from odd
        status: published
        summary: Every kind of question.
        ---
        A [token](../03-words-into-pieces/lesson.md) is a piece of text, and a vocabulary is a list of them.

        ## Questions

        :::quiz Which of these grows? {#single}
        :outcome: 1
        - [ ] A stone
          > Stones were there before.
        - [x] A pear
          > Pears hang on trees.
        - [ ] A shoe
          > Shoes are sewn.

        > Whatever grows was smaller once.
        :::

        :::quiz Which are even? {#multiple}
        :kind: multiple
        :outcome: 2
        - [x] Two
          > Two is one and one.
        - [x] Four
          > Four is two and two.
        - [ ] Five
          > Five leaves one over.

        > Even numbers are halved without a rest.
        :::

        :::quiz How much is a tenth and a fifth? {#number}
        :kind: number
        :answer: 0.3
        :tolerance: 0.1

        > Three tenths in all.
        :::

        :::quiz From small to large {#order}
        :kind: order
        1. Mouse
        2. Dog
        3. Horse
        4. Whale

        > By weight.
        :::

        :::quiz Which of these sinks? {#sinks}
        - [ ] Cork
        - [x] Lead
        - [ ] A feather
        :::

        ## Alone

        ::::exercise Weigh a whale {#weigh}
        On paper.

        :::hint How to begin
        Measure the water.
        :::

        :::hint How to go on
        Divide by its density.
        :::

        :::solution
        About thirty tonnes.
        :::
        ::::

        :::checkpoint You know what grows {#grows}
        :outcome: 1
        :::

        """;

    private const string DrawingText = """
        ---
        id: drawing
        title: Drawing
        module: practice
        minutes: 5
        outcomes: [Draw a curve]
        status: published
        summary: A curve before a run.
        ---
        Draw first.

        :::predict Draw the validation loss {#curve}
        :run: run-drawn
        :kind: curve

        Begin where a model begins that knows nothing.
        :::

        :::train Watch it {#run-drawn}
        :spec: tiny.run.yaml
        :::

        """;

    private const string TinyRun = """
        version: 1
        title: Tiny
        kind: pretrain
        corpus: { kind: stories, seed: 1, stories: 200 }
        tokenizer: { kind: character }
        model: { layers: 1, heads: 1, width: 16, blockSize: 256 }
        optimizer: { warmupSteps: 1 }
        training: { steps: 50, batchSize: 2, layout: documents }
        evaluation: { every: 10, batches: 1 }
        samples: { every: 50, tokens: 8 }
        snapshots: { every: 50 }
        seed: 1
        """;

    /// <summary>Writes the two lessons into the copied course.</summary>
    public PracticeSite()
    {
        Write("90-practice", ("lesson.md", QuestionsText));
        Write("91-drawing", ("lesson.md", DrawingText), ("tiny.run.yaml", TinyRun));
        File.AppendAllText(Path.Combine(ContentFolder, "course.yaml"), "  - id: practice\n    title: Practice\n    summary: For tests.\n    lessons:\n      - 90-practice\n      - 91-drawing\n");
    }

    /// <summary>Waits until what a learner has begun to answer is kept as wanted: that is a moment after the page was told.</summary>
    public async Task KeptAsync(string learner, string lesson, string block, Func<IReadOnlyList<string>?, bool> isAsWanted)
    {
        var cancel = TestContext.Current.CancellationToken;
        var drafts = Services.GetRequiredService<DraftStore>();
        for (var looks = 0; looks < 600 && !isAsWanted(await drafts.ReadAsync(learner, lesson, block, cancel)); looks++) await Task.Delay(50, cancel);
        isAsWanted(await drafts.ReadAsync(learner, lesson, block, cancel)).ShouldBeTrue();
    }

    private void Write(string folder, params (string Name, string Text)[] files)
    {
        var path = Directory.CreateDirectory(Path.Combine(ContentFolder, "lessons", folder)).FullName;
        foreach (var (name, text) in files) File.WriteAllText(Path.Combine(path, name), text);
    }
}
