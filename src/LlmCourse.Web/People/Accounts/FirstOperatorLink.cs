using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace LlmCourse.Web.People.Accounts;

/// <summary>
/// While nobody is an operator, every start prints a link on the console that makes the first one. Whoever reads the
/// console owns the machine anyway; no default password has to be changed or forgotten.
/// </summary>
internal sealed class FirstOperatorLink(AccountStore accounts, AccountLinks links, IServer server, IHostApplicationLifetime lifetime, ILogger<FirstOperatorLink> log) : BackgroundService
{
    /// <summary>Page that the link opens.</summary>
    public const string Path = "/account/first";

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var started = lifetime.ApplicationStarted.Register(listening.SetResult);
        try
        {
            await listening.Task.WaitAsync(stoppingToken);
            if (await accounts.AnyOperatorAsync(stoppingToken))
            {
                await links.CloseFirstOperatorAsync(stoppingToken);
                return;
            }

            var token = await links.MakeFirstOperatorAsync(stoppingToken);
            var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://localhost";
            Console.WriteLine($"No operator yet. This link makes the first one, once: {address}{Path}?token={token}");
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // the site stops before it has started
        }
        catch (Exception failure)
        {
            log.LogError(failure, "The link that makes the first operator could not be made; the site goes on, and tries again at the next start");
        }
    }
}
