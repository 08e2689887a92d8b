using System.Text;
using LlmCourse.Llm.Corpora;
using LlmCourse.Llm.Corpora.Languages;
using LlmCourse.Llm.Evaluation;
using LlmCourse.Llm.Tokenization;
using LlmCourse.Trainer.Execution;

namespace LlmCourse.Trainer.Tests.Lessons;

/// <summary>Every number of the lesson "Words into pieces", measured again. Its two runs take a minute and are measured by hand.</summary>
public sealed class WordsIntoPiecesTests
{
    private const string Example = "Nora hid the lantern behind the bench. Was it near the strawberries?";

    private static readonly LessonText Lesson = LessonText.Read("03-words-into-pieces");
    private static readonly Lazy<string[]> Stories = new(() => [.. StoryCorpus.Create(1, new TrainerOptions().TokenizerLabStories, 500).Training.Select(story => story.Text)]);
    private static readonly Lazy<BpeTokenizer> Pairs = new(() => BpeTokenizer.Train(Stories.Value, new TrainerOptions().TokenizerLabVocabulary));

    [Fact]
    public void Example_IsCutAsTheLessonSays()
    {
        var characters = CharacterTokenizer.Train(Stories.Value);
        var words = WordTokenizer.Train(Stories.Value, new TrainerOptions().TokenizerLabVocabulary).Cut(Example);

        Lesson.ShouldSay($":text: {Example}");
        Lesson.ShouldSay($"learnt from the same {Stories.Value.Length:N0} little stories");
        Lesson.ShouldSay($"The vocabulary is tiny, {characters.VocabularySize} numbers");
        Lesson.ShouldSay($"the example has {Example.Length} characters, so it becomes {characters.Encode(Example).Length} tokens");
        words.Count.ShouldBe(14);
        Lesson.ShouldSay($"Fourteen tokens replace {characters.Encode(Example).Length}");
        words.Where(piece => piece.Unknown).Select(piece => piece.Text.Trim()).ShouldBe(["Was", "it", "strawberries"]);
    }

    [Fact]
    public void Merges_AreThoseOfTheLesson()
    {
        var hen = new BpeTrainer(1_024);
        hen.Train(["the hen then"], TestContext.Current.CancellationToken).Count().ShouldBe(2);
        var mat = new BpeTrainer(1_024);
        mat.Train(["the cat sat on the mat"], TestContext.Current.CancellationToken).Count().ShouldBe(3);

        Pieces(hen).ShouldBe(["he", "the"]);
        Pieces(mat).ShouldBe(["at", "he", "the"]);
    }

    [Fact]
    public void LearningStops_WhereTheLessonSays()
    {
        var trainer = new BpeTrainer(1_024);
        var merges = trainer.Train(Stories.Value, TestContext.Current.CancellationToken).ToList();
        var tokenizer = trainer.ToTokenizer();

        Lesson.ShouldSay($"Ask for 1,024 pieces and learning stops at {tokenizer.VocabularySize}");
        merges.Take(5).Select(merge => tokenizer.TextOf(merge.Id)).ShouldContain(" the"); // "within the first handful"
        foreach (var (size, least) in new[] { (400, 2.0), (700, 3.5) })
            CharactersPerToken(BpeTokenizer.Train(Stories.Value, size)).ShouldBeInRange(least, least + 0.5);
    }

    [Fact]
    public void Languages_CostWhatTheLessonSays()
    {
        var published = new PublishedVocabularies(PublishedVocabularies.DefaultFolder);
        var (old, newest) = (Costs(published.Read("gpt2")), Costs(published.Read("o200k_base")));
        var dearest = newest.MaxBy(cost => cost.Value);

        Lesson.ShouldSay($"Its vocabulary has {published.Read("gpt2").VocabularySize:N0} tokens");
        ParallelSentence.All.Count.ShouldBe(18); // "eighteen languages"
        old.MaxBy(cost => cost.Value).Key.ShouldBe("Thai");
        Lesson.ShouldSay($"Thai takes {old["Thai"]} tokens for what English says in {old["English"]}");
        Lesson.ShouldSay($"Thai is down to {newest["Thai"]} tokens, and {dearest.Key}, now the dearest, to {dearest.Value}");
        Lesson.ShouldSay($"Hindi takes {old["Hindi"]} tokens under GPT-2 and English {old["English"]}.");
        Lesson.ShouldSay($":answer: {(double)old["Hindi"] / old["English"]:0.00}");
        Lesson.ShouldSay($"Our own BPE takes {Costs(Pairs.Value)["English"]} tokens for the English sentence, GPT-2 only {old["English"]}.");
    }

    [Fact]
    public void BlindGuessing_CostsWhatTheLessonSays()
    {
        const int pieces = 400;
        var (bytes, tokens) = (144, 64);
        var tokenizer = BpeTokenizer.Train(Stories.Value, pieces);
        var characters = CharacterTokenizer.Train(Stories.Value).VocabularySize;

        Stories.Value.ShouldContain(story => Encoding.UTF8.GetByteCount(story) == bytes && tokenizer.Encode(story).Length + 1 == tokens);
        Lesson.ShouldSay($"ln {pieces} = {Math.Log(pieces):0.00} nats a token. A story of {bytes} bytes takes {tokens} tokens");
        Lesson.ShouldSay($":answer: {BitsPerByte.Of(Math.Log(pieces), tokens, bytes):0.00}");
        Lesson.ShouldSay($"Blind guessing among {characters} characters costs {BitsPerByte.Of(Math.Log(characters), bytes + 1, bytes):0.00} bits a byte, though its loss, {Math.Log(characters):0.00}, looks smaller");
    }

    private static double CharactersPerToken(BpeTokenizer tokenizer) => Stories.Value.Sum(text => (double)text.Length) / Stories.Value.Sum(text => tokenizer.Encode(text).Length);

    private static Dictionary<string, int> Costs(ITokenizer tokenizer) => LanguageCost.Measure(tokenizer, ParallelSentence.All).ToDictionary(cost => cost.Sentence.Name, cost => cost.Tokens);

    private static IEnumerable<string> Pieces(BpeTrainer trainer)
    {
        var tokenizer = trainer.ToTokenizer();
        return trainer.Merges.Select((_, index) => tokenizer.TextOf(256 + index));
    }
}
