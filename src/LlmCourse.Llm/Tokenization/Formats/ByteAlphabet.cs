using System.Text;

namespace LlmCourse.Llm.Tokenization.Formats;

/// <summary>
/// GPT-2's way to write bytes as printable text: a byte whose Latin-1 character is visible stands as that character; the
/// other 68, in order, stand as U+0100 and up. So a space is <c>Ġ</c> and a line feed <c>Ċ</c>. Radford et al., "Language models
/// are unsupervised multitask learners" (2019).
/// </summary>
internal static class ByteAlphabet
{
    private const int FirstStandIn = 0x100;

    private static readonly char[] Characters = MakeCharacters();
    private static readonly byte[] Bytes = MakeBytes(); // by character

    /// <summary>Bytes as text.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        foreach (var value in bytes)
            text.Append(Characters[value]);
        return text.ToString();
    }

    /// <summary>Text as bytes; false when a character stands for none.</summary>
    public static bool TryDecode(string text, out byte[] bytes)
    {
        bytes = new byte[text.Length];
        for (var index = 0; index < text.Length; index++)
        {
            var character = text[index];
            if (character >= Bytes.Length || Characters[Bytes[character]] != character)
                return false;
            bytes[index] = Bytes[character];
        }

        return true;
    }

    private static char[] MakeCharacters()
    {
        var characters = new char[256];
        var standIn = FirstStandIn;
        for (var value = 0; value < characters.Length; value++)
            characters[value] = IsVisible(value) ? (char)value : (char)standIn++;
        return characters;
    }

    private static byte[] MakeBytes()
    {
        var bytes = new byte[Characters.Max() + 1];
        for (var value = 0; value < Characters.Length; value++)
            bytes[Characters[value]] = (byte)value;
        return bytes;
    }

    private static bool IsVisible(int value) => value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF); // 0xAD is the soft hyphen
}
