namespace LlmCourse.Web.Authoring;

/// <summary>
/// One at a time writes a file of the course and its history, so that looking at a version and replacing it cannot be pulled
/// apart, and what is written here is never taken for a change from outside.
/// </summary>
public sealed class WritingGate : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);

    /// <summary>Waits for one's turn; disposing what is returned ends it.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        return new Turn(gate);
    }

    /// <inheritdoc />
    public void Dispose() => gate.Dispose();

    private sealed class Turn(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
