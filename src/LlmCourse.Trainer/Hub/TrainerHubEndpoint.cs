using LlmCourse.Runs.Hub;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

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
        hub.Add(endpoint => endpoint.RequestDelegate = Guard(secret, endpoint.RequestDelegate!));
        return hub;
    }

    private static RequestDelegate Guard(TrainerSecret secret, RequestDelegate next) => context =>
    {
        if (secret.Matches(context.Request.Headers[TrainerSecret.Header]))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    };
}
