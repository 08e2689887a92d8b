using System.Collections.Concurrent;
using LlmCourse.Llm.Corpora;
using LlmCourse.Llm.Corpora.Stories;
using LlmCourse.Llm.Counting;
using LlmCourse.Llm.Tokenization;
using LlmCourse.Runs.Hub.Labs;
using LlmCourse.Trainer.Execution;

namespace LlmCourse.Trainer.Labs;

/// <summary>
/// The stories of the guessing lab: those that are counted, once for each amount, and those that are played. They are
/// the stories of a run with the default seed, so that the lab and a run's chart show the same lines.
/// </summary>
internal sealed class CountedStories
{
    private const int Seed = 1;

    // They hold every letter of the grammar, so the alphabet is that of any larger corpus; more are written when they are asked for.
    private const int UsualStories = 2_000;

    private readonly Lazy<Shelf> shelf = new(Shelf.Write);
    private readonly ConcurrentDictionary<int, Lazy<Task<CountedModels>>> counted = new();

    /// <summary>Letters that can be bet on: those of the stories, and the end.</summary>
    public IReadOnlyList<GuessLetter> Letters => shelf.Value.Letters;

    /// <summary>Stories that are counted first.</summary>
    public IEnumerable<string> Texts => shelf.Value.Texts;

    /// <summary>Stories to play.</summary>
    public IReadOnlyList<HeldOutStory> HeldOut => shelf.Value.HeldOut;

    /// <summary>Nats a letter that the source itself needs on the held-out stories, their ends included.</summary>
    public double Floor => shelf.Value.Floor;

    /// <summary>The counts of the first stories, made at the first call on a thread of its own.</summary>
    /// <param name="stories">How many stories.</param>
    /// <param name="cancellationToken">Gives up waiting; counting goes on, because others will want it.</param>
    public async Task<CountedModels> CountAsync(int stories, CancellationToken cancellationToken)
    {
        var counting = counted.GetOrAdd(stories, amount => new Lazy<Task<CountedModels>>(() => DedicatedThread.RunAsync("guess lab", () => Count(amount))));
        try
        {
            return await counting.Value.WaitAsync(cancellationToken);
        }
        catch when (!cancellationToken.IsCancellationRequested)
        {
            counted.TryRemove(KeyValuePair.Create(stories, counting)); // the next call tries again
            throw;
        }
    }

    private CountedModels Count(int stories)
    {
        var (tokenizer, texts) = (shelf.Value.Tokenizer, shelf.Value.Texts);
        if (texts.Count < stories)
            texts = [.. StoryCorpus.Create(Seed, stories, validationStories: 1).Training.Select(story => story.Text)]; // the same ones first
        int[][] known = [.. texts.Take(stories).Select(tokenizer.Encode)];
        int[][] heldOut = [.. HeldOut.Select(story => story.Ids[1..^1])];
        var counts = new NGramCounts(known, tokenizer.VocabularySize, tokenizer.EndOfText, GuessLimits.MaxOrder);
        var models = Enumerable.Range(0, GuessLimits.MaxOrder + 1).Select(order => new NGramModel(counts, order)).ToArray();
        var letters = counts.After([])!.Counts.Values;
        return new CountedModels(
            counts,
            Surprise.Entropy(letters.Select(count => count / (double)counts.Tokens)),
            [.. models.Select(model => Surprise.CrossEntropy(model, heldOut))],
            [.. models.Select(model => Surprise.CrossEntropy(model, known.Take(heldOut.Length)))]);
    }

    private sealed record Shelf(
        CharacterTokenizer Tokenizer, IReadOnlyList<GuessLetter> Letters, IReadOnlyList<string> Texts, IReadOnlyList<HeldOutStory> HeldOut, double Floor)
    {
        public static Shelf Write()
        {
            var corpus = StoryCorpus.Create(Seed, UsualStories, GuessLimits.Stories);
            string[] texts = [.. corpus.Training.Select(story => story.Text)];
            var tokenizer = CharacterTokenizer.Train(texts);
            var grammar = new StoryGrammar();
            return new Shelf(
                tokenizer,
                [new GuessLetter(tokenizer.EndOfText, ""), .. tokenizer.Characters.Select(letter => letter.ToString()).Select(letter => new GuessLetter(tokenizer.Encode(letter)[0], letter))],
                texts,
                [.. corpus.Validation.Select(story => HeldOutStory.Read(story.Text, grammar, tokenizer))],
                SourceEntropy.Measure(corpus.Validation, text => text.Length + 1) ?? throw new InvalidOperationException("The grammar knows every story that it writes."));
        }
    }
}

/// <summary>What was counted in an amount of stories, and how well it predicts. Nats a letter.</summary>
/// <param name="Counts">The counts of all orders.</param>
/// <param name="UnigramEntropy">Entropy of how common each letter is.</param>
/// <param name="HeldOut">Cross-entropy of each order, from 0, on the held-out stories.</param>
/// <param name="Known">Cross-entropy of each order on as many counted stories.</param>
internal sealed record CountedModels(NGramCounts Counts, double UnigramEntropy, IReadOnlyList<double> HeldOut, IReadOnlyList<double> Known);

/// <summary>A story that no model has counted.</summary>
/// <param name="Ids">Its letters as token ids, between two ends of text.</param>
/// <param name="Letters">Its letters and its end, with the exact chances that its source gave them.</param>
/// <param name="Tokenizer">Knows the ids of letters.</param>
internal sealed record HeldOutStory(int[] Ids, IReadOnlyList<SourceLetter> Letters, CharacterTokenizer Tokenizer)
{
    public static HeldOutStory Read(string text, StoryGrammar grammar, CharacterTokenizer tokenizer) => new(
        [tokenizer.EndOfText, .. tokenizer.Encode(text), tokenizer.EndOfText],
        grammar.Spell(text) ?? throw new InvalidOperationException("The grammar can spell every story that it writes."),
        tokenizer);

    /// <summary>The source's chances of a letter, as <c>[vocabulary]</c>.</summary>
    public double[] ChancesAt(int at)
    {
        var chances = new double[Tokenizer.VocabularySize];
        foreach (var (letter, chance) in Letters[at].Chances)
            chances[letter == StoryGrammar.EndMark ? Tokenizer.EndOfText : Tokenizer.Encode(letter.ToString())[0]] = chance;
        return chances;
    }
}
