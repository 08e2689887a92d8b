using System.Buffers;
using System.Text;

namespace LlmCourse.Runs.Stores.Files;

/// <summary>Checks a stream of bytes for being UTF-8 text, piece by piece, and remembers where it was not.</summary>
internal sealed class Utf8Checker
{
    private const int LongestCharacter = 4;

    private readonly byte[] carry = new byte[LongestCharacter];
    private int carried;

    /// <summary>Bytes of whole characters seen so far.</summary>
    public long Offset { get; private set; }

    /// <summary>Unicode characters seen so far.</summary>
    public long Characters { get; private set; }

    /// <summary>Whether anything but white space was seen.</summary>
    public bool HasInk { get; private set; }

    /// <summary>Takes more bytes.</summary>
    /// <returns>Offset of the first byte that is not UTF-8 or is a NUL, or null when all is well.</returns>
    public long? Add(ReadOnlySpan<byte> bytes)
    {
        while (carried > 0 && bytes.Length > 0)
        {
            carry[carried++] = bytes[0];
            bytes = bytes[1..];
            switch (Rune.DecodeFromUtf8(carry.AsSpan(0, carried), out var rune, out var consumed))
            {
                case OperationStatus.Done:
                    Count(rune, consumed);
                    carried = 0;
                    break;
                case OperationStatus.InvalidData:
                    return Offset;
            }
        }

        while (bytes.Length > 0)
        {
            var status = Rune.DecodeFromUtf8(bytes, out var rune, out var consumed);
            if (status == OperationStatus.NeedMoreData)
            {
                bytes.CopyTo(carry);
                carried = bytes.Length;
                return null;
            }

            if (status != OperationStatus.Done || rune.Value == 0)
            {
                return Offset;
            }

            Count(rune, consumed);
            bytes = bytes[consumed..];
        }

        return null;
    }

    /// <summary>Says that no more bytes follow.</summary>
    /// <returns>Offset of a character that was cut off, or null when all is well.</returns>
    public long? Finish() => carried > 0 ? Offset : null;

    private void Count(Rune rune, int bytes)
    {
        Offset += bytes;
        Characters++;
        HasInk |= !Rune.IsWhiteSpace(rune);
    }
}
