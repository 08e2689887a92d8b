using Microsoft.AspNetCore.Diagnostics;

namespace LlmCourse.Web.Hosting;

/// <summary>Pages that are shown in place of what was asked for: not found, refused, too many tries, failed.</summary>
internal static class ProblemPages
{
    /// <summary>Shows them for answers without a body and for exceptions.</summary>
    public static void UseProblemPages(this WebApplication app)
    {
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/problem/{0}", createScopeForStatusCodePages: true);

        // What is shown in place of a refused form is a page, not the form again: its token would be asked for once more.
        app.Use((context, next) =>
        {
            var features = context.Features;
            if (features.Get<IStatusCodeReExecuteFeature>() is not null || features.Get<IExceptionHandlerFeature>() is not null) context.Request.Method = HttpMethods.Get;
            return next(context);
        });
    }
}
