using System.Text;
using LlmCourse.Web.Hosting;
using LlmCourse.Web.Hosting.Identity;

namespace LlmCourse.Web.Learning.Classroom;

/// <summary>The class tables as files.</summary>
internal static class ClassFiles
{
    /// <summary>Maps <c>/class/{table}.csv</c>, for instructors.</summary>
    public static void MapClassFiles(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/class/{table}.csv", CsvAsync).RequireAuthorization(Policies.Instructor);

    private static async Task<IResult> CsvAsync(string table, ClassReport report, HttpContext context, CancellationToken cancellationToken)
    {
        if (await report.ReadAsync(table, cancellationToken) is not { } found) return Results.NotFound();
        context.Response.Headers.CacheControl = "no-store";
        // The mark at the start tells spreadsheets that this is UTF-8.
        return Results.File([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(found.ToCsv())], Csv.MediaType, $"class-{table}.csv");
    }
}
