using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace LlmCourse.Cli.Corpora.Fetching;

/// <summary>
/// Downloads one corpus. What came before a break is kept and continued (RFC 9110, Range with If-Range), so that a file that changed
/// on the server is never glued together from two versions; under its own name it stands only once its checksum is right.
/// </summary>
/// <param name="client">Asks the server.</param>
/// <param name="limits">How far it goes.</param>
/// <param name="progress">Told about bytes that are here, and of how many.</param>
internal sealed class CorpusDownload(HttpClient client, FetchLimits limits, Action<long, long?> progress)
{
    private const int BufferBytes = 128 * 1024;
    private const long BytesBetweenReports = 1 << 20;

    /// <summary>Brings a corpus into a folder, unless it is there already.</summary>
    /// <exception cref="CommandException">It cannot be had; the message says what was kept and what to do.</exception>
    public async Task<FetchedCorpus> FetchAsync(CatalogueEntry entry, string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, entry.File);
        if (File.Exists(path))
            return await CheckedAsync(entry, path, path, wasThere: true, cancellationToken);

        var partial = path + ".partial";
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await ContinueAsync(entry, partial, cancellationToken);
                break;
            }
            catch (Exception broken) when (broken is HttpRequestException or IOException or TimeoutException && !cancellationToken.IsCancellationRequested)
            {
                var kept = File.Exists(partial) ? new FileInfo(partial).Length : 0;
                if (attempt == limits.Attempts)
                    throw new CommandException($"The download of {entry.Name} broke off {attempt} times, the last time with: {broken.Message} {kept:N0} bytes are kept in {partial}; run the command again to go on from there.");
                await Task.Delay(limits.Pause * attempt, cancellationToken);
            }
        }

        return await CheckedAsync(entry, partial, path, wasThere: false, cancellationToken);
    }

    private async Task ContinueAsync(CatalogueEntry entry, string partial, CancellationToken cancellationToken)
    {
        var validatorFile = partial + ".version";
        var have = File.Exists(partial) ? new FileInfo(partial).Length : 0;
        var version = have > 0 && File.Exists(validatorFile) ? await File.ReadAllTextAsync(validatorFile, cancellationToken) : "";
        using var request = new HttpRequestMessage(HttpMethod.Get, entry.Address);
        if (version.Length > 0)
        {
            request.Headers.Range = new RangeHeaderValue(have, null);
            request.Headers.TryAddWithoutValidation("If-Range", version);
        }

        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && response.Content.Headers.ContentRange?.Length == have)
            return; // all of it is here already; only the checksum was missing
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            File.Delete(partial);
            throw new HttpRequestException("The server has less than what was kept; it is fetched anew.");
        }

        if ((int)response.StatusCode >= 500)
            throw new HttpRequestException($"The server answered {(int)response.StatusCode} {response.ReasonPhrase}.");
        if (!response.IsSuccessStatusCode)
            throw new CommandException($"{entry.Address} answers {(int)response.StatusCode} {response.ReasonPhrase}. {have:N0} bytes of an earlier try are kept. Look whether the corpus has moved; a catalogue of your own can name its new address (--catalogue).");

        var goesOn = response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == have;
        var start = goesOn ? have : 0;
        var whole = response.Content.Headers.ContentLength is { } rest ? start + rest : (long?)null;
        RefuseSize(entry, whole, start, partial);
        await File.WriteAllTextAsync(validatorFile, VersionOf(response), cancellationToken);
        await CopyAsync(entry, response, partial, start, whole, cancellationToken);
    }

    private async Task CopyAsync(CatalogueEntry entry, HttpResponseMessage response, string partial, long start, long? whole, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(partial, start > 0 ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.None, BufferBytes, FileOptions.Asynchronous);
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var buffer = new byte[BufferBytes];
        var (have, told) = (start, start);
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            while (true)
            {
                silence.CancelAfter(limits.Silence);
                var read = await body.ReadAsync(buffer, silence.Token);
                if (read == 0)
                    break;
                have += read;
                if (have > limits.LargestBytes)
                    throw new CommandException($"{entry.Name} is larger than the limit of {limits.LargestBytes:N0} bytes (--max-gigabytes). What came is kept in {partial}.");
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                if (have - told >= BytesBetweenReports)
                    progress(told = have, whole);
            }
        }
        catch (OperationCanceledException silent) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The server sent nothing for {limits.Silence.TotalSeconds:0} seconds.", silent);
        }

        if (have < whole)
            throw new HttpRequestException($"The connection ended after {have:N0} of {whole:N0} bytes.");
    }

    private void RefuseSize(CatalogueEntry entry, long? whole, long start, string partial)
    {
        if (whole is { } size && entry.Bytes is { } expected && size != expected)
            throw new CommandException($"The catalogue says that {entry.Name} has {expected:N0} bytes, but the server offers {size:N0}. It is another file, and nothing of it was fetched.");
        if (whole > limits.LargestBytes)
            throw new CommandException($"{entry.Name} has {whole:N0} bytes, more than the limit of {limits.LargestBytes:N0}. Nothing was fetched; --max-gigabytes raises the limit.");
        var free = new DriveInfo(Path.GetDirectoryName(Path.GetFullPath(partial))!).AvailableFreeSpace;
        if (whole - start > free - limits.SpareBytes)
            throw new CommandException($"{entry.Name} needs {whole - start:N0} more bytes, and the disk has {free:N0} left, of which {limits.SpareBytes:N0} stay free for everything else. Make room, or choose another folder (--output).");
    }

    /// <summary>Holds a file against the checksum that the catalogue gives, or that was recorded when it first came, and gives it its name.</summary>
    private static async Task<FetchedCorpus> CheckedAsync(CatalogueEntry entry, string file, string path, bool wasThere, CancellationToken cancellationToken)
    {
        string sum;
        long bytes;
        await using (var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes, FileOptions.Asynchronous | FileOptions.SequentialScan))
        {
            sum = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
            bytes = stream.Length;
        }

        var recordFile = path + ".sha256";
        var recorded = File.Exists(recordFile) ? (await File.ReadAllTextAsync(recordFile, cancellationToken)).Split(' ')[0] : null;
        if ((entry.Sha256 ?? recorded) is { } expected && !sum.Equals(expected, StringComparison.OrdinalIgnoreCase))
        {
            if (wasThere)
                throw new CommandException($"{path} is there, but its SHA-256 is {sum} and should be {expected}. It was left as it is; move it away to fetch it anew.");
            File.Delete(file);
            File.Delete(file + ".version");
            throw new CommandException($"What came for {entry.Name} has the SHA-256 {sum} and should have {expected}. It was thrown away: it is damaged, or another file.");
        }

        if (!wasThere)
        {
            // What was summed may have come from memory. After a power cut, a file of this name must be what was summed, with its sum beside it.
            using (var written = File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite))
                RandomAccess.FlushToDisk(written);
            await File.WriteAllTextAsync(recordFile, string.Create(CultureInfo.InvariantCulture, $"{sum}  {entry.File}\n"), cancellationToken);
            File.Move(file, path);
            File.Delete(file + ".version");
        }

        return new FetchedCorpus(path, bytes, sum, wasThere, IsKnown: entry.Sha256 is not null);
    }

    // Only a strong version may continue a file; a weak one says no more than that two files look alike.
    private static string VersionOf(HttpResponseMessage response) =>
        response.Headers.ETag is { IsWeak: false } tag ? tag.Tag : response.Content.Headers.LastModified?.ToString("R", CultureInfo.InvariantCulture) ?? "";
}

/// <summary>How far a download goes.</summary>
/// <param name="LargestBytes">Largest file in bytes: a mistyped address must not fill a disk.</param>
/// <param name="SpareBytes">Bytes of the disk that stay free: other programs need room too.</param>
/// <param name="Attempts">How often it is tried before the user is asked.</param>
/// <param name="Pause">Pause after the first break; after the second it is twice as long, and so on.</param>
/// <param name="Silence">How long a server may send nothing before the connection counts as broken.</param>
internal sealed record FetchLimits(long LargestBytes, long SpareBytes, int Attempts, TimeSpan Pause, TimeSpan Silence)
{
    /// <summary>What holds without settings.</summary>
    public static FetchLimits Default { get; } = new(20_000_000_000, 500_000_000, 4, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
}

/// <summary>A corpus that lies here now.</summary>
/// <param name="Path">Where.</param>
/// <param name="Bytes">Its size in bytes.</param>
/// <param name="Sha256">Its checksum.</param>
/// <param name="WasThere">It had been fetched before, and is still whole.</param>
/// <param name="IsKnown">The checksum is the catalogue's; otherwise it is the one recorded at the first download.</param>
internal sealed record FetchedCorpus(string Path, long Bytes, string Sha256, bool WasThere, bool IsKnown);
