using System.Collections.Concurrent;
using LlmCourse.Runs.Hub;
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

    /// <summary>Breaks the connection to the trainer, and refuses new ones.</summary>
    public void CutTrainer()
    {
        isCut = true;
        foreach (var wire in wires.Keys) wire.Abort();
    }

    /// <summary>Lets the site find its trainer again.</summary>
    public void JoinTrainer() => isCut = false;

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
        builder.UseSetting("Trainer:Connection:CallTimeoutSeconds", "1"); // what tests wait for
        builder.UseSetting("Trainer:Connection:MaxRetrySeconds", "0.2");
        builder.ConfigureTestServices(services => services.AddSingleton<IStartupFilter>(this));
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
