using System.Diagnostics;
using LlmCourse.Llm.Tokenization;
using LlmCourse.Runs.Hub.Labs;
using LlmCourse.Trainer.Execution;
using Microsoft.Extensions.Options;

namespace LlmCourse.Trainer.Labs;

/// <summary>
/// The tokenizers of the lab. Each is made ready at its first use, once for everybody and on a thread of its own: reading
/// 200,000 tokens or learning from stories takes too long for a hub's call.
/// </summary>
internal sealed class LabTokenizers
{
    private readonly Dictionary<string, LabTokenizer> tokenizers;

    public LabTokenizers(LabCorpus corpus, IOptions<TrainerOptions> options)
    {
        var vocabulary = options.Value.TokenizerLabVocabulary;
        var published = new PublishedVocabularies(options.Value.VocabularyFolder ?? PublishedVocabularies.DefaultFolder);
        LabTokenizer[] all =
        [
            new(TokenizerNames.Character, "Characters", () => CharacterTokenizer.Train(corpus.Stories)),
            new(TokenizerNames.Word, "Words", () => WordTokenizer.Train(corpus.Stories, vocabulary)),
            new(TokenizerNames.Bpe, "Byte pairs (BPE)", () => BpeTokenizer.Train(corpus.Stories, vocabulary)),
            new(TokenizerNames.Gpt2, "GPT-2", () => published.Read("gpt2")),
            new(TokenizerNames.Cl100k, "GPT-4 (cl100k)", () => published.Read("cl100k_base")),
            new(TokenizerNames.O200k, "GPT-4o (o200k)", () => published.Read("o200k_base")),
        ];
        tokenizers = all.ToDictionary(tokenizer => tokenizer.Name, StringComparer.Ordinal);
    }

    /// <summary>Those of the given names, in display order; all when none is named. Names that nobody has are left out.</summary>
    public IEnumerable<LabTokenizer> Of(IReadOnlyList<string>? names) =>
        TokenizerNames.All.Where(name => names is not { Count: > 0 } || names.Contains(name, StringComparer.Ordinal)).Select(name => tokenizers[name]);

    /// <summary>The one of a name, or null.</summary>
    public LabTokenizer? Find(string? name) => name is null ? null : tokenizers.GetValueOrDefault(name);
}

/// <summary>A tokenizer that is made ready at its first use.</summary>
internal sealed class LabTokenizer(string name, string title, Func<ITokenizer> make)
{
    private readonly Lazy<Task<ReadyTokenizer>> ready = new(() => DedicatedThread.RunAsync($"tokenizer {name}", () => Measure(make)));

    /// <summary>One of <see cref="TokenizerNames"/>.</summary>
    public string Name => name;

    /// <summary>Display name.</summary>
    public string Title => title;

    /// <summary>The tokenizer; asking for it starts the making. Fails with <see cref="TokenizerFileException"/> when a vocabulary is missing or damaged.</summary>
    public Task<ReadyTokenizer> Ready => ready.Value;

    private static ReadyTokenizer Measure(Func<ITokenizer> make)
    {
        var (started, before) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
        var tokenizer = make();
        return new ReadyTokenizer(tokenizer, new PreparationCost(
            Stopwatch.GetElapsedTime(started).TotalSeconds,
            GC.GetAllocatedBytesForCurrentThread() - before));
    }
}

/// <summary>A tokenizer, and what making it took.</summary>
internal sealed record ReadyTokenizer(ITokenizer Tokenizer, PreparationCost Cost);
