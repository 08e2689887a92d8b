using System.Text;
using LlmCourse.Llm.Corpora;
using LlmCourse.Llm.Corpora.DirtyWeb;
using LlmCourse.Llm.Corpora.Pipelines;
using LlmCourse.Llm.Corpora.Sources;
using LlmCourse.Runs.Hub.Labs;
using LlmCourse.Runs.Stores;

namespace LlmCourse.Trainer.Labs.Pipelines;

/// <summary>Documents that a lab's pipeline starts with.</summary>
/// <param name="Documents">The documents.</param>
/// <param name="Note">What there is to know about them; null when nothing.</param>
internal sealed record PipelineInput(IReadOnlyList<RawDocument> Documents, string? Note = null);

/// <summary>Where a lab's documents come from: the generator, or a text that the learner uploaded.</summary>
internal sealed class PipelineSources(IUploadStore uploads)
{
    private static readonly SourceLimits Limits = new() { MaxLineCharacters = PipelineLimits.UploadLineBytes };

    /// <summary>
    /// Facts about the upload that a pipeline names; null when it names none. Asked before every reply, kept results
    /// included: what was worked out for one learner is nobody else's.
    /// </summary>
    /// <exception cref="PipelineException">There is no such upload of this learner.</exception>
    public async Task<UploadedText?> FindUploadAsync(PipelineUpload? upload, CancellationToken cancellationToken)
    {
        if (upload is null)
            return null;
        return await uploads.FindAsync(upload.Id, upload.OwnerId, cancellationToken)
            ?? throw new PipelineException("You have no such uploaded text: it was taken back, or somebody else uploaded it. Nothing was read. Upload the text yourself, or take the generated crawl.");
    }

    /// <summary>Generates the crawl, or reads the upload and cuts it into documents.</summary>
    /// <exception cref="PipelineException">The upload is no longer kept, damaged, or holds no text.</exception>
    public async Task<PipelineInput> ReadAsync(PipelinePlan plan, CancellationToken cancellationToken)
    {
        try
        {
            return plan.Upload is null
                ? new PipelineInput(Crawl(plan, cancellationToken))
                : await CutAsync(plan.Upload.FileName, await uploads.ReadAsync(plan.Upload.Id, cancellationToken), plan.Documents, cancellationToken);
        }
        catch (Exception error) when (error is UploadException or CorpusException)
        {
            throw new PipelineException(error.Message, error);
        }
    }

    private static RawDocument[] Crawl(PipelinePlan plan, CancellationToken cancellationToken)
    {
        var generator = new DirtyWebGenerator(plan.Source.DirtyWeb);
        var crawl = new RawDocument[plan.Documents];
        for (var index = 0; index < crawl.Length; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            crawl[index] = generator.Next();
        }

        return crawl;
    }

    // Names and truths that a file claims for its documents are left out: two might be alike, and a truth would be believed.
    private static async Task<PipelineInput> CutAsync(string name, string text, int documents, CancellationToken cancellationToken)
    {
        var found = new List<RawDocument>();
        long characters = 0;
        await foreach (var document in TextsAsync(name, text).WithCancellation(cancellationToken))
        {
            characters += document.Length;
            if (found.Count == documents || characters > PipelineLimits.UploadCharacters)
                return new PipelineInput(found, $"The text goes on. Its first {found.Count:N0} documents are read.");
            found.Add(new RawDocument($"document {found.Count + 1}", document));
        }

        return found.Count > 0
            ? new PipelineInput(found)
            : throw new PipelineException($"'{name}' holds no documents. Nothing was run. Choose a text with words in it.");
    }

    private static IAsyncEnumerable<string> TextsAsync(string name, string text) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".jsonl" or ".ndjson" => new JsonLines(Limits).ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), name).Select(document => document.Text),
        ".md" or ".markdown" => TextPassages.Cut(MarkdownText.Extract(text)).ToAsyncEnumerable(),
        ".html" or ".htm" => TextPassages.Cut(HtmlText.Extract(text)).ToAsyncEnumerable(),
        _ => TextPassages.Cut(text).ToAsyncEnumerable(),
    };
}
