using System.Buffers.Binary;
using static TorchSharp.torch;

namespace LlmCourse.Llm.Training.Checkpoints;

/// <summary>
/// Tensors in a file that cannot run code and whose every byte is accounted for: eight bytes of header length, a JSON
/// header, raw little-endian data (the safetensors format of Hugging Face).
/// </summary>
public static class Safetensors
{
    /// <summary>Writes tensors to a file: first under a temporary name, then renamed, so a reader never sees half a file.</summary>
    /// <param name="path">Where to; an older file there is replaced.</param>
    /// <param name="tensors">Tensors by name, written in this order.</param>
    /// <param name="metadata">Free texts by name.</param>
    /// <exception cref="NotSupportedException">A tensor is of a type that the format or this writer lacks.</exception>
    public static void Write(string path, IEnumerable<KeyValuePair<string, Tensor>> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        var temporary = $"{path}.{Guid.NewGuid():n}.tmp";
        try
        {
            using (var file = File.Create(temporary))
                Write(file, tensors, metadata);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Writes tensors to a stream.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="tensors">Tensors by name, written in this order.</param>
    /// <param name="metadata">Free texts by name.</param>
    /// <exception cref="NotSupportedException">A tensor is of a type that the format or this writer lacks.</exception>
    public static void Write(Stream stream, IEnumerable<KeyValuePair<string, Tensor>> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        var ordered = tensors.ToArray();
        var entries = new List<SafetensorsEntry>();
        var end = 0L;
        foreach (var (name, tensor) in ordered)
        {
            var length = tensor.numel() * SafetensorsHeader.SizeOf(tensor.dtype);
            entries.Add(new SafetensorsEntry(name, tensor.dtype, tensor.shape, end, length));
            end += length;
        }

        var header = new SafetensorsHeader(entries, metadata ?? new Dictionary<string, string>(StringComparer.Ordinal)).ToJson();
        Span<byte> prefix = stackalloc byte[SafetensorsHeader.PrefixLength];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)header.Length);
        stream.Write(prefix);
        stream.Write(header);

        foreach (var (_, tensor) in ordered)
        {
            using var scope = NewDisposeScope();
            stream.Write(tensor.detach().cpu().contiguous().bytes);
        }
    }

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="SafetensorsException">The file is not sound.</exception>
    public static SafetensorsFile Read(string path)
    {
        using var file = File.OpenRead(path);
        return Read(file);
    }

    /// <summary>Reads a whole stream that can tell its length.</summary>
    /// <exception cref="SafetensorsException">The file is not sound.</exception>
    public static SafetensorsFile Read(Stream stream)
    {
        var header = ReadHeader(stream);
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        using var scope = NewDisposeScope();
        foreach (var entry in header.Entries)
        {
            var tensor = empty(entry.Shape, dtype: entry.Type);
            if (entry.Length > 0)
                stream.ReadExactly(tensor.bytes);
            tensors.Add(entry.Name, tensor);
        }

        foreach (var tensor in tensors.Values)
            tensor.DetachFromDisposeScope();
        return new SafetensorsFile(tensors, header.Metadata);
    }

    private static SafetensorsHeader ReadHeader(Stream stream)
    {
        var remaining = stream.Length - stream.Position - SafetensorsHeader.PrefixLength;
        if (remaining < 0)
            throw new SafetensorsException($"The file is cut short: it holds {stream.Length} bytes, and a safetensors file begins with {SafetensorsHeader.PrefixLength} that tell the length of its header.");

        Span<byte> prefix = stackalloc byte[SafetensorsHeader.PrefixLength];
        stream.ReadExactly(prefix);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > SafetensorsHeader.LongestHeader)
            throw new SafetensorsException($"The header would be {length} bytes long, and the format allows {SafetensorsHeader.LongestHeader}. This is not a safetensors file.");
        if ((long)length > remaining)
            throw new SafetensorsException($"The file is cut short: its header is {length} bytes long, and {remaining} bytes are left.");

        var json = new byte[length];
        stream.ReadExactly(json);
        return SafetensorsHeader.Parse(json, remaining - (long)length);
    }
}

/// <summary>What a safetensors file held.</summary>
/// <param name="Tensors">Tensors by name; disposing this gives them back.</param>
/// <param name="Metadata">Free texts by name.</param>
public sealed record SafetensorsFile(IReadOnlyDictionary<string, Tensor> Tensors, IReadOnlyDictionary<string, string> Metadata) : IDisposable
{
    /// <summary>Gives the tensors back.</summary>
    public void Dispose()
    {
        foreach (var tensor in Tensors.Values)
            tensor.Dispose();
    }
}
