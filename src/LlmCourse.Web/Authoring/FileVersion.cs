using System.Security.Cryptography;
using System.Text;

namespace LlmCourse.Web.Authoring;

/// <summary>The text of a file at one moment, with line ends made <c>\n</c>.</summary>
public sealed record FileVersion
{
    /// <summary>Takes a text.</summary>
    public FileVersion(string text)
    {
        Text = text.ReplaceLineEndings("\n");
        Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))[..32];
    }

    /// <summary>The whole text.</summary>
    public string Text { get; }

    /// <summary>Tells whether two versions are the same.</summary>
    public string Hash { get; }
}
