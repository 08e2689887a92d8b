using System.Globalization;
using System.Text.Json;
using static TorchSharp.torch;

namespace LlmCourse.Llm.Training.Checkpoints;

/// <summary>Where a tensor lies in a safetensors file.</summary>
/// <param name="Name">The tensor's name.</param>
/// <param name="Type">Type of its numbers.</param>
/// <param name="Shape">Its shape; empty for a single number.</param>
/// <param name="Start">First byte, counted from the end of the header.</param>
/// <param name="Length">Bytes it takes.</param>
internal sealed record SafetensorsEntry(string Name, ScalarType Type, long[] Shape, long Start, long Length);

/// <summary>
/// The JSON at the head of a safetensors file, read strictly: the data must follow one another without gap or overlap
/// and end with the file, so that no byte can be read twice or go unnoticed.
/// </summary>
/// <param name="Entries">Tensors in the order of their data.</param>
/// <param name="Metadata">Free texts by name.</param>
internal sealed record SafetensorsHeader(IReadOnlyList<SafetensorsEntry> Entries, IReadOnlyDictionary<string, string> Metadata)
{
    /// <summary>Longest header in bytes, as the format sets it: a broken length must not make a reader take all memory.</summary>
    public const long LongestHeader = 100_000_000;

    /// <summary>Bytes of the number before the header that says how long it is.</summary>
    public const int PrefixLength = sizeof(ulong);

    private const string MetadataKey = "__metadata__";

    private static readonly Dictionary<string, (ScalarType Type, int Size)> Types = new(StringComparer.Ordinal)
    {
        ["F64"] = (ScalarType.Float64, 8),
        ["F32"] = (ScalarType.Float32, 4),
        ["BF16"] = (ScalarType.BFloat16, 2),
        ["I64"] = (ScalarType.Int64, 8),
        ["I32"] = (ScalarType.Int32, 4),
        ["BOOL"] = (ScalarType.Bool, 1),
    };

    /// <summary>Bytes of one number.</summary>
    /// <exception cref="NotSupportedException">Such tensors are not written.</exception>
    public static int SizeOf(ScalarType type) => Find(type).Value.Size;

    /// <summary>The header as JSON, padded with spaces so that the data begins at a multiple of eight.</summary>
    public byte[] ToJson()
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            if (Metadata.Count > 0)
            {
                writer.WriteStartObject(MetadataKey);
                foreach (var (name, text) in Metadata)
                    writer.WriteString(name, text);
                writer.WriteEndObject();
            }

            foreach (var entry in Entries)
            {
                writer.WriteStartObject(entry.Name);
                writer.WriteString("dtype", Find(entry.Type).Key);
                WriteNumbers(writer, "shape", entry.Shape);
                WriteNumbers(writer, "data_offsets", [entry.Start, entry.Start + entry.Length]);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        while (buffer.Length % PrefixLength != 0)
            buffer.WriteByte((byte)' ');
        return buffer.ToArray();
    }

    /// <summary>Reads and checks a header.</summary>
    /// <param name="json">The header's bytes.</param>
    /// <param name="dataLength">Bytes in the file after it.</param>
    /// <exception cref="SafetensorsException">The header is not sound, or does not describe the data.</exception>
    public static SafetensorsHeader Parse(ReadOnlyMemory<byte> json, long dataLength)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Parse(document.RootElement, dataLength);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or OverflowException)
        {
            throw new SafetensorsException($"The header is not the JSON that safetensors prescribes ({exception.Message}).", exception);
        }
    }

    private static SafetensorsHeader Parse(JsonElement root, long dataLength)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        var entries = new List<SafetensorsEntry>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in root.EnumerateObject())
        {
            if (!names.Add(property.Name))
                throw new SafetensorsException($"The header names {property.Name} twice.");

            if (property.NameEquals(MetadataKey))
            {
                foreach (var text in property.Value.EnumerateObject())
                    metadata[text.Name] = text.Value.GetString() ?? throw new SafetensorsException($"The metadata {text.Name} is not a text.");
            }
            else
            {
                entries.Add(ParseEntry(property.Name, property.Value));
            }
        }

        entries.Sort((left, right) => (left.Start, left.Length).CompareTo((right.Start, right.Length)));
        RequireSeamless(entries, dataLength);
        return new SafetensorsHeader(entries, metadata);
    }

    private static SafetensorsEntry ParseEntry(string name, JsonElement json)
    {
        foreach (var property in json.EnumerateObject())
        {
            if (property.Name is not ("dtype" or "shape" or "data_offsets"))
                throw new SafetensorsException($"The header of {name} holds {property.Name}, which the format does not know.");
        }

        if (!json.TryGetProperty("dtype", out var dtype) || !json.TryGetProperty("shape", out var sizes) || !json.TryGetProperty("data_offsets", out var place))
            throw new SafetensorsException($"The header of {name} lacks dtype, shape or data_offsets.");

        var typeName = dtype.GetString() ?? "";
        if (!Types.TryGetValue(typeName, out var type))
            throw new SafetensorsException($"The tensor {name} is of type {typeName}; this reader knows {string.Join(", ", Types.Keys)}.");

        long[] shape = [.. sizes.EnumerateArray().Select(size => size.GetInt64())];
        long[] offsets = [.. place.EnumerateArray().Select(offset => offset.GetInt64())];
        if (shape.Any(size => size < 0))
            throw new SafetensorsException($"The shape [{Join(shape)}] of {name} holds a negative size.");
        if (offsets.Length != 2 || offsets[0] < 0 || offsets[1] < offsets[0])
            throw new SafetensorsException($"The data_offsets [{Join(offsets)}] of {name} are no range of bytes.");

        var expected = checked(shape.Aggregate(1L, (product, size) => checked(product * size)) * type.Size);
        var length = offsets[1] - offsets[0];
        if (length != expected)
            throw new SafetensorsException($"The tensor {name} of shape [{Join(shape)}] and type {typeName} takes {expected} bytes, and its data_offsets give it {length}.");
        return new SafetensorsEntry(name, type.Type, shape, offsets[0], length);
    }

    private static void RequireSeamless(List<SafetensorsEntry> entries, long dataLength)
    {
        var end = 0L;
        foreach (var entry in entries)
        {
            if (entry.Start != end)
                throw new SafetensorsException($"The data of {entry.Name} begins at byte {entry.Start}, and the data before it ends at {end}.");
            end += entry.Length;
        }

        if (end != dataLength)
        {
            throw new SafetensorsException(end > dataLength
                ? $"The file is cut short: its header promises {end} bytes of data, and it holds {dataLength}."
                : $"The file holds {dataLength} bytes of data, and its header accounts for {end} of them.");
        }
    }

    private static KeyValuePair<string, (ScalarType Type, int Size)> Find(ScalarType type)
    {
        foreach (var known in Types)
        {
            if (known.Value.Type == type)
                return known;
        }

        throw new NotSupportedException($"Tensors of type {type} are not written to safetensors files.");
    }

    private static void WriteNumbers(Utf8JsonWriter writer, string name, long[] numbers)
    {
        writer.WriteStartArray(name);
        foreach (var number in numbers)
            writer.WriteNumberValue(number);
        writer.WriteEndArray();
    }

    private static string Join(long[] numbers) =>
        string.Join(", ", numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)));
}
