using System.Text.Json;

namespace LlmCourse.Runs.Specs;

/// <summary>A spec as JSON. Reading is strict: a misspelt setting is an error, never silently the default.</summary>
public static class RunSpecJson
{
    private static readonly JsonSerializerOptions Compact = StrictJson.CreateOptions(indented: false);
    private static readonly JsonSerializerOptions Indented = StrictJson.CreateOptions(indented: true);

    /// <summary>Writes a spec; with <paramref name="indented"/>, for people.</summary>
    public static string Write(RunSpec spec, bool indented = false) => JsonSerializer.Serialize(spec, indented ? Indented : Compact);

    /// <summary>Reads a spec. Settings that the text leaves out take their defaults.</summary>
    /// <exception cref="RunSpecException">It is not JSON, holds unknown or mistyped settings, or is of a newer version; all unknown settings are named.</exception>
    public static RunSpec Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        using var document = Parse(json);
        RequireKnownVersion(document.RootElement);

        return StrictJson.Read<RunSpec>(document.RootElement, Compact);
    }

    private static JsonDocument Parse(string json)
    {
        try
        {
            var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, AllowDuplicateProperties = false });
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document;
            }

            document.Dispose();
            throw Single("", "The spec is not a JSON object.", "Put its settings between { and }.");
        }
        catch (JsonException error)
        {
            throw Single("", $"The spec is not valid JSON: {error.Message}", "Correct the text at that place.");
        }
    }

    private static void RequireKnownVersion(JsonElement root)
    {
        if (!root.TryGetProperty("version", out var element))
        {
            return;
        }

        if (element.ValueKind != JsonValueKind.Number || !element.TryGetInt32(out var version) || version < 1)
        {
            throw Single("version", "The spec's version is not a whole number from 1.", $"Write \"version\": {RunSpec.CurrentVersion}.");
        }

        if (version > RunSpec.CurrentVersion)
        {
            throw Single(
                "version",
                $"The spec has version {version}, but this program reads versions up to {RunSpec.CurrentVersion}.",
                "Update the program, or write the spec anew.");
        }
    }

    private static RunSpecException Single(string field, string message, string help) => new([new RunSpecProblem(field, message, help)]);
}
