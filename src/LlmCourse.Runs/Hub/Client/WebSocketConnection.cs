using System.Buffers;
using System.IO.Pipelines;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;

namespace LlmCourse.Runs.Hub.Client;

/// <summary>A WebSocket as the pair of pipes that SignalR reads and writes, with a pump in each direction.</summary>
internal sealed class WebSocketConnection : DefaultConnectionContext
{
    private const int ReceiveSize = 4096;

    // A peer that answers at all answers a close within this; after it the socket is simply dropped.
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    private readonly WebSocket socket;
    private readonly Pipe incoming = new();
    private readonly Pipe outgoing = new();
    private readonly CancellationTokenSource closed = new();
    private Task pumps = Task.CompletedTask;

    private WebSocketConnection(WebSocket socket)
    {
        this.socket = socket;
        ConnectionId = Guid.NewGuid().ToString("N");
        Transport = new Duplex(incoming.Reader, outgoing.Writer);
        ConnectionClosed = closed.Token;
    }

    /// <summary>Takes over a connected socket and starts to pump.</summary>
    public static WebSocketConnection Start(WebSocket socket)
    {
        var connection = new WebSocketConnection(socket);
        connection.pumps = Task.WhenAll(connection.ReceiveAsync(), connection.SendAsync());
        return connection;
    }

    public override async ValueTask DisposeAsync()
    {
        await Transport.Output.CompleteAsync();
        await Transport.Input.CompleteAsync();
        await Task.WhenAny(pumps, Task.Delay(CloseTimeout));
        socket.Abort();
        await pumps;
        socket.Dispose();
        closed.Dispose();
        await base.DisposeAsync();
    }

    private async Task ReceiveAsync()
    {
        Exception? failure = null;
        try
        {
            while (true)
            {
                var received = await socket.ReceiveAsync(incoming.Writer.GetMemory(ReceiveSize), CancellationToken.None);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    break;
                }

                incoming.Writer.Advance(received.Count);
                if ((await incoming.Writer.FlushAsync()).IsCompleted)
                {
                    break;
                }
            }
        }
        catch (Exception error)
        {
            // Whatever broke the socket reaches SignalR as the end of its input, and makes it reconnect.
            failure = error;
        }

        await incoming.Writer.CompleteAsync(failure);
        outgoing.Reader.CancelPendingRead();
        await closed.CancelAsync();
    }

    private async Task SendAsync()
    {
        Exception? failure = null;
        try
        {
            while (true)
            {
                var read = await outgoing.Reader.ReadAsync();
                await SendMessageAsync(read.Buffer);
                outgoing.Reader.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted || read.IsCanceled)
                {
                    break;
                }
            }

            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
            }
        }
        catch (Exception error)
        {
            failure = error;
        }

        await outgoing.Reader.CompleteAsync(failure);
        if (failure is not null)
        {
            // The other pump waits on the same broken socket.
            socket.Abort();
        }
    }

    // All segments form one text message: a message boundary inside a character would not be UTF-8, and the peer would hang up.
    private async Task SendMessageAsync(ReadOnlySequence<byte> buffer)
    {
        var remaining = buffer.Length;
        foreach (var segment in buffer)
        {
            remaining -= segment.Length;
            if (segment.Length > 0)
            {
                await socket.SendAsync(segment, WebSocketMessageType.Text, endOfMessage: remaining == 0, CancellationToken.None);
            }
        }
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
