namespace LlmCourse.Lessons.Prose;

/// <summary>What kind of address a link names.</summary>
internal enum AddressKind
{
    /// <summary>A place in the same lesson: <c>#id</c>.</summary>
    Anchor,

    /// <summary>A path relative to the lesson.</summary>
    Relative,

    /// <summary>A page of the site: <c>/path</c>.</summary>
    Site,

    /// <summary>Another site, or a mail address, by an allowed scheme.</summary>
    External,

    /// <summary>Anything else; never written into a page.</summary>
    Forbidden,
}

/// <summary>
/// Sorts addresses as a browser would read them, which drops control characters and spaces before it looks for a scheme and
/// takes a backslash for a slash. What is not on the list is forbidden.
/// </summary>
internal static class AddressPolicy
{
    private static readonly string[] AllowedSchemes = ["https", "http", "mailto"];

    public static AddressKind Classify(string address)
    {
        if (address.Any(character => char.IsControl(character) || char.IsWhiteSpace(character) || character == '\\'))
            return AddressKind.Forbidden;
        if (address.StartsWith('#'))
            return AddressKind.Anchor;
        if (address.StartsWith('/'))
            return address.StartsWith("//", StringComparison.Ordinal) ? AddressKind.Forbidden : AddressKind.Site;

        // A colon before the first slash, question mark or hash ends a scheme.
        var end = address.AsSpan().IndexOfAny(":/?#");
        if (end < 0 || address[end] != ':')
            return AddressKind.Relative;
        return AllowedSchemes.Contains(address[..end], StringComparer.OrdinalIgnoreCase) ? AddressKind.External : AddressKind.Forbidden;
    }
}
