using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace LlmCourse.Runs.Hub.Client;

/// <summary>Finds the hub's WebSocket address.</summary>
internal static class TrainerAddress
{
    /// <summary>The hub of a trainer elsewhere.</summary>
    public static Uri Of(Uri root)
    {
        var builder = new UriBuilder(root) { Scheme = root.Scheme == Uri.UriSchemeHttps ? "wss" : "ws" };
        builder.Path = root.AbsolutePath.TrimEnd('/') + TrainerHubContract.Path;
        return builder.Uri;
    }

    /// <summary>The hub in this very process, once its server listens.</summary>
    /// <exception cref="InvalidOperationException">The server does not listen yet.</exception>
    public static Uri OfThisProcess(IServer server)
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var listening = addresses
            .OrderBy(address => address.StartsWith("https", StringComparison.OrdinalIgnoreCase))
            .FirstOrDefault(address => address.StartsWith("http", StringComparison.OrdinalIgnoreCase))
            ?? throw new InvalidOperationException("The server of this process does not listen yet.");
        return Of(Reachable(listening));
    }

    // A server may listen on every interface (*, +, 0.0.0.0, [::]), which is no address to connect to: loopback is one of them.
    private static Uri Reachable(string listening)
    {
        var address = new Uri(listening.Replace("://*", "://0.0.0.0").Replace("://+", "://0.0.0.0"));
        var any = IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any));
        return any ? new UriBuilder(address) { Host = IPAddress.Loopback.ToString() }.Uri : address;
    }
}
