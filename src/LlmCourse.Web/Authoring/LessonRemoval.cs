namespace LlmCourse.Web.Authoring;

/// <summary>Takes lessons off the disk with everything beside them, and puts them back. <see cref="AuthoringDesk"/> decides who may.</summary>
public sealed class LessonRemoval(ContentFiles files, FileHistory history, KeptFiles kept)
{
    /// <summary>What the history says of files that went with their lesson.</summary>
    public const string WithItsLesson = "Deleted with its lesson";

    private const string ByItself = "Deleted";

    /// <summary>Takes a file away; a lesson takes along whatever lies beside it. Texts stay in the history, all else is kept.</summary>
    /// <exception cref="AuthoringException">It could not be kept or deleted; nothing that is not kept was deleted.</exception>
    public async Task RemoveAsync(string folder, string path, string who, string whoName, CancellationToken cancellationToken)
    {
        var isLesson = path == ContentPath.LessonIn(folder);
        var beside = isLesson ? files.NamesBeside(folder).Select(name => $"lessons/{folder}/{name}").ToList() : [path];
        var pictures = beside.Where(file => ContentPath.KindOf(file) is null).ToList();
        var bytes = new List<(string, byte[])>();
        foreach (var picture in pictures) bytes.Add((Path.GetFileName(picture), await files.ReadBytesAsync(picture, cancellationToken)));
        await kept.KeepAsync(folder, bytes, cancellationToken);

        foreach (var text in beside.Except(pictures, StringComparer.Ordinal))
        {
            if (await files.ReadAsync(text, cancellationToken) is { } present) await history.AddAsync(text, present, null, OutsideChanges.Somebody, OutsideChanges.Message, cancellationToken);
            files.Delete(text);
            await history.AddAsync(text, null, who, whoName, text == path ? ByItself : WithItsLesson, CancellationToken.None);
        }

        foreach (var picture in pictures) files.DeleteBeside(folder, Path.GetFileName(picture));
    }

    /// <summary>The texts that go back with a deleted file, itself first.</summary>
    public async Task<IReadOnlyList<(string Path, string Text)>> TextsOfAsync(string path, CancellationToken cancellationToken)
    {
        var folder = ContentPath.FolderOf(path);
        var gone = (await history.NewestAsync(cancellationToken)).Where(entry => entry.IsDeletion).ToList();
        var paths = gone.Where(entry => folder is not null && path == ContentPath.LessonIn(folder) && ContentPath.FolderOf(entry.Path) == folder && entry.Message == WithItsLesson)
            .Select(entry => entry.Path).Prepend(path);
        var texts = new List<(string, string)>();
        foreach (var each in paths)
        {
            if (await history.LastTextAsync(each, cancellationToken) is { } text) texts.Add((each, text));
        }

        return texts;
    }

    /// <summary>Puts back what was kept of a lesson's folder; what lies there under the same name by now stays.</summary>
    public async Task PutBackAsync(string folder, CancellationToken cancellationToken)
    {
        var present = files.NamesBeside(folder);
        foreach (var (name, bytes) in await kept.FindAsync(folder, cancellationToken))
        {
            if (!present.Contains(name, StringComparer.Ordinal)) await files.WritePictureAsync(folder, name, bytes, cancellationToken);
        }

        await kept.DropAsync(folder, CancellationToken.None);
    }
}
