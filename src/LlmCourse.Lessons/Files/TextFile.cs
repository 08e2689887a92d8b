using System.Text;

namespace LlmCourse.Lessons.Files;

/// <summary>Why a text file could not be read.</summary>
internal enum TextFileFault
{
    None,
    Unreadable,
    TooLarge,
    NotUtf8,
}

/// <summary>Reads text files within a size limit, as strict UTF-8.</summary>
internal static class TextFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text without a byte order mark, or what is wrong with the file.</summary>
    public static async Task<(string Text, TextFileFault Fault)> ReadAsync(string path, int maxBytes, CancellationToken cancellationToken)
    {
        try
        {
            // One byte more than allowed tells a file that is too large, even while it grows.
            var buffer = new byte[maxBytes + 1];
            await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1, useAsync: true);
            var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
            if (length > maxBytes)
                return ("", TextFileFault.TooLarge);
            var text = Strict.GetString(buffer, 0, length);
            return (text.StartsWith('\uFEFF') ? text[1..] : text, TextFileFault.None);
        }
        catch (DecoderFallbackException)
        {
            return ("", TextFileFault.NotUtf8);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return ("", TextFileFault.Unreadable);
        }
    }
}
