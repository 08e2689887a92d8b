namespace LlmCourse.Runs.Stores.Files;

/// <summary>Artifacts as files: a folder a run. Works without a database, so the command line uses it too.</summary>
/// <param name="folder">Where the runs' folders are; made at the first write.</param>
public sealed class FolderArtifactStore(string folder) : IArtifactStore
{
    /// <inheritdoc />
    public async Task WriteAsync(string runId, string name, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(write);
        var path = PathOf(runId, name);
        await AtomicFile.WriteAsync(path, write, cancellationToken);
    }

    /// <inheritdoc />
    public Stream? OpenRead(string runId, string name) => AtomicFile.OpenRead(PathOf(runId, name));

    private string PathOf(string runId, string name) => Path.Combine(folder, SafeName.Require(runId), SafeName.Require(name));
}
