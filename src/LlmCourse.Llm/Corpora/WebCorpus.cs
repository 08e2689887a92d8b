using LlmCourse.Llm.Corpora.DirtyWeb;
using LlmCourse.Llm.Corpora.Pipelines;
using LlmCourse.Llm.Corpora.Sources;

namespace LlmCourse.Llm.Corpora;

/// <summary>A corpus of the generated dirty web, raw or cleaned; what is held out is clean prose from the same source, either way.</summary>
public static class WebCorpus
{
    private const int HeldOutDocuments = 400;
    private const long ValidationStream = 1L << 40; // a bit that no int seed has, so the held-out sequence is nobody's training sequence

    private static readonly StageSpec[] Stages =
    [
        new() { Language = new() }, new() { Quality = new() }, new() { ExactDuplicates = new() },
        new() { NearDuplicates = new() }, new() { Decontamination = new() }, new() { PersonalData = new() },
    ];

    /// <summary>Writes the crawl, and lets it pass the filters if asked to.</summary>
    /// <param name="seed">The same seed gives the same corpus for ever.</param>
    /// <param name="documents">Documents of the crawl, before any filter.</param>
    /// <param name="filtered">Whether they pass the filters, with their usual settings.</param>
    /// <param name="cancellationToken">Stops between documents.</param>
    public static Corpus Create(int seed, int documents, bool filtered, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(documents, 1);
        var source = new SourceSpec { DirtyWeb = new DirtyWebOptions { Seed = seed } };
        var training = Write(new DirtyWebGenerator(source.DirtyWeb), documents, cancellationToken);
        foreach (var spec in filtered ? Stages : [])
        {
            var stage = StageFactory.Create(spec, source);
            training = [.. training.Select(document => Judge(document)).OfType<RawDocument>()];

            RawDocument? Judge(RawDocument document)
            {
                cancellationToken.ThrowIfCancellationRequested();
                return stage.Judge(document).Text is { } text ? document with { Text = text } : null;
            }
        }

        var heldOut = Write(new DirtyWebGenerator(DirtyWebOptions.Pristine with { Seed = seed ^ ValidationStream }), HeldOutDocuments, cancellationToken);
        return new Corpus(filtered ? "Filtered web" : "Raw web", Documents(training), Documents(heldOut), HasDocuments: true);
    }

    private static RawDocument[] Write(DirtyWebGenerator generator, int documents, CancellationToken cancellationToken)
    {
        var written = new RawDocument[documents];
        for (var index = 0; index < documents; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            written[index] = generator.Next();
        }

        return written;
    }

    private static Document[] Documents(IEnumerable<RawDocument> documents) => [.. documents.Select(document => new Document(document.Text, null))];
}
