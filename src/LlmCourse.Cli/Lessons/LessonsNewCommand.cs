using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using LlmCourse.Lessons.Authoring;

namespace LlmCourse.Cli.Lessons;

/// <summary><c>lessons new</c>: a lesson's folder from a template, listed in its module.</summary>
internal static partial class LessonsNewCommand
{
    private const string Outline = "course.yaml";

    public static CommandWithExamples Create(CommandConsole console)
    {
        var slug = new Argument<string>("slug") { Description = "Small letters, digits and hyphens, such as dot-product; becomes the lesson's id." };
        slug.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !Slug().IsMatch(token.Value))
                result.AddError($"'{token.Value}' cannot name a lesson: it takes small letters, digits and hyphens, and starts with a letter.");
        });
        var title = new Option<string>("--title") { Description = "The lesson's title; without it, made from the slug.", HelpName = "TEXT" };
        var module = new Option<string>("--module") { Description = "The module that lists it; without it, the last one.", HelpName = "ID" };
        var template = new Option<string>("--template") { Description = "What it starts from.", DefaultValueFactory = _ => LessonTemplate.Plain.Id };
        template.AcceptOnlyFromAmong([.. LessonTemplate.All.Select(item => item.Id)]);
        var content = new Option<DirectoryInfo>("--content") { Description = "Folder that holds course.yaml and lessons/.", HelpName = "FOLDER", DefaultValueFactory = _ => new DirectoryInfo("content") };

        var command = new CommandWithExamples("new", "Make a lesson from a template and list it in course.yaml.",
            "llmcourse lessons new dot-product --title \"Dot products\" --module attention",
            "llmcourse lessons new first-run --template training")
        {
            slug, title, module, template, content,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var id = parsed.GetRequiredValue(slug);
            var file = await CreateAsync(
                parsed.GetRequiredValue(content).FullName, id, parsed.GetValue(title) ?? TitleOf(id), parsed.GetValue(module),
                LessonTemplate.All.Single(item => item.Id == parsed.GetValue(template)), cancellationToken);
            await console.Output.WriteLineAsync(file);
            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>Writes the lesson and lists it.</summary>
    /// <returns>Path of the lesson's file.</returns>
    private static async Task<string> CreateAsync(
        string content, string id, string title, string? module, LessonTemplate template, CancellationToken cancellationToken)
    {
        var outlinePath = Path.Combine(content, Outline);
        if (!File.Exists(outlinePath))
            throw new CommandException($"There is no {Outline} in '{content}'. Name the folder that holds it with --content.");
        var outline = await File.ReadAllTextAsync(outlinePath, cancellationToken);
        var modules = OutlineEditor.Modules(outline);
        var target = module ?? (modules is [.., var last] ? last : throw new CommandException($"'{outlinePath}' has no modules. Add one, with an id, a title and its lessons."));
        if (!modules.Contains(target))
            throw new CommandException($"There is no module '{target}' in '{outlinePath}'. Known are: {string.Join(", ", modules)}.");

        var lessons = Path.Combine(content, "lessons");
        var folders = Directory.Exists(lessons) ? Directory.GetDirectories(lessons).Select(folder => Path.GetFileName(folder)).ToList() : [];
        if (folders.Find(folder => LeadingNumber().Replace(folder, "") == id) is { } taken)
            throw new CommandException($"There is a lesson '{taken}' already. Choose another name.");
        var number = folders.Select(folder => LeadingNumber().Match(folder)).Where(match => match.Success)
            .Select(match => int.Parse(match.Value[..^1], CultureInfo.InvariantCulture)).DefaultIfEmpty(0).Max() + 1;
        var name = $"{number.ToString("00", CultureInfo.InvariantCulture)}-{id}";
        var changed = OutlineEditor.AddLesson(outline, target, name)
            ?? throw new CommandException($"The module '{target}' in '{outlinePath}' has no list of lessons. Write 'lessons: []' there, and try again.");

        var path = Path.Combine(lessons, name);
        Directory.CreateDirectory(path);
        var file = Path.Combine(path, "lesson.md");
        await File.WriteAllTextAsync(file, template.Write(id, title, target), cancellationToken);
        foreach (var companion in template.Companions)
            await File.WriteAllTextAsync(Path.Combine(path, companion.Path), companion.Text, cancellationToken);
        await File.WriteAllTextAsync(outlinePath, changed, cancellationToken);
        return file;
    }

    /// <summary>“dot-product” becomes “Dot product”.</summary>
    private static string TitleOf(string slug) => char.ToUpperInvariant(slug[0]) + slug[1..].Replace('-', ' ');

    [GeneratedRegex("^[a-z][a-z0-9-]{0,63}$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Slug();

    [GeneratedRegex("^[0-9]{1,6}-", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex LeadingNumber();
}
