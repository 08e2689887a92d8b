using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace LlmCourse.Cli.Tests.Fetching;

/// <summary>A real server on loopback that holds one file, and can cut connections.</summary>
internal sealed class CorpusServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private CorpusServer(WebApplication app) => this.app = app;

    /// <summary>What it serves.</summary>
    public byte[] Content { get; set; } = [];

    /// <summary>Its version, sent as a strong entity tag.</summary>
    public string Version { get; set; } = "\"one\"";

    /// <summary>After how many bytes of an answer it ends the connection, one answer each; answers beyond are whole.</summary>
    public Queue<int> Cuts { get; } = [];

    /// <summary>A cut resets the connection, and what the client has not read by then is lost on the way; otherwise all that was sent arrives.</summary>
    public bool CutsByReset { get; set; }

    /// <summary>It knows ranges.</summary>
    public bool HasRanges { get; set; } = true;

    /// <summary>The status it answers instead, for all requests.</summary>
    public int? Status { get; set; }

    /// <summary>The Range header of each request, empty without one.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Where the file lies.</summary>
    public string Address => $"{app.Urls.Single()}/corpus.txt";

    /// <summary>Starts one on a free port.</summary>
    public static async Task<CorpusServer> StartAsync(byte[] content)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var site = builder.Build();
        var server = new CorpusServer(site) { Content = content };
        site.MapGet("/corpus.txt", server.AnswerAsync);
        await site.StartAsync();
        return server;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        Asked.Add(context.Request.Headers.Range.ToString());
        if (Status is { } status)
        {
            context.Response.StatusCode = status;
            return;
        }

        if (Cuts.TryDequeue(out var cut))
        {
            context.Response.Headers.ETag = Version;
            context.Response.ContentLength = Content.Length;
            await context.Response.Body.WriteAsync(Content.AsMemory(0, cut));
            await context.Response.Body.FlushAsync();
            if (CutsByReset)
                context.Abort();
            return; // with fewer bytes than promised, after which the server closes the connection
        }

        if (!HasRanges)
            context.Request.Headers.Remove(HeaderNames.Range);
        await Results.Bytes(Content, "text/plain", entityTag: new EntityTagHeaderValue(Version), enableRangeProcessing: HasRanges).ExecuteAsync(context);
    }
}
