using LlmCourse.Runs.Stores;
using Microsoft.AspNetCore.StaticFiles;

namespace LlmCourse.Web.Hosting;

/// <summary>Files that pages fetch: what a run left, and the pictures of lessons.</summary>
internal static class RunFiles
{
    /// <summary>Maps the endpoints.</summary>
    public static void MapFiles(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/runs/{runId}/artifacts/{name}", Artifact);
        endpoints.MapGet("/lessons/{lessonId}/files/{**name}", Picture);
    }

    private static IResult Artifact(string runId, string name, IArtifactStore artifacts, HttpContext context)
    {
        Stream? file;
        try
        {
            file = artifacts.OpenRead(runId, name);
        }
        catch (ArgumentException)
        {
            file = null; // not a plain name: no such file
        }

        if (file is null) return Results.NotFound();
        context.Response.Headers.CacheControl = "private, max-age=86400, immutable"; // an artifact never changes under its name
        return Results.Stream(file, "application/octet-stream");
    }

    private static async Task<IResult> Picture(string lessonId, string name, CourseShelf shelf, HttpContext context, CancellationToken cancellationToken)
    {
        var course = await shelf.ReadAsync(cancellationToken);
        if (course.Find(lessonId) is { } lesson && !context.User.MaySee(lesson)) return Results.NotFound();
        if (course.FindPicture(lessonId, name) is not { } path) return Results.NotFound();
        return new FileExtensionContentTypeProvider().TryGetContentType(path, out var type) ? Results.File(path, type) : Results.NotFound();
    }
}
