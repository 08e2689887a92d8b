using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace LlmCourse.Web.Hosting;

/// <summary>Runs the site. When it cannot have its address, it says so in words instead of a stack trace.</summary>
internal sealed class SiteStart
{
    /// <summary>What the process ends with when the site could not start.</summary>
    private const int Failed = 1;

    /// <summary>Where the host writes of a failed start, stack trace included, before the failure arrives here.</summary>
    private const string HostLog = "Microsoft.Extensions.Hosting.Internal.Host";

    private const string Advice = "Give another address with --urls, such as --urls http://localhost:5050. Without --urls, the site takes a free port from 5000 on.";

    private readonly ConfigurationManager configuration;
    private volatile bool hasStarted;

    /// <summary>Prepares the logs: a failed start is told once, by <see cref="RunAsync"/>.</summary>
    public SiteStart(WebApplicationBuilder builder)
    {
        configuration = builder.Configuration;
        builder.Logging.AddFilter(HostLog, level => hasStarted && level >= LogLevel.Information);
    }

    /// <summary>Runs the site until it is told to stop.</summary>
    /// <returns>What the process ends with.</returns>
    public async Task<int> RunAsync(WebApplication app)
    {
        await using var site = app;
        try
        {
            await app.StartAsync();
        }
        catch (Exception failure) when (Reason(failure) is { } reason)
        {
            await Console.Error.WriteLineAsync($"LLM Course cannot start. {reason} {Advice}");
            await app.StopAsync(); // the queue and the trainer are up already, and would keep the process alive
            return Failed;
        }

        hasStarted = true;
        await app.WaitForShutdownAsync();
        return 0;
    }

    private string? Reason(Exception failure) => failure switch
    {
        IOException { InnerException: AddressInUseException } => $"{failure.Message} Another program listens there, perhaps a second LLM Course.",
        SocketException { SocketErrorCode: SocketError.AccessDenied } => $"This account may not listen at {configuration[WebHostDefaults.ServerUrlsKey]}; ports below 1024 are often kept for the system.",
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } => $"This machine does not have the address {configuration[WebHostDefaults.ServerUrlsKey]}.",
        _ => null,
    };
}
