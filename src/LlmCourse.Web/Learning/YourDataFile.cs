using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LlmCourse.Web.Hosting.Identity;
using LlmCourse.Web.People;

namespace LlmCourse.Web.Learning;

/// <summary>Everything the site keeps about whoever asks, as one file.</summary>
internal static class YourDataFile
{
    /// <summary>Where it is, within the site.</summary>
    public const string Address = "your-data/export.json";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Maps the file. It is about the visitor alone: there is no parameter that could name another.</summary>
    public static void MapYourData(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/" + Address, ExportAsync);

    private static async Task<IResult> ExportAsync(HttpContext context, IEnumerable<ILearnerData> parts, TimeProvider time, CancellationToken cancellationToken)
    {
        var learner = context.User.LearnerId();
        var file = new JsonObject { ["savedAt"] = time.GetUtcNow(), ["learner"] = learner, ["name"] = context.User.Identity?.Name };
        foreach (var part in parts)
        {
            if (await part.ExportAsync(learner, cancellationToken) is { } kept) file[part.Name] = kept;
        }

        context.Response.Headers.CacheControl = "no-store";
        return Results.File(JsonSerializer.SerializeToUtf8Bytes(file, Readable), "application/json", "llm-course-my-data.json");
    }
}
