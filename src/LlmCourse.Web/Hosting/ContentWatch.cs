using System.Threading.Channels;

namespace LlmCourse.Web.Hosting;

/// <summary>
/// Says when it is time to look at the content folder: soon after the file system reports a change there, and at the latest
/// after an interval, because a report can be lost (a network share, a queue that overflows, a folder that is made later).
/// </summary>
internal sealed class ContentWatch : IDisposable
{
    /// <summary>Longest time between two looks.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // An editor or git writes several files in a few milliseconds; one look after the last of them sees them all.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan LongestUnrest = TimeSpan.FromMilliseconds(400);

    private readonly Channel<bool> reports = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly TimeProvider time;
    private readonly FileSystemWatcher? watcher;

    /// <summary>Starts to listen.</summary>
    /// <param name="folder">The content folder; when there is none, only the interval is left.</param>
    /// <param name="time">Clock of the interval.</param>
    /// <param name="log">Told when the file system cannot be listened to.</param>
    public ContentWatch(string folder, TimeProvider time, ILogger log)
    {
        this.time = time;
        try
        {
            watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = true, NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size };
            watcher.Changed += Report;
            watcher.Created += Report;
            watcher.Deleted += Report;
            watcher.Renamed += Report;
            watcher.Error += (_, _) => reports.Writer.TryWrite(true);
            watcher.EnableRaisingEvents = true;
        }
        catch (Exception deaf) when (deaf is ArgumentException or IOException or UnauthorizedAccessException or PlatformNotSupportedException)
        {
            watcher?.Dispose();
            watcher = null;
            log.LogWarning(deaf, "Changes in {Folder} are not reported by the system; it is looked at every {Interval}", folder, Interval);
        }
    }

    /// <summary>Waits until a look is due.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        if (!await ReportedAsync(Interval, cancellationToken)) return;
        var since = time.GetTimestamp();
        while (time.GetElapsedTime(since) < LongestUnrest && await ReportedAsync(Quiet, cancellationToken))
        {
            // not at rest yet
        }
    }

    /// <inheritdoc />
    public void Dispose() => watcher?.Dispose();

    private void Report(object sender, FileSystemEventArgs change) => reports.Writer.TryWrite(true);

    private async Task<bool> ReportedAsync(TimeSpan within, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(within, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await reports.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
