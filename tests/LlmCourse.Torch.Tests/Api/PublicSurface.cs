namespace LlmCourse.Torch.Tests.Api;

/// <summary>A list of types and their members: a line <c>## Type  (kind)</c>, then one member a line.</summary>
/// <param name="Types">Normalised members by type header; null where the list has the name alone.</param>
internal sealed record PublicSurface(Dictionary<string, HashSet<string>?> Types)
{
    public static PublicSurface Read() => Parse(File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Api", "PublicSurface.txt")));

    public static PublicSurface Parse(IEnumerable<string> lines)
    {
        var types = new Dictionary<string, HashSet<string>?>();
        HashSet<string>? members = null;
        foreach (var line in lines)
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
                types[line[3..].Split("  (")[0]] = members = [];
            else if (line.StartsWith("@ ", StringComparison.Ordinal))
                types[line[2..]] = members = null;
            else if (line.Length > 0 && !line.StartsWith('#'))
                members?.Add(SignatureText.Normalise(line));
        }
        return new PublicSurface(types);
    }
}
