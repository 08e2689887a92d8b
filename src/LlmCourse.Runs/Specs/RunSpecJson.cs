using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace LlmCourse.Runs.Specs;

/// <summary>A spec as JSON. Reading is strict: a misspelt setting is an error, never silently the default.</summary>
public static class RunSpecJson
{
    private static readonly JsonSerializerOptions Compact = CreateOptions(indented: false);
    private static readonly JsonSerializerOptions Indented = CreateOptions(indented: true);

    /// <summary>Writes a spec; with <paramref name="indented"/>, for people.</summary>
    public static string Write(RunSpec spec, bool indented = false) => JsonSerializer.Serialize(spec, indented ? Indented : Compact);

    /// <summary>Reads a spec. Settings that the text leaves out take their defaults.</summary>
    /// <exception cref="RunSpecException">It is not JSON, holds unknown or mistyped settings, or is of a newer version; all unknown settings are named.</exception>
    public static RunSpec Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        using var document = Parse(json);
        RequireKnownVersion(document.RootElement);

        var problems = new List<RunSpecProblem>();
        FindUnknownMembers(document.RootElement, Compact.GetTypeInfo(typeof(RunSpec)), "", problems);
        if (problems.Count > 0)
        {
            throw new RunSpecException(problems);
        }

        try
        {
            return document.RootElement.Deserialize<RunSpec>(Compact)!;
        }
        catch (JsonException error)
        {
            var field = (error.Path ?? "$").TrimStart('$').TrimStart('.');
            throw Single(field, $"'{field}' has a value of the wrong type or range.", "Give it a value like the one in the default spec.");
        }
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

    private static void FindUnknownMembers(JsonElement element, JsonTypeInfo type, string path, List<RunSpecProblem> problems)
    {
        foreach (var member in element.EnumerateObject())
        {
            var memberPath = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
            var property = type.Properties.FirstOrDefault(known => known.Name == member.Name);
            if (property is null)
            {
                var known = string.Join(", ", type.Properties.Select(candidate => candidate.Name));
                problems.Add(new RunSpecProblem(memberPath, $"There is no setting '{memberPath}'.", $"Known here: {known}."));
            }
            else if (member.Value.ValueKind == JsonValueKind.Object)
            {
                var inner = Compact.GetTypeInfo(property.PropertyType);
                if (inner.Kind == JsonTypeInfoKind.Object)
                {
                    FindUnknownMembers(member.Value, inner, memberPath, problems);
                }
            }
        }
    }

    private static RunSpecException Single(string field, string message, string help) => new([new RunSpecProblem(field, message, help)]);

    private static JsonSerializerOptions CreateOptions(bool indented)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            RespectNullableAnnotations = true,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            WriteIndented = indented,
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
