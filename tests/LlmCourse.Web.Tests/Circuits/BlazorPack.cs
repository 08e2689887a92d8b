using System.Buffers.Binary;
using System.Text;

namespace LlmCourse.Web.Tests.Circuits;

/// <summary>
/// The little of the framework's binary hub protocol that a page needs: MessagePack arrays behind a length. Its browser
/// half is JavaScript; a test that opens five hundred pages cannot wait for as many browsers.
/// </summary>
internal static class BlazorPack
{
    public const string Handshake = "{\"protocol\":\"blazorpack\",\"version\":1}\u001e";

    /// <summary>A call of a hub method: <c>[1, {}, id or nil, target, [arguments]]</c>.</summary>
    public static byte[] Invocation(string? id, string target, params object?[] arguments)
    {
        using var body = new MemoryStream();
        body.WriteByte(0x95); // array of 5
        body.WriteByte(1);
        body.WriteByte(0x80); // no headers
        Write(body, id);
        Write(body, target);
        body.WriteByte((byte)(0x90 | arguments.Length));
        foreach (var argument in arguments) Write(body, argument);

        using var message = new MemoryStream();
        for (var length = (int)body.Length; ; length >>= 7)
        {
            message.WriteByte((byte)(length < 0x80 ? length : (length & 0x7F) | 0x80));
            if (length < 0x80) break;
        }

        body.WriteTo(message);
        return message.ToArray();
    }

    /// <summary>Takes one message off the front of what has arrived; null when it is not all there yet.</summary>
    public static object?[]? TryTake(ref ReadOnlySpan<byte> arrived)
    {
        var (length, prefix) = (0, 0);
        while (true)
        {
            if (prefix >= arrived.Length) return null;
            var part = arrived[prefix];
            length |= (part & 0x7F) << (7 * prefix++);
            if (part < 0x80) break;
        }

        if (arrived.Length < prefix + length) return null;
        var body = arrived.Slice(prefix, length);
        arrived = arrived[(prefix + length)..];
        return (object?[])Read(ref body)!;
    }

    private static void Write(Stream stream, object? value)
    {
        switch (value)
        {
            case null:
                stream.WriteByte(0xC0);
                break;
            case bool flag:
                stream.WriteByte((byte)(flag ? 0xC3 : 0xC2));
                break;
            case long number:
                stream.WriteByte(0xD3);
                Span<byte> eight = stackalloc byte[8];
                BinaryPrimitives.WriteInt64BigEndian(eight, number);
                stream.Write(eight);
                break;
            case string text:
                var bytes = Encoding.UTF8.GetBytes(text);
                stream.WriteByte(0xDB);
                Span<byte> four = stackalloc byte[4];
                BinaryPrimitives.WriteInt32BigEndian(four, bytes.Length);
                stream.Write(four);
                stream.Write(bytes);
                break;
            default:
                throw new NotSupportedException($"{value.GetType().Name} is not written here.");
        }
    }

    private static object? Read(ref ReadOnlySpan<byte> from)
    {
        var tag = from[0];
        from = from[1..];
        return tag switch
        {
            < 0x80 => (long)tag,
            < 0x90 => Map(ref from, tag & 0x0F),
            < 0xA0 => Array(ref from, tag & 0x0F),
            < 0xC0 => Text(ref from, tag & 0x1F),
            0xC0 => null,
            0xC2 => false,
            0xC3 => true,
            0xC4 => Bytes(ref from, Number(ref from, 1)),
            0xC5 => Bytes(ref from, Number(ref from, 2)),
            0xC6 => Bytes(ref from, Number(ref from, 4)),
            0xCC or 0xD0 => Number(ref from, 1),
            0xCD or 0xD1 => Number(ref from, 2),
            0xCE or 0xD2 => Number(ref from, 4),
            0xCF or 0xD3 => Number(ref from, 8),
            0xD9 => Text(ref from, Number(ref from, 1)),
            0xDA => Text(ref from, Number(ref from, 2)),
            0xDB => Text(ref from, Number(ref from, 4)),
            0xDC => Array(ref from, Number(ref from, 2)),
            >= 0xE0 => (long)(sbyte)tag,
            _ => throw new NotSupportedException($"MessagePack {tag:X2} is not read here."),
        };
    }

    private static long Number(ref ReadOnlySpan<byte> from, int bytes)
    {
        long value = 0;
        foreach (var part in from[..bytes]) value = (value << 8) | part;
        from = from[bytes..];
        return value;
    }

    private static string Text(ref ReadOnlySpan<byte> from, long length)
    {
        var text = Encoding.UTF8.GetString(from[..(int)length]);
        from = from[(int)length..];
        return text;
    }

    private static object?[] Array(ref ReadOnlySpan<byte> from, long count)
    {
        var items = new object?[count];
        for (var index = 0; index < count; index++) items[index] = Read(ref from);
        return items;
    }

    private static object? Map(ref ReadOnlySpan<byte> from, long count)
    {
        for (var index = 0; index < 2 * count; index++) Read(ref from);
        return null;
    }

    private static byte[] Bytes(ref ReadOnlySpan<byte> from, long length)
    {
        var bytes = from[..(int)length].ToArray();
        from = from[(int)length..];
        return bytes;
    }
}
