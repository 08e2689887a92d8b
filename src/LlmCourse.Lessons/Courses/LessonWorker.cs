using System.Text;
using LlmCourse.Lessons.Blocks;
using LlmCourse.Lessons.Diagnostics;
using LlmCourse.Lessons.Files;

namespace LlmCourse.Lessons.Courses;

/// <summary>
/// Reads and renders one lesson at a time, away from the caller and within the lesson's own time, so that no lesson,
/// however broken, takes another one down. Safe for concurrent use.
/// </summary>
internal sealed class LessonWorker(CourseOptions options)
{
    private readonly ConfinedFolder _content = new(options.ContentFolder);

    /// <summary>The lesson of a folder as it is on disk; a refused slot when it cannot be read.</summary>
    /// <param name="folder">Name of its folder.</param>
    /// <param name="number">Its position in the course, from 1.</param>
    /// <param name="original">The lesson that it translates; null for an original.</param>
    /// <param name="language">Language of a translation; null for an original.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<LessonSlot> ReadFileAsync(
        string folder, int number, LessonDraft? original, string? language, CancellationToken cancellationToken)
    {
        var file = LessonFolders.PathOf(folder, language);
        var path = LessonFolders.IsName(folder) ? _content.Resolve(file) : null;
        var limits = options.Limits;
        var (text, fault) = path is null ? ("", TextFileFault.Unreadable) : await TextFile.ReadAsync(path, limits.MaxBytes, cancellationToken);
        return await ReadAsync(folder, number, original, language, text, fault, cancellationToken);
    }

    /// <summary>The lesson of a folder as if this text were on disk.</summary>
    public Task<LessonSlot> ReadTextAsync(
        string folder, int number, LessonDraft? original, string? language, string text, CancellationToken cancellationToken)
    {
        var isTooLarge = Encoding.UTF8.GetByteCount(text) > options.Limits.MaxBytes;
        return ReadAsync(folder, number, original, language, isTooLarge ? "" : text, isTooLarge ? TextFileFault.TooLarge : TextFileFault.None, cancellationToken);
    }

    /// <summary>The lesson, ready to be shown.</summary>
    public async Task<Lesson> RenderAsync(LessonSlot slot, LessonSurroundings surroundings, CancellationToken cancellationToken)
    {
        IReadOnlyList<LessonBlock>? blocks = null;
        if (slot is { Refusal: null, Draft: { } draft })
        {
            blocks = await GuardAsync(
                slot, async () => await LessonRenderer.RenderAsync(draft, surroundings, cancellationToken), cancellationToken);
        }

        return slot.ToLesson(blocks ?? []);
    }

    private async Task<LessonSlot> ReadAsync(
        string folder, int number, LessonDraft? original, string? language, string text, TextFileFault fault, CancellationToken cancellationToken)
    {
        var source = new SourceText(LessonFolders.PathOf(folder, language), text);
        var slot = new LessonSlot(folder, language, number, new DiagnosticBag(source));
        switch (fault)
        {
            case TextFileFault.Unreadable:
                slot.Refuse(Rules.MissingLesson, $"The course lists “{folder}”, but its lesson cannot be read.");
                break;
            case TextFileFault.TooLarge:
                slot.Refuse(Rules.LessonTooLarge, $"The lesson is larger than {options.Limits.MaxBytes / 1024} KB.");
                break;
            case TextFileFault.NotUtf8:
                slot.Refuse(Rules.NotUtf8, "The lesson is not UTF-8.");
                break;
            default:
                slot.Draft = await GuardAsync(
                    slot, () => Task.FromResult(LessonDraftReader.Read(slot, source, options.Limits, original)), cancellationToken);
                break;
        }

        return slot;
    }

    private async Task<T?> GuardAsync<T>(LessonSlot slot, Func<Task<T>> step, CancellationToken cancellationToken)
        where T : class
    {
        var clock = WorkClock.Start();
        try
        {
            var work = Task.Run(step, cancellationToken);
            if (await clock.IsDoneAsync(work, options.Limits.MaxRenderTime - slot.TimeTaken, options.Limits.MaxRenderWait, cancellationToken))
                return await work;
            slot.Abandon(Rules.RenderTooSlow, $"The lesson took longer than {options.Limits.MaxRenderTime.TotalSeconds:0.#} seconds to read.");
        }
        catch (LessonRefusedException exception)
        {
            slot.Refuse(exception.Diagnostic);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            slot.Abandon(Rules.RenderFailed, $"The lesson could not be rendered: {exception.Message}");
        }
        finally
        {
            slot.TimeTaken += clock.Worked;
        }

        return null;
    }
}
