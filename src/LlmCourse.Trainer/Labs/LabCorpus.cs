using LlmCourse.Llm.Corpora;
using LlmCourse.Runs.Stores;
using LlmCourse.Trainer.Execution;
using Microsoft.Extensions.Options;

namespace LlmCourse.Trainer.Labs;

/// <summary>The texts that labs learn from: seeded stories, written once, or an upload.</summary>
internal sealed class LabCorpus(IUploadStore uploads, IOptions<TrainerOptions> options)
{
    private const string StoriesName = "stories";
    private const string UploadPrefix = "upload:";
    private const int Seed = 1; // the same stories as a run's default

    private readonly Lazy<IReadOnlyList<string>> stories = new(() =>
        [.. StoryCorpus.Create(Seed, options.Value.TokenizerLabStories, validationStories: 1).Training.Select(document => document.Text)]);

    public IReadOnlyList<string> Stories => stories.Value;

    /// <summary>The texts of a corpus by name, or null when there is no such corpus, or it is an upload of somebody else's.</summary>
    /// <exception cref="UploadException">The upload is no longer kept.</exception>
    public async Task<IReadOnlyList<string>?> FindAsync(string name, string ownerId, CancellationToken cancellationToken) => name switch
    {
        StoriesName => Stories,
        _ when name.StartsWith(UploadPrefix, StringComparison.Ordinal) && await uploads.FindAsync(name[UploadPrefix.Length..], ownerId, cancellationToken) is { } upload =>
            [await uploads.ReadAsync(upload.Id, cancellationToken)],
        _ => null,
    };
}
