using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace LlmCourse.Web.Hosting;

/// <summary>Where the site listens, and the one line that says so.</summary>
internal static class Addresses
{
    private const int FirstPort = 5000;
    private const int PortsTried = 100;

    private static readonly string[] ChosenBy = ["urls", "http_ports", "https_ports"];

    /// <summary>Listens on localhost:5000, or on the next free port, unless an address was configured.</summary>
    public static void ListenOnFreePort(this WebApplicationBuilder builder)
    {
        var configured = ChosenBy.Any(key => !string.IsNullOrEmpty(builder.Configuration[key]))
            || builder.Configuration.GetSection("Kestrel:Endpoints").Exists();
        if (configured) return;

        var port = Enumerable.Range(FirstPort, PortsTried).FirstOrDefault(IsFree);
        builder.WebHost.UseUrls($"http://localhost:{port}"); // 0 when all are taken: the system picks one
    }

    /// <summary>Prints the site's address once it listens.</summary>
    public static void PrintAddress(this WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses;
        if (addresses is { Count: > 0 }) Console.WriteLine($"LLM Course is open at {string.Join(", ", addresses)}");
    });

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
