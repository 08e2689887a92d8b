using System.Security.Claims;
using LlmCourse.Lessons.Authoring;
using LlmCourse.Lessons.Courses;
using LlmCourse.Web.Hosting;
using LlmCourse.Web.Hosting.Identity;
using LlmCourse.Web.Hosting.Uploads;
using LlmCourse.Web.People;
using Microsoft.Extensions.Options;

namespace LlmCourse.Web.Authoring;

/// <summary>What became of a save.</summary>
/// <param name="Saved">The version on disk now; null when it was not saved.</param>
/// <param name="Theirs">What somebody else has written meanwhile; null when nobody has.</param>
public sealed record SaveResult(FileVersion? Saved, FileVersion? Theirs);

/// <summary>
/// Everything that authors do to the course. Files on disk are the truth: a save names the version that its author had
/// opened and is refused when another one is there by now; every text that was ever on disk is kept in the history.
/// </summary>
public sealed class AuthoringDesk(
    ContentFiles files, FileHistory history, WritingGate writing, LessonRemoval removal, CourseShelf shelf, IAuditLog audit, IOptions<AuthoringOptions> options)
{
    /// <summary>Saves a text over the version it was made from.</summary>
    /// <param name="who">The author.</param>
    /// <param name="path">The file.</param>
    /// <param name="text">Its new text.</param>
    /// <param name="over">The version the author started from; null for a file that must not exist yet.</param>
    /// <param name="message">What was done, in a few words.</param>
    /// <param name="cancellationToken">Stops the save before it writes.</param>
    /// <exception cref="AuthoringException">It could not be written; the draft is kept.</exception>
    public async Task<SaveResult> SaveAsync(ClaimsPrincipal who, string path, string text, FileVersion? over, string message, CancellationToken cancellationToken)
    {
        Require(who);
        var limit = shelf.Options.Limits.MaxBytes;
        var version = new FileVersion(text);
        if (System.Text.Encoding.UTF8.GetByteCount(version.Text) > limit)
            throw new AuthoringException($"A lesson has at most {limit / 1024} KB, and this is longer. Nothing was written; your text is kept as your draft. Split it into two lessons.");
        using (await writing.EnterAsync(cancellationToken))
        {
            var present = await files.ReadAsync(path, cancellationToken);
            if (present?.Hash != over?.Hash && present?.Hash != version.Hash) return new SaveResult(null, present ?? new FileVersion(""));
            await KeepForeignAsync(path, present, cancellationToken);
            await files.WriteAsync(path, version, cancellationToken);
            await history.AddAsync(path, version, who.LearnerId(), NameOf(who), message, CancellationToken.None);
        }

        await audit.RecordAsync(who, path.EndsWith(".md", StringComparison.Ordinal) ? "lesson.save" : "content.save", path, message, CancellationToken.None);
        await shelf.RefreshAsync(CancellationToken.None);
        return new SaveResult(version, null);
    }

    /// <summary>Makes a lesson, lists it in a module, and gives its identifier.</summary>
    /// <exception cref="AuthoringException">It could not be made; the message says why.</exception>
    public async Task<string> CreateLessonAsync(ClaimsPrincipal who, string title, string module, LessonTemplate template, CancellationToken cancellationToken)
    {
        Require(who);
        title = title.Trim();
        var id = ContentPath.Slug(title);
        if (id.Length == 0) throw new AuthoringException("A title needs at least one letter or digit of the Latin alphabet, because the lesson's address is made from it.");
        var course = await shelf.RefreshAsync(cancellationToken);
        var stem = id;
        for (var count = 2; course.Find(id) is not null; count++) id = $"{stem}-{count}";

        // A deleted lesson may come back, so its folder stays taken.
        var known = (await history.NewestAsync(cancellationToken)).Select(entry => entry.Path);
        var number = files.List().Concat(known).Select(ContentPath.FolderOf).OfType<string>().Select(folder => int.TryParse(folder.Split('-')[0], out var known) ? known : 0).DefaultIfEmpty(0).Max() + 1;
        var folder = $"{number:00}-{id}";
        var outline = await files.ReadAsync(ContentPath.Outline, cancellationToken)
            ?? throw new AuthoringException("There is no course.yaml in the content folder. Write one with a module first.");
        var listed = OutlineEditor.AddLesson(outline.Text, module, folder)
            ?? throw new AuthoringException($"course.yaml could not be changed by itself: its module “{module}” has no list of lessons. Add {folder} there by hand; the lesson was not made.");

        foreach (var companion in template.Companions)
            await SaveAsync(who, $"lessons/{folder}/{companion.Path}", companion.Text, over: null, "New lesson", cancellationToken);
        await SaveAsync(who, ContentPath.LessonIn(folder), template.Write(id, title, module), over: null, "New lesson", cancellationToken);
        await SaveAsync(who, ContentPath.Outline, listed, outline, $"List {folder}", cancellationToken);
        await audit.RecordAsync(who, "lesson.create", id, folder, CancellationToken.None);
        return id;
    }

    /// <summary>Makes a run file beside a lesson and gives its name.</summary>
    public async Task<string> CreateRunFileAsync(ClaimsPrincipal who, string folder, string title, CancellationToken cancellationToken)
    {
        Require(who);
        var stem = ContentPath.Slug(title) is { Length: > 0 } slug ? slug : "run";
        var name = $"{stem}.run.yaml";
        for (var count = 2; await files.ReadAsync($"lessons/{folder}/{name}", cancellationToken) is not null; count++) name = $"{stem}-{count}.run.yaml";
        await SaveAsync(who, $"lessons/{folder}/{name}", RunFileStarter.Text, over: null, "New run file", cancellationToken);
        return name;
    }

    /// <summary>Puts a picture beside a lesson and gives its name, which is made from the one it came with and from its content.</summary>
    /// <exception cref="AuthoringException">It is too large, or no picture.</exception>
    public async Task<string> AddPictureAsync(ClaimsPrincipal who, string folder, string claimedName, byte[] bytes, CancellationToken cancellationToken)
    {
        Require(who);
        var type = PictureType.Of(bytes) ?? throw new AuthoringException("That is no picture that lessons take. Use PNG, JPEG, GIF or WebP.");
        if (bytes.Length > options.Value.MaxPictureBytes)
            throw new AuthoringException($"The picture has {bytes.Length / 1000:N0} KB; at most {options.Value.MaxPictureBytes / 1000:N0} KB are taken. Make it smaller, or save it as WebP.");
        var stem = ContentPath.Slug(Path.GetFileNameWithoutExtension(claimedName)) is { Length: > 0 } slug ? slug : "picture";
        var name = $"{stem}-{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes))[..6]}{type.Extension}";
        await files.WritePictureAsync(folder, name, bytes, cancellationToken);
        await audit.RecordAsync(who, "lesson.picture", $"{folder}/{name}", null, CancellationToken.None);
        await shelf.RefreshAsync(CancellationToken.None);
        return name;
    }

    /// <summary>Takes a file away; a lesson takes its translations, run files and pictures along. All can be brought back.</summary>
    public async Task DeleteAsync(ClaimsPrincipal who, string path, CancellationToken cancellationToken)
    {
        Require(who);
        var folder = ContentPath.FolderOf(path) ?? throw new AuthoringException($"{path} belongs to the course as a whole and stays.");
        using (await writing.EnterAsync(cancellationToken))
            await removal.RemoveAsync(folder, path, who.LearnerId(), NameOf(who), cancellationToken);

        if (path == ContentPath.LessonIn(folder) && await files.ReadAsync(ContentPath.Outline, cancellationToken) is { } outline && OutlineEditor.RemoveLesson(outline.Text, folder) is var shorter && shorter != outline.Text)
            await SaveAsync(who, ContentPath.Outline, shorter, outline, $"Unlist {folder}", cancellationToken);
        await audit.RecordAsync(who, "lesson.delete", path, null, CancellationToken.None);
        await shelf.RefreshAsync(CancellationToken.None);
    }

    /// <summary>Brings a deleted file back as it was last; a lesson comes with what lay beside it, and is listed again in its module where course.yaml allows it.</summary>
    public async Task UndeleteAsync(ClaimsPrincipal who, string path, CancellationToken cancellationToken)
    {
        Require(who);
        if (await files.ReadAsync(path, cancellationToken) is not null) throw WrittenAnew(path);
        var texts = await removal.TextsOfAsync(path, cancellationToken);
        if (texts.Count == 0) throw new AuthoringException($"The history has no text of {path}.");
        var folder = ContentPath.FolderOf(path);
        var isLesson = folder is not null && path == ContentPath.LessonIn(folder);
        if (isLesson) await removal.PutBackAsync(folder!, cancellationToken);
        foreach (var (file, text) in texts)
        {
            if ((await SaveAsync(who, file, text, over: null, "Brought back", cancellationToken)).Saved is null)
                throw WrittenAnew(file);
        }

        if (isLesson && await files.ReadAsync(ContentPath.Outline, cancellationToken) is { } outline)
        {
            var module = (await (await shelf.RefreshAsync(cancellationToken)).PreviewAsync(path, texts[0].Text, cancellationToken)).FrontMatter?.Module;
            if (module is not null && OutlineEditor.AddLesson(outline.Text, module, folder!) is { } listed)
                await SaveAsync(who, ContentPath.Outline, listed, outline, $"List {folder}", cancellationToken);
        }

        await audit.RecordAsync(who, "lesson.restore", path, null, CancellationToken.None);
    }

    /// <summary>Versions of a file, newest first. The text on disk is among them, even if it came from elsewhere a moment ago.</summary>
    public async Task<IReadOnlyList<HistoryEntry>> HistoryAsync(string path, CancellationToken cancellationToken)
    {
        using (await writing.EnterAsync(cancellationToken))
            await KeepForeignAsync(path, await files.ReadAsync(path, cancellationToken), cancellationToken);
        return await history.ListAsync(path, cancellationToken);
    }

    /// <summary>Writes down that a lesson was published or taken back, which <see cref="SaveAsync"/> has done.</summary>
    public Task NotePublishedAsync(ClaimsPrincipal who, string path, LessonStatus status) =>
        audit.RecordAsync(who, status == LessonStatus.Published ? "lesson.publish" : "lesson.unpublish", path, null, CancellationToken.None);

    /// <summary>What lies on disk may have come from elsewhere and not be seen yet: before it is replaced, it is kept.</summary>
    private Task KeepForeignAsync(string path, FileVersion? present, CancellationToken cancellationToken) =>
        present is null ? Task.CompletedTask : history.AddAsync(path, present, null, OutsideChanges.Somebody, OutsideChanges.Message, cancellationToken);

    private static AuthoringException WrittenAnew(string path) =>
        new($"There is another {path} by now. It stays; the deleted text is in its history.");

    private static string NameOf(ClaimsPrincipal who) => who.Identity?.Name ?? "an instructor";

    // A page may stay open after its visitor lost the role.
    private static void Require(ClaimsPrincipal who)
    {
        if (!who.MayWrite()) throw new AuthoringException("Only instructors change the course, and you are not one any more. Nothing was written; sign in again.");
    }
}
