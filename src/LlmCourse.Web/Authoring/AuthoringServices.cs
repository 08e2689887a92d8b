using LlmCourse.Web.People;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace LlmCourse.Web.Authoring;

/// <summary>Registration.</summary>
internal static class AuthoringServices
{
    /// <summary>Adds what the pages of authors need.</summary>
    public static void AddAuthoring(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AuthoringOptions>().Bind(configuration.GetSection(AuthoringOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(AuthoringSchema.Part);
        services.AddSingleton<ContentFiles>();
        services.AddSingleton<FileHistory>();
        services.AddSingleton<AuthorDrafts>();
        services.AddSingleton<ILearnerData>(provider => provider.GetRequiredService<AuthorDrafts>());
        services.AddSingleton<KeptFiles>();
        services.AddSingleton<LessonRemoval>();
        services.AddSingleton<WritingGate>();
        services.AddSingleton<AuthoringDesk>();
        services.AddSingleton<Presence>();
        services.AddScoped<PageSeatsAtFiles>();
        services.AddScoped<CircuitHandler>(provider => provider.GetRequiredService<PageSeatsAtFiles>());
        services.AddHostedService<OutsideChanges>();
    }
}
