using LlmCourse.Web.Hosting.Identity;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace LlmCourse.Web.Hosting.Circuits;

/// <summary>Live pages and their limits.</summary>
internal static class CircuitServices
{
    /// <summary>Refuses the connection of a live page to a visitor who has far too many.</summary>
    public static void UsePageSeats(this WebApplication app)
    {
        var seats = app.Services.GetRequiredService<PageSeats>();
        app.Use((context, next) =>
        {
            if (!context.Request.Path.Equals("/_blazor") || !seats.IsFull(context.User.LearnerId())) return next(context);
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return Task.CompletedTask;
        });
    }

    /// <summary>Adds server rendering with <see cref="PageLimits"/>.</summary>
    public static void AddLivePages(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(PageLimits.Section);
        services.AddOptions<PageLimits>().Bind(section).ValidateDataAnnotations().ValidateOnStart();
        var limits = section.Get<PageLimits>() ?? new PageLimits();
        services.AddRazorComponents()
            .AddInteractiveServerComponents(circuits =>
            {
                circuits.DisconnectedCircuitRetentionPeriod = TimeSpan.FromSeconds(limits.KeepLostSeconds);
                circuits.DisconnectedCircuitMaxRetained = limits.MaxKept;
                circuits.MaxBufferedUnacknowledgedRenderBatches = limits.MaxWaitingRenderings;
            })
            .AddHubOptions(hub => hub.MaximumReceiveMessageSize = limits.MaxMessageBytes);
        services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = limits.MaxRequestBytes;
        });
        services.AddSingleton<PageSeats>();
        services.AddScoped<PageSeat>();
        services.AddScoped<CircuitHandler>(provider => provider.GetRequiredService<PageSeat>());
    }
}
