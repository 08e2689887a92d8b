namespace LlmCourse.Cli.Corpora.Fetching;

/// <summary>A public corpus that may be downloaded.</summary>
internal sealed class CatalogueEntry
{
    /// <summary>What the command line calls it.</summary>
    public string Name { get; set; } = "";

    /// <summary>What it is, in one sentence.</summary>
    public string Title { get; set; } = "";

    /// <summary>Under which terms it may be used, as its publisher states them.</summary>
    public string Licence { get; set; } = "";

    /// <summary>Where it lies: https, or http on this very machine.</summary>
    public string Address { get; set; } = "";

    /// <summary>Name of the file here.</summary>
    public string File { get; set; } = "";

    /// <summary>Its size in bytes; null where it is not known for certain.</summary>
    public long? Bytes { get; set; }

    /// <summary>Its SHA-256 in hexadecimal digits; null where it is not known, and then the first download's is recorded.</summary>
    public string? Sha256 { get; set; }
}
