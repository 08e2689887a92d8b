namespace LlmCourse.Runs.Stores;

/// <summary>Files a run leaves: snapshots, checkpoints, tokenizers. Written to a temporary name and renamed, so a reader never sees half a file.</summary>
public interface IArtifactStore
{
    /// <summary>Writes a file; an existing one of that name is replaced at once.</summary>
    Task WriteAsync(string runId, string name, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken);

    /// <summary>Opens a file to read, or null when there is none. Names are plain file names; anything else is refused.</summary>
    Stream? OpenRead(string runId, string name);
}

/// <summary>Texts that learners uploaded.</summary>
public interface IUploadStore
{
    /// <summary>Stores a text after checking that it is UTF-8, not empty and within the size limit; the owner (a stable identifier) may take it back.</summary>
    /// <exception cref="UploadException">It was refused; nothing was kept.</exception>
    Task<UploadedText> AddAsync(string fileName, Stream content, string owner, CancellationToken cancellationToken);

    /// <summary>Facts about an upload, or null.</summary>
    Task<UploadedText?> FindAsync(string uploadId, CancellationToken cancellationToken);

    /// <summary>Facts about an upload of this owner; null when there is none, it is somebody else's, or the identifier is no identifier.</summary>
    Task<UploadedText?> FindAsync(string uploadId, string owner, CancellationToken cancellationToken);

    /// <summary>The text.</summary>
    Task<string> ReadAsync(string uploadId, CancellationToken cancellationToken);

    /// <summary>What an owner uploaded and did not take back, by name.</summary>
    Task<IReadOnlyList<UploadedText>> ListAsync(string owner, CancellationToken cancellationToken);

    /// <summary>Takes a text back; it is deleted once everybody who uploaded it has. False when it is not this owner's.</summary>
    Task<bool> RemoveAsync(string uploadId, string owner, CancellationToken cancellationToken);

    /// <summary>Gives all texts of one owner to another.</summary>
    Task GiveAsync(string fromOwner, string toOwner, CancellationToken cancellationToken);
}

/// <summary>Facts about an uploaded text.</summary>
/// <param name="Id">Content hash; the same text uploaded twice is one upload.</param>
/// <param name="FileName">What the learner's file was called; never used as a path.</param>
/// <param name="Bytes">Size in bytes.</param>
/// <param name="Characters">Unicode characters.</param>
public sealed record UploadedText(string Id, string FileName, long Bytes, long Characters);

/// <summary>An upload was refused; nothing was kept.</summary>
public sealed class UploadException(string message) : InvalidOperationException(message);
