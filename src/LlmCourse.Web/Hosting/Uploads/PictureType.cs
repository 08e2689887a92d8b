namespace LlmCourse.Web.Hosting.Uploads;

/// <summary>
/// What kind of picture some bytes are, by their first bytes: the name and the type that a browser sends are claims. SVG
/// is none of them: it is a document that can carry scripts.
/// </summary>
/// <param name="MediaType">Type to serve it with.</param>
/// <param name="Extension">Extension to store it with, with its dot.</param>
public sealed record PictureType(string MediaType, string Extension)
{
    /// <summary>How many bytes decide.</summary>
    public const int HeaderLength = 16;

    /// <summary>Portable Network Graphics.</summary>
    public static readonly PictureType Png = new("image/png", ".png");

    /// <summary>JPEG.</summary>
    public static readonly PictureType Jpeg = new("image/jpeg", ".jpg");

    /// <summary>GIF.</summary>
    public static readonly PictureType Gif = new("image/gif", ".gif");

    /// <summary>WebP.</summary>
    public static readonly PictureType WebP = new("image/webp", ".webp");

    /// <summary>The type, or null when the bytes are no picture that the site takes.</summary>
    public static PictureType? Of(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Png,
        [0xFF, 0xD8, 0xFF, ..] => Jpeg,
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => Gif,
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => WebP,
        _ => null,
    };
}
