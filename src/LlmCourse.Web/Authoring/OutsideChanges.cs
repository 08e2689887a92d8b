using LlmCourse.Web.Hosting;

namespace LlmCourse.Web.Authoring;

/// <summary>Keeps what editors and git outside of the site write: it joins the history as soon as it is seen.</summary>
internal sealed class OutsideChanges(CourseShelf shelf, ContentFiles files, FileHistory history, WritingGate writing, ILogger<OutsideChanges> log) : BackgroundService
{
    public const string Somebody = "outside of the site";
    public const string Message = "Found on disk";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var watching = shelf.Watch(_ => RecordAsync(stoppingToken));
        await RecordAsync(stoppingToken);
        await Task.Delay(Timeout.Infinite, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task RecordAsync(CancellationToken stopping)
    {
        try
        {
            using var turn = await writing.EnterAsync(stopping);
            var known = (await history.NewestAsync(stopping)).ToDictionary(entry => entry.Path, entry => entry.Hash, StringComparer.Ordinal);
            var present = files.List();
            foreach (var path in present)
            {
                if (await files.ReadAsync(path, stopping) is { } version && known.GetValueOrDefault(path) != version.Hash)
                    await history.AddAsync(path, version, null, Somebody, Message, stopping);
            }

            foreach (var path in known.Where(file => file.Value.Length > 0).Select(file => file.Key).Except(present, StringComparer.Ordinal))
                await history.AddAsync(path, null, null, Somebody, "Deleted on disk", stopping);
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
