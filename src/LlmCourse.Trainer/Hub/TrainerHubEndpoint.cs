using LlmCourse.Runs.Hub;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LlmCourse.Trainer.Hub;

/// <summary>Serves the trainer hub.</summary>
public static class TrainerHubEndpoint
{
    /// <summary>Maps the hub at <see cref="TrainerHubContract.Path"/>; whoever does not show the <see cref="TrainerSecret"/> gets 401.</summary>
    public static IEndpointConventionBuilder MapTrainerHub(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var secret = endpoints.ServiceProvider.GetRequiredService<TrainerSecret>();
        var hub = endpoints.MapHub<TrainerHub>(TrainerHubContract.Path);
        var lifetime = endpoints.ServiceProvider.GetRequiredService<IHostApplicationLifetime>();
        hub.Add(endpoint => endpoint.RequestDelegate = Guard(secret, lifetime, endpoint.RequestDelegate!));
        return hub;
    }

    private static RequestDelegate Guard(TrainerSecret secret, IHostApplicationLifetime lifetime, RequestDelegate next) => context =>
    {
        if (!secret.Matches(context.Request.Headers[TrainerSecret.Header]))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }

        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // A client that was just sent away comes back at once, and would hold up the server that waits for it to leave.
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        }

        return next(context);
    };
}
