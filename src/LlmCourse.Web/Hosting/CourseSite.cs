using LlmCourse.Web.Authoring;
using LlmCourse.Web.Components;
using LlmCourse.Web.Hosting.Circuits;
using LlmCourse.Web.Hosting.Identity;
using LlmCourse.Web.Hosting.Network;
using LlmCourse.Web.Learning;
using LlmCourse.Web.People;
using LlmCourse.Web.People.Audit;
using Radzen;

namespace LlmCourse.Web.Hosting;

/// <summary>What the site itself needs: components, identity, headers, addresses. Runs and trainer are joined in Program.cs.</summary>
internal static class CourseSite
{
    /// <summary>Registers the services of the site.</summary>
    public static void AddCourseSite(this WebApplicationBuilder builder)
    {
        builder.ListenOnFreePort();
        builder.WebHost.UseStaticWebAssets(); // `dotnet run` serves the build's assets in every environment, not only in Development

        builder.Services.AddLivePages(builder.Configuration);
        builder.Services.AddProxies(builder.Configuration);
        builder.Services.AddSiteKeys();
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddRadzenComponents();
        builder.Services.AddVisitorIdentity();
        builder.Services.AddPeople(builder.Configuration);
        builder.Services.AddLearning(builder.Configuration);
        builder.Services.AddAuthoring(builder.Configuration);
        builder.Services.AddAttemptLimits();
        builder.Services.AddFormTokens();
        builder.Services.AddAuthorization(Policies.Configure);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<CourseShelf>();
        builder.Services.AddSingleton<LiveRuns>();
        builder.Services.AddSingleton<RunTimings>();
    }

    /// <summary>Lays the pipeline and maps pages and assets.</summary>
    public static void UseCourseSite(this WebApplication app)
    {
        app.UseProxies();
        if (!app.Environment.IsDevelopment()) app.UseHsts();
        app.UseProblemPages();
        app.UseSiteHeaders();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UsePageSeats();
        app.UseFormTokens();

        app.MapStaticAssets();
        app.MapFiles();
        app.MapLearning();
        app.MapAuditFile();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
        app.PrintAddress();
    }
}
