using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;

namespace LlmCourse.Runs.Hub.Client;

/// <summary>
/// The transport of a <c>HubConnection</c>: a WebSocket straight to the hub, without the negotiation request, which only
/// serves clients that have to choose between transports.
/// </summary>
/// <param name="address">Says where the hub is; asked at every connection, because a server may move while it restarts.</param>
/// <param name="configure">Sets request headers and the like.</param>
internal sealed class WebSocketConnectionFactory(Func<Uri> address, Action<ClientWebSocketOptions> configure) : IConnectionFactory
{
    public async ValueTask<ConnectionContext> ConnectAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var socket = new ClientWebSocket();
        try
        {
            configure(socket.Options);
            await socket.ConnectAsync(address(), cancellationToken);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        return WebSocketConnection.Start(socket);
    }
}
