using System.Text.Json;
using System.Text.Json.Serialization;

namespace LlmCourse.Runs;

/// <summary>How events, commands and lab messages look as JSON, everywhere: in the store, on the hub's wire, on the command line.</summary>
public static class RunJson
{
    /// <summary>camelCase members and enums; numbers must be finite.</summary>
    public static JsonSerializerOptions Options { get; } = CreateOptions();

    /// <summary>Gives another serializer, such as the hub's, the same shape.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DictionaryKeyPolicy = null;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
    }

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Configure(options);
        options.NumberHandling = JsonNumberHandling.Strict;
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
