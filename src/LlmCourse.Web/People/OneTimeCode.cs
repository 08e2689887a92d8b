using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace LlmCourse.Web.People;

/// <summary>Secrets that are shown once; only their hash is kept, so whoever reads the database cannot use them.</summary>
internal static class OneTimeCode
{
    private const int TokenBytes = 32;
    private const int CodeLetters = 12;

    // No letters that are mistaken for others when a code is read out.
    private const string Alphabet = "ABCDEFGHJKMNPQRSTVWXYZ23456789";

    /// <summary>256 random bits for a link.</summary>
    public static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));

    /// <summary>A code to read out and type, such as <c>K7QM-2XVB-9TRD</c>: 58 bits, which nobody guesses at the site's rate limit.</summary>
    public static string NewCode()
    {
        var letters = RandomNumberGenerator.GetString(Alphabet, CodeLetters);
        return $"{letters[..4]}-{letters[4..8]}-{letters[8..]}";
    }

    /// <summary>What the database keeps; hyphens, spaces and case of a typed code do not matter.</summary>
    public static string HashOfCode(string code) => HashOf(new string([.. code.Where(char.IsLetterOrDigit).Select(char.ToUpperInvariant)]));

    /// <summary>What the database keeps of a token. Random 256 bits need neither salt nor slow hashing.</summary>
    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
