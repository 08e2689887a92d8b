using System.IO.Pipelines;
using System.Net.WebSockets;
using System.Text;
using LlmCourse.Runs.Hub.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace LlmCourse.Runs.Tests.Hub;

public sealed class WebSocketConnectionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connection_CarriesLongTextOfMultiByteCharactersBothWays()
    {
        await using var server = await StartEchoAsync();
        await using var connection = await ConnectAsync(server);
        var sent = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("a🐉ß", 20_000)));

        // Segments of 4 KB cut characters in two; the echo answers only what arrives as whole, valid messages.
        await connection.Transport.Output.WriteAsync(sent, Token);

        (await ReadAsync(connection.Transport.Input, sent.Length)).ShouldBe(sent);
    }

    [Fact]
    public async Task Connection_EndsItsInput_WhenTheServerCloses()
    {
        await using var server = await StartEchoAsync();
        await using var connection = await ConnectAsync(server);

        await connection.Transport.Output.WriteAsync("bye"u8.ToArray(), Token);

        (await connection.Transport.Input.ReadAsync(Token)).IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public async Task ConnectAsync_Throws_WhenNobodyListens()
    {
        var factory = new WebSocketConnectionFactory(() => new Uri("ws://127.0.0.1:1/"), _ => { });

        await Should.ThrowAsync<WebSocketException>(() => factory.ConnectAsync(new System.Net.DnsEndPoint("trainer", 0), Token).AsTask());
    }

    private static async Task<Microsoft.AspNetCore.Connections.ConnectionContext> ConnectAsync(WebApplication server)
    {
        var address = new UriBuilder(server.Urls.First()) { Scheme = "ws" }.Uri;
        return await new WebSocketConnectionFactory(() => address, _ => { }).ConnectAsync(new System.Net.DnsEndPoint("trainer", 0), Token);
    }

    private static async Task<WebApplication> StartEchoAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var application = builder.Build();
        application.UseWebSockets();
        application.Run(async context =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            var buffer = new byte[4096];
            while (true)
            {
                var received = await socket.ReceiveAsync(buffer.AsMemory(), context.RequestAborted);
                if (received.MessageType == WebSocketMessageType.Close || buffer.AsSpan(0, received.Count).SequenceEqual("bye"u8))
                {
                    await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, context.RequestAborted);
                    return;
                }

                await socket.SendAsync(buffer.AsMemory(0, received.Count), WebSocketMessageType.Text, received.EndOfMessage, context.RequestAborted);
            }
        });
        await application.StartAsync(Token);
        return application;
    }

    private static async Task<byte[]> ReadAsync(PipeReader reader, int length)
    {
        var result = await reader.ReadAtLeastAsync(length, Token);
        var bytes = new byte[result.Buffer.Length];
        var position = 0;
        foreach (var segment in result.Buffer)
        {
            segment.Span.CopyTo(bytes.AsSpan(position));
            position += segment.Length;
        }

        reader.AdvanceTo(result.Buffer.End);
        return bytes;
    }
}
