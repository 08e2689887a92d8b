using System.Text;
using LlmCourse.Llm.Corpora.Stories;

namespace LlmCourse.Llm.Corpora.Languages;

/// <summary>What language a text is in.</summary>
/// <param name="Code">ISO 639-1 code; <c>und</c> when the text has no letters.</param>
/// <param name="Confidence">Probability under the model that it is this language and no other it knows, in [0, 1].</param>
public readonly record struct LanguageGuess(string Code, double Confidence);

/// <summary>
/// Naive Bayes over runs of one to three characters (Dunning, "Statistical identification of language", 1994): each
/// language is a table of how often its runs come, and the language that expects a text's runs most is the guess.
/// Immutable after construction, so safe to share between threads.
/// </summary>
public sealed class LanguageIdentifier
{
    /// <summary>Code for a text without letters.</summary>
    public const string Undetermined = "und";

    private const int LongestRun = 3;

    // Pretend that every language has shown every run this often: what was never seen is unlikely and not impossible.
    private const double Smoothing = 0.3;

    // After this many letters the answer does not change any more, and a long page should not cost more than a short one.
    private const int LettersRead = 600;

    private readonly string[] codes;
    private readonly Dictionary<ulong, float[]> logProbabilities = [];
    private readonly float[] unseen;

    /// <summary>Learns the languages from texts.</summary>
    /// <param name="texts">Code of each language and text in it.</param>
    public LanguageIdentifier(IReadOnlyList<(string Code, string Text)> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        codes = [.. texts.Select(text => text.Code)];
        unseen = new float[codes.Length];
        var totals = new double[codes.Length];
        var counts = new Dictionary<ulong, int[]>();
        for (var language = 0; language < codes.Length; language++)
            Count(texts[language].Text, language);

        for (var language = 0; language < codes.Length; language++)
            unseen[language] = (float)Math.Log(Smoothing / (totals[language] + (Smoothing * counts.Count)));
        foreach (var (run, seen) in counts)
        {
            logProbabilities[run] = [.. seen.Select((count, language) =>
                (float)Math.Log((count + Smoothing) / (totals[language] + (Smoothing * counts.Count))))];
        }

        void Count(string text, int language)
        {
            foreach (var run in Runs(text, int.MaxValue))
            {
                if (!counts.TryGetValue(run, out var seen))
                    counts[run] = seen = new int[codes.Length];
                seen[language]++;
                totals[language]++;
            }
        }
    }

    /// <summary>Codes it can tell apart.</summary>
    public IReadOnlyList<string> Codes => codes;

    /// <summary>An identifier of the course's fourteen languages, trained from their training phrases.</summary>
    /// <param name="sentences">Sentences a language to learn from.</param>
    public static LanguageIdentifier Train(int sentences = 3000)
    {
        var random = new SplitMix64(1);
        return new LanguageIdentifier([.. WorldLanguages.All.Select(language => (language.Code, TrainingText(language)))]);

        string TrainingText(WorldLanguage language)
        {
            var text = new StringBuilder();
            for (var index = 0; index < sentences; index++)
            {
                text.Append(language.Training.Sentence(random)).Append(' ');
                for (var word = 0; word < 4; word++)
                    text.Append(random.Pick(language.CommonWords)).Append(' ');
            }

            return text.ToString();
        }
    }

    #region language-identification
    /// <summary>The likeliest language of a text.</summary>
    public LanguageGuess Identify(ReadOnlySpan<char> text)
    {
        Span<double> scores = stackalloc double[codes.Length];
        var any = false;
        foreach (var run in Runs(text, LettersRead))
        {
            any = true;
            var row = logProbabilities.GetValueOrDefault(run, unseen);
            for (var language = 0; language < scores.Length; language++)
                scores[language] += row[language];
        }

        if (!any)
            return new LanguageGuess(Undetermined, 0);

        var best = 0;
        for (var language = 1; language < scores.Length; language++)
        {
            if (scores[language] > scores[best])
                best = language;
        }

        var total = 0.0; // Bayes: every language is as likely as any other before the first letter
        foreach (var score in scores)
            total += Math.Exp(score - scores[best]);
        return new LanguageGuess(codes[best], 1 / total);
    }
    #endregion

    private static RunEnumerator Runs(ReadOnlySpan<char> text, int letters) => new(text, letters);

    /// <summary>Runs of 1 to 3 letters, small letters only; whatever is no letter counts as one space between words.</summary>
    private ref struct RunEnumerator(ReadOnlySpan<char> text, int letters)
    {
        private readonly ReadOnlySpan<char> text = text;
        private int left = letters;
        private int place;
        private int length = LongestRun; // of the run given last
        private ulong window = ' ';      // the last three characters, the newest in the low bits

        public ulong Current { get; private set; }

        public readonly RunEnumerator GetEnumerator() => this;

        public bool MoveNext()
        {
            if (length == LongestRun && !ReadCharacter())
                return false;
            length = length == LongestRun ? 1 : length + 1;
            var bits = 16 * length;
            Current = (window & ((1UL << bits) - 1)) | ((ulong)length << 48);
            return true;
        }

        private bool ReadCharacter()
        {
            while (place < text.Length && left > 0)
            {
                var character = text[place++];
                var isLetter = char.IsLetter(character);
                var next = isLetter ? char.ToLowerInvariant(character) : ' ';
                if (!isLetter && (char)window == ' ')
                    continue;
                window = (window << 16) | next;
                left--;
                return true;
            }

            return false;
        }
    }
}
