using Microsoft.AspNetCore.Antiforgery;

namespace LlmCourse.Web.Hosting;

/// <summary>Forms carry a token that another site cannot know; without it nothing is done.</summary>
internal static class FormTokens
{
    /// <summary>Registers the token's cookie.</summary>
    public static void AddFormTokens(this IServiceCollection services) => services.AddAntiforgery(tokens =>
    {
        tokens.Cookie.Name = "llmcourse-form";
        tokens.Cookie.HttpOnly = true;
        tokens.Cookie.SameSite = SameSiteMode.Strict;
        tokens.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
    });

    /// <summary>Checks the token, and answers 400 with a page that says what to do before any component sees the form.</summary>
    public static void UseFormTokens(this WebApplication app)
    {
        app.UseAntiforgery();
        app.Use((context, next) =>
        {
            if (!HttpMethods.IsPost(context.Request.Method) || context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false }) return next(context);
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        });
    }
}
