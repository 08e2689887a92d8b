using System.Text.Json;

namespace LlmCourse.Llm.Tokenization.Formats;

/// <summary>Reads JSON whose shape is not to be trusted: what is wrong is named with its place.</summary>
internal static class JsonFields
{
    /// <summary>Parses a file and reads it.</summary>
    /// <param name="json">The whole file.</param>
    /// <param name="what">What it is, for messages.</param>
    /// <param name="read">Reads the outermost value.</param>
    /// <exception cref="TokenizerFileException">It is no JSON, or not of the shape expected.</exception>
    public static T Parse<T>(ReadOnlyMemory<byte> json, string what, Func<JsonElement, T> read)
    {
        if (json.Span.StartsWith("\uFEFF"u8))
            json = json["\uFEFF"u8.Length..];
        try
        {
            using var document = JsonDocument.Parse(json);
            return read(document.RootElement);
        }
        catch (JsonException error)
        {
            throw new TokenizerFileException($"{what} is no JSON, or damaged: it breaks off or goes wrong at line {error.LineNumber + 1}. Nothing was kept. Get the file again.", error);
        }
        catch (InvalidOperationException error) // what JsonElement gives for text with half a surrogate pair in it
        {
            throw new TokenizerFileException($"{what} holds text that is no Unicode. Nothing was kept. Get the file again.", error);
        }
    }

    /// <summary>The entries of an object.</summary>
    public static JsonElement.ObjectEnumerator Entries(this JsonElement element, string place) =>
        element.ValueKind == JsonValueKind.Object ? element.EnumerateObject() : throw Wrong(element, place, "an object");

    /// <summary>The values of an array.</summary>
    public static JsonElement.ArrayEnumerator Items(this JsonElement element, string place) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : throw Wrong(element, place, "a list");

    /// <summary>A text.</summary>
    public static string Text(this JsonElement element, string place) =>
        element.ValueKind == JsonValueKind.String ? element.GetString()! : throw Wrong(element, place, "a text");

    /// <summary>A whole number.</summary>
    public static int Number(this JsonElement element, string place) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var number) ? number : throw Wrong(element, place, "a whole number");

    /// <summary>A yes or no; <paramref name="absent"/> where the field is missing or null.</summary>
    public static bool Flag(this JsonElement element, string name, string place, bool absent = false) =>
        element.Field(name) switch
        {
            null => absent,
            { ValueKind: JsonValueKind.True } => true,
            { ValueKind: JsonValueKind.False } => false,
            { } other => throw Wrong(other, $"{place}.{name}", "true or false"),
        };

    /// <summary>A field of an object; null where it is missing or null.</summary>
    public static JsonElement? Field(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var field) && field.ValueKind != JsonValueKind.Null ? field : null;

    /// <summary>A field that must be there.</summary>
    public static JsonElement Required(this JsonElement element, string name, string place) =>
        element.Field(name) ?? throw new TokenizerFileException($"'{name}' is missing in {place}. Nothing was kept. Get the file again.");

    private static TokenizerFileException Wrong(JsonElement element, string place, string expected)
    {
        var text = element.GetRawText();
        return new TokenizerFileException($"{place} should be {expected}, but it is {(text.Length > 40 ? text[..40] + "…" : text)}. Nothing was kept. Get the file again.");
    }
}
