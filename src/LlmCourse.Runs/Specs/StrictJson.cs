using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace LlmCourse.Runs.Specs;

/// <summary>Settings that people write, as JSON: a misspelt name is an error, never silently the default.</summary>
public static class StrictJson
{
    private static readonly JsonSerializerOptions Compact = CreateOptions();

    /// <summary>camelCase members and enums, and nothing unknown.</summary>
    public static JsonSerializerOptions CreateOptions(bool indented = false)
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

    /// <summary>Reads settings. What the text leaves out takes its default.</summary>
    /// <param name="settings">A JSON object.</param>
    /// <param name="options">As <see cref="CreateOptions"/> makes them; its own when null.</param>
    /// <exception cref="RunSpecException">It holds unknown settings or choices, and all are named, or a mistyped one.</exception>
    public static T Read<T>(JsonElement settings, JsonSerializerOptions? options = null)
    {
        options ??= Compact;
        var problems = new List<RunSpecProblem>();
        FindUnknownNames(settings, options.GetTypeInfo(typeof(T)), "", options, problems);
        if (problems.Count > 0)
            throw new RunSpecException(problems);
        try
        {
            return settings.Deserialize<T>(options)!;
        }
        catch (JsonException error)
        {
            var field = (error.Path ?? "").Replace("['", ".", StringComparison.Ordinal).Replace("']", "", StringComparison.Ordinal).TrimStart('$', '.'); // a name with a hyphen is written ['name']
            throw new RunSpecException([new RunSpecProblem(field, $"'{field}' has a value of the wrong type or range.", "Give it a value like its default: a number for a number, a list for a list.")]);
        }
    }

    private static void FindUnknownNames(JsonElement element, JsonTypeInfo type, string path, JsonSerializerOptions options, List<RunSpecProblem> problems)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String when (Nullable.GetUnderlyingType(type.Type) ?? type.Type) is { IsEnum: true } choices:
                var names = Enum.GetNames(choices).Select(JsonNamingPolicy.CamelCase.ConvertName).ToList();
                if (!names.Contains(element.GetString(), StringComparer.OrdinalIgnoreCase))
                    problems.Add(new RunSpecProblem(path, $"'{path}' cannot be '{element.GetString()}'.", $"Choose one of {string.Join(", ", names)}."));
                break;
            case JsonValueKind.Array when type is { Kind: JsonTypeInfoKind.Enumerable, ElementType: { } entry }:
                foreach (var (index, item) in element.EnumerateArray().Index())
                    FindUnknownNames(item, options.GetTypeInfo(entry), $"{path}[{index}]", options, problems);
                break;
            case JsonValueKind.Object when type.Kind == JsonTypeInfoKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    var memberPath = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
                    if (type.Properties.FirstOrDefault(known => known.Name == member.Name) is { } property)
                        FindUnknownNames(member.Value, options.GetTypeInfo(property.PropertyType), memberPath, options, problems);
                    else
                        problems.Add(new RunSpecProblem(memberPath, $"There is no setting '{memberPath}'.", $"Known here: {string.Join(", ", type.Properties.Select(known => known.Name))}."));
                }

                break;
        }
    }
}
