using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LlmCourse.Web.Tests.Circuits;

/// <summary>A page as a browser holds it: the document, then a WebSocket on which its circuit lives.</summary>
internal sealed partial class LivePage : IAsyncDisposable
{
    // Kinds of messages, and the kind of answer that is a handle to an object of the page.
    private const long Invocation = 1;
    private const long Completion = 3;
    private const long ObjectWanted = 1;

    private readonly HttpClient client;
    private readonly ClientWebSocket socket = new();
    private readonly List<byte> arrived = [];
    private readonly byte[] buffer = new byte[64 * 1024];
    private readonly System.Collections.Concurrent.ConcurrentQueue<string> rendered = new();
    private readonly SemaphoreSlim sending = new(1, 1);
    private readonly CancellationTokenSource leaving = new();
    private readonly TaskCompletionSource<string> started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource live = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task listening = Task.CompletedTask;

    private LivePage(HttpClient client, string cookies) => (this.client, Cookies) = (client, cookies);

    /// <summary>The document that came first.</summary>
    public string Html { get; private set; } = "";

    /// <summary>Opens a page and waits until its circuit has rendered it.</summary>
    /// <param name="client">Keeps no cookies of its own.</param>
    /// <param name="path">Address of the page.</param>
    /// <param name="cookies">Those of a visitor; null comes as a new guest.</param>
    /// <param name="token">Gives up.</param>
    public static async Task<LivePage> OpenAsync(HttpClient client, string path, string? cookies, CancellationToken token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (cookies is not null) request.Headers.Add("Cookie", cookies);
        using var response = await client.SendAsync(request, token);
        response.EnsureSuccessStatusCode();
        if (cookies is null && response.Headers.TryGetValues("Set-Cookie", out var given)) cookies = string.Join("; ", given.Select(cookie => cookie.Split(';')[0]));
        var page = new LivePage(client, cookies ?? "") { Html = await response.Content.ReadAsStringAsync(token) };
        await page.StartAsync(path, token);
        return page;
    }

    /// <summary>Whether the circuit has rendered this text; a rendering carries its texts as they are.</summary>
    public bool Shows(string text) => rendered.Any(batch => batch.Contains(text, StringComparison.Ordinal));

    /// <summary>Cookies of the visitor, for another page of theirs.</summary>
    public string Cookies { get; }

    /// <summary>Leaves as a browser does when a tab is closed: with a note, so that nothing is kept.</summary>
    public async ValueTask DisposeAsync()
    {
        if (started.Task.IsCompletedSuccessfully)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/disconnect") { Content = new MultipartFormDataContent { { new StringContent(await started.Task), "circuitId" } } };
            (await client.SendAsync(request)).EnsureSuccessStatusCode();
        }

        await leaving.CancelAsync();
        await listening;
        socket.Dispose();
        sending.Dispose();
        leaving.Dispose();
    }

    private async Task StartAsync(string path, CancellationToken token)
    {
        var root = client.BaseAddress!;
        socket.Options.SetRequestHeader("Cookie", Cookies);
        await socket.ConnectAsync(new UriBuilder(root) { Scheme = "ws", Path = "/_blazor" }.Uri, token);
        await socket.SendAsync(Encoding.UTF8.GetBytes(BlazorPack.Handshake), WebSocketMessageType.Text, endOfMessage: true, token);
        await ReceiveAsync(token);
        arrived.RemoveRange(0, arrived.IndexOf(0x1E) + 1);
        listening = ListenAsync();

        await SendAsync(BlazorPack.Invocation("0", "StartCircuit", root.ToString(), new Uri(root, path).ToString(), "[]", ""));
        await started.Task.WaitAsync(token);
        var operations = new JsonArray();
        foreach (var marker in Markers().Matches(Html).Select(match => JsonNode.Parse(match.Groups["marker"].Value)!.AsObject()).Where(marker => marker.ContainsKey("descriptor")))
        {
            operations.Add(new JsonObject { ["type"] = "add", ["ssrComponentId"] = operations.Count + 1, ["marker"] = marker });
        }

        operations.Count.ShouldBeGreaterThan(0, "The page has nothing that is live.");
        await SendAsync(BlazorPack.Invocation(null, "UpdateRootComponents", new JsonObject { ["batchId"] = 1, ["operations"] = operations }.ToJsonString(), ""));
        await live.Task.WaitAsync(token);
    }

    /// <summary>Does what the framework's script does: tells what was rendered, and answers calls.</summary>
    private async Task ListenAsync()
    {
        try
        {
            while (true)
            {
                while (Take() is { } message) await ActAsync(message);
                await ReceiveAsync(leaving.Token);
            }
        }
        catch (Exception gone)
        {
            started.TrySetException(gone);
            live.TrySetException(gone);
        }
    }

    private async Task ActAsync(object?[] message)
    {
        switch (message)
        {
            case [Completion, _, "0", _, string circuit]:
                started.SetResult(circuit);
                break;
            case [Completion, _, _, 1L, string refusal]:
                throw new InvalidOperationException($"The hub refused: {refusal}");
            case [Invocation, _, _, "JS.RenderBatch", object?[] and [long number, byte[] batch], ..]:
                rendered.Enqueue(Encoding.UTF8.GetString(batch));
                await SendAsync(BlazorPack.Invocation(null, "OnRenderCompleted", number, null));
                break;
            case [Invocation, _, _, "JS.BeginInvokeJS", object?[] and [long call, _, _, long wanted, ..], ..]:
                var result = wanted == ObjectWanted ? "{\"__jsObjectId\":1}" : "null";
                await SendAsync(BlazorPack.Invocation(null, "EndInvokeJSFromDotNet", call, true, $"[{call},true,{result}]"));
                break;
            case [Invocation, _, _, "JS.EndUpdateRootComponents", ..]:
                live.TrySetResult();
                break;
            case [Invocation, _, _, "JS.Error", object?[] error, ..]:
                throw new InvalidOperationException($"The circuit failed: {error[0]}");
        }
    }

    private object?[]? Take()
    {
        ReadOnlySpan<byte> rest = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(arrived);
        var before = rest.Length;
        var message = BlazorPack.TryTake(ref rest);
        arrived.RemoveRange(0, before - rest.Length);
        return message;
    }

    private async Task ReceiveAsync(CancellationToken token)
    {
        var received = await socket.ReceiveAsync(buffer.AsMemory(), token);
        if (received.MessageType == WebSocketMessageType.Close) throw new InvalidOperationException("The site closed the page.");
        arrived.AddRange(buffer.AsSpan(0, received.Count));
    }

    private async Task SendAsync(byte[] message)
    {
        await sending.WaitAsync(leaving.Token);
        try
        {
            await socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, leaving.Token);
        }
        finally
        {
            sending.Release();
        }
    }

    [GeneratedRegex("<!--Blazor:(?<marker>\\{.*?\\})-->", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Markers();
}
