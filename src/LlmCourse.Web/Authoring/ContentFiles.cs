using System.Text;
using LlmCourse.Lessons.Files;
using LlmCourse.Web.Hosting;
using Microsoft.Extensions.Options;

namespace LlmCourse.Web.Authoring;

/// <summary>Reads and writes the files of the content folder: only those that authors may edit, and never outside of it.</summary>
public sealed class ContentFiles(CourseShelf shelf, IOptions<AuthoringOptions> options)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The content folder.</summary>
    public string Folder => shelf.Options.ContentFolder;

    /// <summary>Why nothing can be written; null when it can.</summary>
    public string? WhyReadOnly()
    {
        if (!Directory.Exists(Folder)) return $"There is no content folder at {Folder}. Set {CourseShelf.FolderSetting} to the folder of course.yaml.";
        var probe = Path.Combine(Folder, $".write-{Guid.NewGuid():n}");
        try
        {
            using (File.Create(probe, 1, FileOptions.DeleteOnClose))
            {
                return null;
            }
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return $"The content folder {Folder} cannot be written. You can read and try things here; what you type is kept as your draft. Whoever keeps this site can open the folder for writing.";
        }
    }

    /// <summary>The text on disk; null when there is no such file.</summary>
    /// <exception cref="AuthoringException">It cannot be read as text.</exception>
    public async Task<FileVersion?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var full = Resolve(path);
        try
        {
            return new FileVersion(Strict.GetString(await File.ReadAllBytesAsync(full, cancellationToken)).TrimStart('\uFEFF'));
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw new AuthoringException($"{path} cannot be read as text. Nothing was changed.", unreadable);
        }
    }

    /// <summary>Puts a text in place of the file, whole or not at all.</summary>
    /// <exception cref="AuthoringException">It could not be written.</exception>
    public Task WriteAsync(string path, FileVersion version, CancellationToken cancellationToken) =>
        PutAsync(Resolve(path), Strict.GetBytes(version.Text), cancellationToken);

    /// <summary>Puts a picture beside a lesson.</summary>
    /// <param name="folder">The lesson's folder.</param>
    /// <param name="name">File name, made by the caller and not by a browser.</param>
    /// <param name="bytes">The picture.</param>
    /// <param name="cancellationToken">Stops the write.</param>
    public Task WritePictureAsync(string folder, string name, byte[] bytes, CancellationToken cancellationToken) =>
        PutAsync(Confined($"lessons/{folder}/{name}"), bytes, cancellationToken);

    /// <summary>The bytes of a file beside a lesson.</summary>
    /// <exception cref="AuthoringException">It cannot be read, or is larger than <see cref="AuthoringOptions.MaxKeptBytes"/>.</exception>
    public async Task<byte[]> ReadBytesAsync(string path, CancellationToken cancellationToken)
    {
        var full = Confined(path);
        var limit = options.Value.MaxKeptBytes;
        try
        {
            if (new FileInfo(full).Length is var length && length > limit)
                throw new AuthoringException($"{path} has {length / 1_000_000} MB, and at most {limit / 1_000_000} MB are kept of a deleted file. Nothing was deleted. Take that file away first, or delete the lesson's folder on disk.");
            return await File.ReadAllBytesAsync(full, cancellationToken);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new AuthoringException($"{path} cannot be read, so it could not be kept. Nothing was deleted.", unreadable);
        }
    }

    /// <summary>Takes a file away that authors may edit, and its folder when that is left empty.</summary>
    public void Delete(string path) => Delete(path, Resolve(path));

    /// <summary>Takes any file away that lies beside a lesson, and its folder when that is left empty.</summary>
    public void DeleteBeside(string folder, string name) => Delete($"lessons/{folder}/{name}", Confined($"lessons/{folder}/{name}"));

    private static void Delete(string path, string full)
    {
        try
        {
            File.Delete(full);
            var folder = Path.GetDirectoryName(full)!;
            if (ContentPath.FolderOf(path) is not null && !Directory.EnumerateFileSystemEntries(folder).Any()) Directory.Delete(folder);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new AuthoringException($"{path} could not be deleted: {refused.Message} It stays as it is.", refused);
        }
    }

    /// <summary>Paths of all files that authors may edit.</summary>
    public IReadOnlyList<string> List()
    {
        if (!Directory.Exists(Folder)) return [];
        var enumeration = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, MaxRecursionDepth = 3 };
        return [.. Directory.EnumerateFiles(Folder, "*", enumeration)
            .Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/'))
            .Where(path => ContentPath.KindOf(path) is not null)
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>Names of all files beside a lesson, pictures included.</summary>
    public IReadOnlyList<string> NamesBeside(string folder) =>
        new ConfinedFolder(Folder).Resolve($"lessons/{folder}") is { } full && Directory.Exists(full)
            ? [.. Directory.EnumerateFiles(full).Select(Path.GetFileName).OfType<string>().Where(name => !name.StartsWith('.')).Order(StringComparer.Ordinal)]
            : [];

    private static async Task PutAsync(string full, byte[] bytes, CancellationToken cancellationToken)
    {
        var temporary = Path.Combine(Path.GetDirectoryName(full)!, $".{Guid.NewGuid():n}.tmp");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            await File.WriteAllBytesAsync(temporary, bytes, cancellationToken);
            File.Move(temporary, full, overwrite: true);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            File.Delete(temporary);
            throw new AuthoringException($"The file could not be written: {refused.Message} What you typed is kept as your draft.", refused);
        }
    }

    private string Resolve(string path) =>
        ContentPath.KindOf(path) is null ? throw new AuthoringException($"“{path}” is no file that is edited here.") : Confined(path);

    private string Confined(string path) =>
        new ConfinedFolder(Folder).Resolve(path) ?? throw new AuthoringException($"“{path}” leads out of the content folder. Nothing was changed.");
}
