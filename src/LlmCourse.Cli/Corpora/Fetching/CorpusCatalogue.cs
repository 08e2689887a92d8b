using System.Security.Cryptography;
using LlmCourse.Llm.Corpora;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace LlmCourse.Cli.Corpora.Fetching;

/// <summary>The list of public corpora: ours, or one of the user's own in the same form.</summary>
internal static class CorpusCatalogue
{
    private const string Resource = "catalogue.yaml";

    /// <summary>Reads a catalogue: the user's own file, or without one the catalogue that comes with the program.</summary>
    /// <exception cref="CommandException">The file is no catalogue, or an entry of it cannot be used.</exception>
    public static async Task<IReadOnlyList<CatalogueEntry>> ReadAsync(FileInfo? own, CancellationToken cancellationToken)
    {
        if (own is not null)
            return Parse(own.Name, await Utf8Text.ReadFileAsync(own.FullName, cancellationToken));
        using var reader = new StreamReader(typeof(CorpusCatalogue).Assembly.GetManifestResourceStream(Resource)!);
        return Parse(Resource, await reader.ReadToEndAsync(cancellationToken));
    }

    private static List<CatalogueEntry> Parse(string name, string text)
    {
        List<CatalogueEntry> entries;
        try
        {
            entries = new DeserializerBuilder()
                .WithNamingConvention(CamelCaseNamingConvention.Instance)
                .WithDuplicateKeyChecking()
                .Build()
                .Deserialize<List<CatalogueEntry>?>(text) ?? [];
        }
        catch (YamlException error)
        {
            throw new CommandException($"{name}({error.Start.Line},{error.Start.Column}): {error.InnerException?.Message ?? error.Message} Nothing was fetched.");
        }

        foreach (var entry in entries)
        {
            if (Fault(entry) is { } fault)
                throw new CommandException($"{name}: the entry “{entry.Name}” {fault} Nothing was fetched.");
        }

        return entries;
    }

    private static string? Fault(CatalogueEntry entry) => entry switch
    {
        { Name: "" } => "has no name.",
        _ when entry.File.Length == 0 || entry.File != Path.GetFileName(entry.File) || entry.File.StartsWith('.') => $"wants to be written to “{entry.File}”, which is not a plain file name.",
        _ when !IsAllowed(entry.Address) => $"has the address “{entry.Address}”; use one that begins with https://, since anything else may be changed on its way.",
        { Sha256: { } sum } when sum.Length != 2 * SHA256.HashSizeInBytes || !sum.All(char.IsAsciiHexDigit) => "has a sha256 that is not 64 hexadecimal digits.",
        { Bytes: < 0 } => "has a negative size.",
        _ => null,
    };

    private static bool IsAllowed(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));
}
