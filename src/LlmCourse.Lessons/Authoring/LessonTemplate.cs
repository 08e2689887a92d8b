using System.Globalization;

namespace LlmCourse.Lessons.Authoring;

/// <summary>What a new lesson starts from.</summary>
/// <param name="Id">Names the template.</param>
/// <param name="Title">What it is, plain text.</param>
/// <param name="Body">The lesson below its front matter.</param>
/// <param name="Companions">Files that go beside it.</param>
public sealed record LessonTemplate(string Id, string Title, string Body, IReadOnlyList<ReferenceFile> Companions)
{
    /// <summary>Minutes that a new lesson claims until its author knows better.</summary>
    private const int Minutes = 15;

    private const string Opening = """
        Begin with a question that the reader cannot answer yet, and would like to.

        ## The idea

        Say the idea in plain words, then give it its name.

        """;

    private const string Run = """
        title: A first run
        corpus:
          kind: stories
        model:
          layers: 2
        training:
          steps: 500

        """;

    /// <summary>Text, and a checkpoint at its end.</summary>
    public static LessonTemplate Plain { get; } = new("plain", "Plain lesson", Opening + """

        :::checkpoint {#done}
        :outcome: 1
        :::

        """, []);

    /// <summary>Text, a question, and a checkpoint.</summary>
    public static LessonTemplate WithQuiz { get; } = new("quiz", "Lesson with a quiz", Opening + """

        :::quiz Which of these follows from the idea? {#quiz-idea}
        :outcome: 1
        - [x] The right answer
          > Say why it is right.
        - [ ] A wrong answer that somebody would give
          > Say what they overlooked.

        > Say what to remember.
        :::

        :::checkpoint {#done}
        :outcome: 1
        :::

        """, []);

    /// <summary>Text, a prediction, the training run that scores it, and a checkpoint.</summary>
    public static LessonTemplate WithTraining { get; } = new("training", "Lesson with a training lab", Opening + """

        ## Try it

        :::predict Where will the validation loss end? {#predict-end}
        :run: run-first
        :bounds: 1, 2
        - Below 1
        - From 1 to 2
        - Above 2
        :::

        :::train Watch it learn {#run-first}
        :spec: first.run.yaml
        :knobs: learningRate, steps
        :watch: loss, samples

        Say what to look at while it runs.
        :::

        :::checkpoint {#done}
        :outcome: 1
        :::

        """, [new ReferenceFile("first.run.yaml", Run)]);

    /// <summary>All templates.</summary>
    public static IReadOnlyList<LessonTemplate> All { get; } = [Plain, WithTraining, WithQuiz];

    /// <summary>The lesson's file.</summary>
    /// <param name="id">Its identifier, in kebab case.</param>
    /// <param name="title">Its title, any plain text.</param>
    /// <param name="module">The module that will list it.</param>
    public string Write(string id, string title, string module) => string.Create(CultureInfo.InvariantCulture, $"""
        ---
        id: {id}
        title: {Quoted(title)}
        module: {module}
        minutes: {Minutes}
        outcomes:
          - Say what a reader can do afterwards
        status: draft
        ---
        {Body}
        """);

    /// <summary>Text as YAML between double quotation marks, so that colons and hashes stay text.</summary>
    private static string Quoted(string text) =>
        $"\"{string.Concat(text.Where(character => !char.IsControl(character))).Replace("\\", "\\\\").Replace("\"", "\\\"")}\"";
}
