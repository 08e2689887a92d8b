using System.ComponentModel.DataAnnotations;

namespace LlmCourse.Web.Hosting.Circuits;

/// <summary>What open pages may take of the server. Settings live under <c>Pages</c>, e.g. <c>Pages:MaxPerVisitor</c> or <c>Pages__MaxPerVisitor</c>.</summary>
public sealed class PageLimits
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Pages";

    /// <summary>Live pages of one visitor. Somebody who compares runs has a dozen; a script has thousands.</summary>
    [Range(1, 10_000)]
    public int MaxPerVisitor { get; set; } = 20;

    /// <summary>Minutes after which a page that neither asks nor is told anything rests and gives its memory back. A long lunch.</summary>
    [Range(1, 10_080)]
    public int IdleMinutes { get; set; } = 240;

    /// <summary>Seconds for which a page that lost its connection can come back to where it was. A tunnel, a closed lid between two rooms.</summary>
    [Range(0, 3_600)]
    public int KeepLostSeconds { get; set; } = 180;

    /// <summary>Lost pages kept in all; each costs some hundred kilobytes. A class whose access point restarts.</summary>
    [Range(0, 100_000)]
    public int MaxKept { get; set; } = 200;

    /// <summary>Renderings that wait for a slow browser before the server stops making more for it.</summary>
    [Range(1, 1_000)]
    public int MaxWaitingRenderings { get; set; } = 10;

    /// <summary>Bytes of one message from a page. The longest is a lesson in the editor; uploads come in small pieces.</summary>
    [Range(32 * 1024, 64 * 1024 * 1024)]
    public int MaxMessageBytes { get; set; } = 256 * 1024;

    /// <summary>Bytes of one request. The longest is a form, or a picture for a lesson.</summary>
    [Range(64 * 1024, 1024L * 1024 * 1024)]
    public long MaxRequestBytes { get; set; } = 8 * 1024 * 1024;
}
