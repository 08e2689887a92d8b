using LlmCourse.Llm.Corpora;
using LlmCourse.Llm.Counting;
using LlmCourse.Llm.Tokenization;

namespace LlmCourse.Llm.Tests.Counting;

public sealed class NGramModelTests
{
    private const int End = 0, A = 1, B = 2, C = 3, Vocabulary = 4;

    /// <summary>The text "abab", an end before and after: a and b twice each, one end.</summary>
    private static readonly NGramCounts Abab = new([[A, B, A, B]], Vocabulary, End, maxOrder: 3);

    [Fact]
    public void Distribution_IsUniform_ForOrderZero() =>
        new NGramModel(Abab, 0).Distribution([End, A]).ShouldBe([0.25, 0.25, 0.25, 0.25]);

    [Fact]
    public void Distribution_EqualsTheHandCalculation_ForEachOrder()
    {
        // Order 1: 5 tokens of 3 kinds, so (count + 3 · 1/4) / 8. Order 2, after b: a once and the end once, so (count + 2 p) / 4.
        double[] unigram = [1.75 / 8, 2.75 / 8, 2.75 / 8, 0.75 / 8];
        double[] bigram = [.. unigram.Select((p, token) => ((token is End or A ? 1 : 0) + (2 * p)) / 4)];
        // Order 3, after ab: the same two, each once.
        double[] trigram = [.. bigram.Select((p, token) => ((token is End or A ? 1 : 0) + (2 * p)) / 4)];

        new NGramModel(Abab, 1).Distribution([End, A, B]).ShouldBe(unigram, 1e-12);
        new NGramModel(Abab, 2).Distribution([End, A, B]).ShouldBe(bigram, 1e-12);
        new NGramModel(Abab, 3).Distribution([End, A, B]).ShouldBe(trigram, 1e-12);
    }

    [Fact]
    public void Distribution_FallsBackToTheShorterContext_WhenTheLongerWasNeverSeen()
    {
        var trigram = new NGramModel(Abab, 3);

        trigram.Distribution([End, C]).ShouldBe(new NGramModel(Abab, 1).Distribution([End]), 1e-15); // c was never seen
        trigram.Distribution([End, A, A]).ShouldBe(new NGramModel(Abab, 2).Distribution([End, A]), 1e-15); // aa never, a was
    }

    [Fact]
    public void Distribution_AddsUpToOne_AndLeavesNothingImpossible_OnHeldOutStories()
    {
        var (known, heldOut, tokenizer) = Stories(300, 5);
        var counts = new NGramCounts(known, tokenizer.VocabularySize, tokenizer.EndOfText, maxOrder: 6);

        for (var order = 0; order <= counts.MaxOrder; order++)
        {
            var model = new NGramModel(counts, order);
            foreach (var story in heldOut)
            {
                int[] text = [tokenizer.EndOfText, .. story];
                for (var length = 1; length <= text.Length; length++)
                {
                    var distribution = model.Distribution(text.AsSpan(0, length));
                    distribution.Sum().ShouldBe(1, 1e-12);
                    distribution.ShouldAllBe(probability => probability > 0);
                    var next = length < text.Length ? text[length] : tokenizer.EndOfText;
                    model.Probability(text.AsSpan(0, length), next).ShouldBe(distribution[next], 1e-15);
                }
            }
        }
    }

    [Fact]
    public void CrossEntropy_FallsWithTheOrder_AndStaysAboveTheSource()
    {
        var corpus = StoryCorpus.Create(1, 2_000, 100);
        var (known, heldOut, tokenizer) = Encode(corpus);
        var counts = new NGramCounts(known, tokenizer.VocabularySize, tokenizer.EndOfText, maxOrder: 6);

        var losses = Enumerable.Range(0, 7).Select(order => Surprise.CrossEntropy(new NGramModel(counts, order), heldOut)).ToArray();

        losses[0].ShouldBe(Math.Log(tokenizer.VocabularySize), 1e-12);
        losses.ShouldBeInOrder(SortDirection.Descending);
        losses[^1].ShouldBeGreaterThan(LlmCourse.Llm.Corpora.Stories.SourceEntropy.Measure(corpus.Validation, text => text.Length + 1)!.Value);
        losses[1].ShouldBe(3.05, 0.02);
    }

    [Fact]
    public void CrossEntropy_RisesAgain_WhenTheContextIsTooLongForTheText()
    {
        var (known, heldOut, tokenizer) = Stories(100, 100);
        var counts = new NGramCounts(known, tokenizer.VocabularySize, tokenizer.EndOfText, maxOrder: 10);
        double HeldOut(int order) => Surprise.CrossEntropy(new NGramModel(counts, order), heldOut);
        double Known(int order) => Surprise.CrossEntropy(new NGramModel(counts, order), known);

        HeldOut(10).ShouldBeGreaterThan(HeldOut(6)); // learnt by heart
        Known(10).ShouldBeLessThan(Known(6));
    }

    [Fact]
    public void CrossEntropyOfTheUnigram_ComesNearTheEntropyOfTheCounts_OnTheCountedText()
    {
        var (known, _, tokenizer) = Stories(2_000, 1);
        var counts = new NGramCounts(known, tokenizer.VocabularySize, tokenizer.EndOfText, maxOrder: 1);

        var entropy = Surprise.Entropy(counts.After([])!.Counts.Values.Select(count => count / (double)counts.Tokens));

        Surprise.CrossEntropy(new NGramModel(counts, 1), known).ShouldBeInRange(entropy, entropy + 1e-4); // smoothing costs a little
    }

    [Fact]
    public void CrossEntropy_IsTheLogProbabilityOfTheDocuments_ADivisionApart()
    {
        var model = new NGramModel(Abab, 2);

        var byHand = -Math.Log(model.Probability([End], B)) - Math.Log(model.Probability([End, B], End)) - Math.Log(model.Probability([End], End));

        Surprise.CrossEntropy(model, [[B], []]).ShouldBe(byHand / 3, 1e-12); // b, an end, and the end of the empty one
    }

    [Fact]
    public void CrossEntropy_Refuses_NoDocuments() =>
        Should.Throw<ArgumentException>(() => Surprise.CrossEntropy(new NGramModel(Abab, 1), [])).Message.ShouldContain("no document");

    [Fact]
    public void Constructor_Refuses_AnOrderThatWasNotCounted() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new NGramModel(Abab, 4)).ParamName.ShouldBe("order");

    private static (int[][] Known, int[][] HeldOut, CharacterTokenizer Tokenizer) Stories(int known, int heldOut) => Encode(StoryCorpus.Create(1, known, heldOut));

    private static (int[][] Known, int[][] HeldOut, CharacterTokenizer Tokenizer) Encode(Corpus corpus)
    {
        var tokenizer = CharacterTokenizer.Train(corpus.Training.Select(story => story.Text));
        return ([.. corpus.Training.Select(story => tokenizer.Encode(story.Text))], [.. corpus.Validation.Select(story => tokenizer.Encode(story.Text))], tokenizer);
    }
}
