using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LlmCourse.Cli.Corpora.Fetching;

namespace LlmCourse.Cli.Tests.Fetching;

public sealed class CorpusFetchTests : IDisposable
{
    private readonly CommandRunner runner = new();
    private readonly byte[] text = Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, 40_000).Select(line => $"line {line} of a corpus")));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Target => runner.PathOf("corpora/corpus.txt");

    public void Dispose() => runner.Dispose();

    [Fact]
    public async Task Fetch_WritesTheFile_WithItsChecksum()
    {
        await using var server = await CorpusServer.StartAsync(text);

        var outcome = await FetchAsync(server, Sum(text), "--json");

        outcome.Code.ShouldBe(ExitCode.Success, outcome.Error);
        (await File.ReadAllBytesAsync(Target, Token)).ShouldBe(text);
        var told = JsonDocument.Parse(outcome.Output).RootElement;
        told.GetProperty("sha256").GetString().ShouldBe(Sum(text));
        told.GetProperty("bytes").GetInt64().ShouldBe(text.Length);
        told.GetProperty("isKnown").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Fetch_GoesOnWhereItBroke_AndAsksForTheRestOnly()
    {
        await using var server = await CorpusServer.StartAsync(text);
        server.Cuts.Enqueue(300_000);

        await DownloadAsync(server, Sum(text));

        (await File.ReadAllBytesAsync(Target, Token)).ShouldBe(text);
        server.Asked.Count.ShouldBe(2);
        server.Asked[0].ShouldBeEmpty();
        server.Asked[1].ShouldBe("bytes=300000-");
        Directory.GetFiles(Path.GetDirectoryName(Target)!).Select(Path.GetFileName).ShouldBe(["corpus.txt", "corpus.txt.sha256"], ignoreOrder: true);
    }

    [Fact]
    public async Task Fetch_IsWhole_AlthoughAResetLostBytesOnTheWay()
    {
        await using var server = await CorpusServer.StartAsync(text);
        server.CutsByReset = true;
        server.Cuts.Enqueue(300_000);

        await DownloadAsync(server, Sum(text));

        (await File.ReadAllBytesAsync(Target, Token)).ShouldBe(text);
        server.Asked.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Fetch_KeepsWhatCame_WhenTheServerStaysBroken_AndALaterOneGoesOn()
    {
        await using var server = await CorpusServer.StartAsync(text);
        for (var i = 0; i < 3; i++)
            server.Cuts.Enqueue(100_000);

        var broken = await Should.ThrowAsync<CommandException>(() => DownloadAsync(server, Sum(text)));

        broken.Message.ShouldContain("100,000 bytes are kept");
        File.Exists(Target).ShouldBeFalse();
        await DownloadAsync(server, Sum(text));
        (await File.ReadAllBytesAsync(Target, Token)).ShouldBe(text);
        server.Asked[^1].ShouldBe("bytes=100000-");
    }

    [Fact]
    public async Task Fetch_StartsOver_WhenTheFileHasChangedMeanwhile()
    {
        await using var server = await CorpusServer.StartAsync(text);
        server.Cuts.Enqueue(100_000);
        server.Status = null;
        await Should.ThrowAsync<CommandException>(() => DownloadAsync(server, sum: null, attempts: 1));

        var changed = Encoding.UTF8.GetBytes(new string('x', 500_000));
        (server.Content, server.Version) = (changed, "\"two\"");
        await DownloadAsync(server, sum: null);

        (await File.ReadAllBytesAsync(Target, Token)).ShouldBe(changed);
    }

    [Fact]
    public async Task Fetch_StartsOver_WithAServerThatKnowsNoRanges()
    {
        await using var server = await CorpusServer.StartAsync(text);
        server.HasRanges = false;
        server.Cuts.Enqueue(100_000);

        await DownloadAsync(server, Sum(text));

        (await File.ReadAllBytesAsync(Target, Token)).ShouldBe(text);
    }

    [Fact]
    public async Task Fetch_ThrowsAway_WhatHasAnotherChecksum()
    {
        await using var server = await CorpusServer.StartAsync(text);

        var outcome = await FetchAsync(server, new string('0', 64));

        outcome.Code.ShouldBe(ExitCode.Failure);
        outcome.Error.ShouldContain(Sum(text));
        Directory.GetFiles(Path.GetDirectoryName(Target)!).ShouldBeEmpty();
    }

    [Fact]
    public async Task Fetch_RecordsTheChecksum_WhereTheCatalogueKnowsNone_AndHoldsTheFileAgainstIt()
    {
        await using var server = await CorpusServer.StartAsync(text);
        (await FetchAsync(server, sum: null)).Output.ShouldContain("recorded at the first download");

        (await FetchAsync(server, sum: null)).Output.ShouldStartWith("Already there");
        server.Asked.Count.ShouldBe(1);

        await File.AppendAllTextAsync(Target, "!", Token);
        var spoilt = await FetchAsync(server, sum: null);
        spoilt.Code.ShouldBe(ExitCode.Failure);
        spoilt.Error.ShouldContain("left as it is");
        File.Exists(Target).ShouldBeTrue();
    }

    [Fact]
    public async Task Fetch_SaysWhatTheServerAnswered_WhenTheFileIsGone()
    {
        await using var server = await CorpusServer.StartAsync(text);
        server.Status = 404;

        var outcome = await FetchAsync(server, Sum(text));

        outcome.Code.ShouldBe(ExitCode.Failure);
        outcome.Error.ShouldContain("404");
        server.Asked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Fetch_RefusesAnotherSize_AndOneBeyondTheLimit_BeforeAByteIsWritten()
    {
        await using var server = await CorpusServer.StartAsync(text);

        (await FetchAsync(server, sum: null, "--max-gigabytes", "0.0001")).Error.ShouldContain("limit of 100,000");
        Write(server, sum: null, bytes: 17);
        (await RunAsync()).Error.ShouldContain("It is another file");

        File.Exists(Target + ".partial").ShouldBeFalse();
    }

    [Theory]
    [InlineData("http://example.org/corpus.txt", "corpus.txt", "https://")]
    [InlineData("https://example.org/corpus.txt", "../corpus.txt", "plain file name")]
    public async Task Fetch_RefusesACatalogue_ThatIsNotSafe(string address, string file, string reason)
    {
        runner.Write("catalogue.yaml", $"- name: corpus\n  address: {address}\n  file: {file}\n");

        (await RunAsync()).Error.ShouldContain(reason);
    }

    [Fact]
    public async Task Fetch_NamesWhatThereIs_WhenTheNameIsWrong() =>
        (await runner.RunAsync("corpus", "fetch", "shakespeare")).Error.ShouldContain("tiny-shakespeare");

    [Fact]
    public async Task List_TellsLicenceAndAddress_OfEveryCorpus()
    {
        var outcome = await runner.RunAsync("corpus", "fetch", "--list", "--json");

        outcome.Code.ShouldBe(ExitCode.Success);
        var entries = JsonDocument.Parse(outcome.Output).RootElement.EnumerateArray().ToList();
        entries.Count.ShouldBeGreaterThan(2);
        entries.ShouldAllBe(entry => entry.GetProperty("licence").GetString()!.Length > 0 && entry.GetProperty("address").GetString()!.StartsWith("https://", StringComparison.Ordinal));
    }

    private static string Sum(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private async Task DownloadAsync(CorpusServer server, string? sum, int attempts = 3)
    {
        using var client = new HttpClient();
        var limits = FetchLimits.Default with { Attempts = attempts, Pause = TimeSpan.Zero };
        var entry = new CatalogueEntry { Name = "corpus", Address = server.Address, File = "corpus.txt", Sha256 = sum };
        await new CorpusDownload(client, limits, (_, _) => { }).FetchAsync(entry, Path.GetDirectoryName(Target)!, Token);
    }

    private Task<CommandOutcome> FetchAsync(CorpusServer server, string? sum, params string[] more)
    {
        Write(server, sum, bytes: null);
        return RunAsync(more);
    }

    private void Write(CorpusServer server, string? sum, long? bytes) =>
        runner.Write("catalogue.yaml", $"- name: corpus\n  title: A test\n  licence: none\n  address: {server.Address}\n  file: corpus.txt\n{(sum is null ? "" : $"  sha256: \"{sum}\"\n")}{(bytes is null ? "" : $"  bytes: {bytes}\n")}");

    private Task<CommandOutcome> RunAsync(params string[] more) =>
        runner.RunAsync(["corpus", "fetch", "corpus", "--catalogue", runner.PathOf("catalogue.yaml"), "--output", runner.PathOf("corpora"), .. more]);
}
