using LlmCourse.Web.Hosting;

namespace LlmCourse.Web.Authoring;

/// <summary>Keeps what editors and git outside of the site write: it joins the history as soon as it is seen.</summary>
internal sealed class OutsideChanges(CourseShelf shelf, ContentFiles files, FileHistory history, ILogger<OutsideChanges> log) : IHostedService, IDisposable
{
    public const string Somebody = "outside of the site";
    public const string Message = "Found on disk";

    private readonly CancellationTokenSource stopping = new();
    private readonly SemaphoreSlim recording = new(1, 1);
    private IDisposable? watching;
    private Task first = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        watching = shelf.Watch(_ => RecordAsync());
        first = Task.Run(RecordAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        watching?.Dispose();
        await stopping.CancelAsync();
        await first;
    }

    public void Dispose()
    {
        watching?.Dispose();
        stopping.Dispose();
        recording.Dispose();
    }

    private async Task RecordAsync()
    {
        try
        {
            await recording.WaitAsync(stopping.Token);
            try
            {
                await shelf.ReadAsync(stopping.Token);
                var known = (await history.NewestAsync(stopping.Token)).ToDictionary(entry => entry.Path, entry => entry.Hash, StringComparer.Ordinal);
                var present = files.List();
                foreach (var path in present)
                {
                    if (await files.ReadAsync(path, stopping.Token) is { } version && known.GetValueOrDefault(path) != version.Hash)
                        await history.AddAsync(path, version, null, Somebody, Message, stopping.Token);
                }

                foreach (var path in known.Where(file => file.Value.Length > 0).Select(file => file.Key).Except(present, StringComparer.Ordinal))
                    await history.AddAsync(path, null, null, Somebody, "Deleted on disk", stopping.Token);
            }
            finally
            {
                recording.Release();
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException)
        {
            // the site stops
        }
        catch (Exception failure)
        {
            log.LogWarning(failure, "A change of the course on disk could not be written into its history; the next change tries again");
        }
    }
}
