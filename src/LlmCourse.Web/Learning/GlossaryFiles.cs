using LlmCourse.Web.Hosting;

namespace LlmCourse.Web.Learning;

/// <summary>A term's definition, for the small window beside it.</summary>
internal static class GlossaryFiles
{
    /// <summary>Maps <c>/glossary/{term}</c>: a fragment of HTML that the lesson reader has made safe.</summary>
    public static void MapGlossary(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/glossary/{term}", async (string term, CourseShelf shelf, HttpContext context, CancellationToken cancellationToken) =>
    {
        var entry = (await shelf.ReadAsync(cancellationToken)).Glossary.FirstOrDefault(known => known.Id == term);
        if (entry is null) return Results.NotFound();
        context.Response.Headers.CacheControl = "private, max-age=60";
        return Results.Content(entry.Html, "text/html; charset=utf-8");
    });
}
