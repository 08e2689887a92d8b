using System.Buffers;

namespace LlmCourse.Runs.Stores.Files;

/// <summary>Names that may become part of a path.</summary>
internal static class SafeName
{
    private const int MaxLength = 100;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");

    /// <summary>Gives the name back, or refuses it: letters, digits, <c>-</c>, <c>_</c> and <c>.</c> only, not starting with a dot.</summary>
    public static string Require(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return IsSafe(name)
            ? name
            : throw new ArgumentException($"'{name}' is not a plain file name: use up to {MaxLength} letters, digits, '-', '_' and '.', not starting with a dot.", nameof(name));
    }

    /// <summary>Whether every part of a path between slashes is such a name: then it stays below the folder that it starts at.</summary>
    public static bool IsSafePath(string path)
    {
        foreach (var part in path.AsSpan().Split('/'))
        {
            if (!IsSafe(path.AsSpan(part)))
                return false;
        }

        return true;
    }

    /// <summary>Whether <see cref="Require"/> lets a name pass.</summary>
    public static bool IsSafe(ReadOnlySpan<char> name) => name.Length is > 0 and <= MaxLength && name[0] != '.' && !name.ContainsAnyExcept(Allowed);
}
