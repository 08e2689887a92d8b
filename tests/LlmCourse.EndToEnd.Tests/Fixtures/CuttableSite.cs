using System.Collections.Concurrent;
using System.Diagnostics;
using LlmCourse.Runs.Hub;
using LlmCourse.Runs.Hub.Labs;
using LlmCourse.Trainer.Labs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace LlmCourse.EndToEnd.Tests.Fixtures;

/// <summary>The application with a trainer that can be taken away from its pages, and given back: the wire to its hub is cut.</summary>
public sealed class CuttableSite : CourseSite, IStartupFilter
{
    private readonly ConcurrentDictionary<HttpContext, bool> wires = new();
    private volatile bool isCut;

    /// <summary>Breaks the connection to the trainer, and refuses new ones, until the site has noticed.</summary>
    public Task CutTrainerAsync()
    {
        isCut = true;
        foreach (var wire in wires.Keys) wire.Abort();
        return UntilAsync(connected: false);
    }

    /// <summary>Lets the site find its trainer again, and waits until it has.</summary>
    public Task JoinTrainerAsync()
    {
        isCut = false;
        return UntilAsync(connected: true);
    }

    /// <summary>Whether the training of a BPE stops after its first merges, and goes on only when it is begun anew.</summary>
    internal void HoldMerges(bool hold) => Services.GetRequiredService<HeldBpeLab>().IsHeld = hold;

    /// <inheritdoc/>
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, rest) => context.Request.Path == TrainerHubContract.Path ? GuardAsync(context, rest) : rest(context));
        next(app);
    };

    /// <inheritdoc/>
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Trainer:Connection:CallTimeoutSeconds", "4"); // what tests wait for, and longer than any answer takes
        builder.UseSetting("Trainer:Connection:MaxRetrySeconds", "0.2");
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<IStartupFilter>(this);
            services.AddSingleton(provider => new HeldBpeLab(ActivatorUtilities.CreateInstance<BpeLab>(provider)));
            services.AddSingleton<IBpeLab>(provider => provider.GetRequiredService<HeldBpeLab>());
        });
    }

    private async Task UntilAsync(bool connected)
    {
        var trainer = Services.GetRequiredService<ITrainerClient>();
        var limit = TimeSpan.FromMinutes(1);
        for (var since = Stopwatch.StartNew(); trainer.IsConnected != connected; await Task.Delay(20, TestContext.Current.CancellationToken))
        {
            since.Elapsed.ShouldBeLessThan(limit, connected ? "the site does not find its trainer" : "the site does not miss its trainer");
            if (connected) await trainer.TraceAsync(new TraceRequest("", "", 0), TestContext.Current.CancellationToken); // a connection is made at its first use
        }
    }

    private async Task GuardAsync(HttpContext context, RequestDelegate rest)
    {
        wires[context] = true;
        try
        {
            // Asked after it is noted, so that no wire slips through while it is cut.
            if (isCut) context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            else await rest(context);
        }
        finally
        {
            wires.TryRemove(context, out _);
        }
    }
}
