using System.Numerics;
using System.Runtime.InteropServices;
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

    private const int UnseenRow = 0;

    private readonly string[] codes;
    private readonly Dictionary<ulong, int> rowOf = []; // where each run's row begins
    private readonly float[] logProbabilities;          // [run, language]; a row is filled up to whole vectors
    private readonly int rowLength;

    /// <summary>Learns the languages from texts.</summary>
    /// <param name="texts">Code of each language and text in it.</param>
    public LanguageIdentifier(IReadOnlyList<(string Code, string Text)> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        codes = [.. texts.Select(text => text.Code)];
        rowLength = (codes.Length + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;
        var totals = new double[codes.Length];
        var counts = new Dictionary<ulong, int[]>();
        for (var language = 0; language < codes.Length; language++)
            Count(texts[language].Text, language);

        logProbabilities = new float[(counts.Count + 1) * rowLength];
        Fill(UnseenRow, new int[codes.Length]);
        foreach (var (run, seen) in counts)
        {
            rowOf[run] = (rowOf.Count + 1) * rowLength;
            Fill(rowOf[run], seen);
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

        void Fill(int row, int[] seen)
        {
            for (var language = 0; language < seen.Length; language++)
                logProbabilities[row + language] = (float)Math.Log((seen[language] + Smoothing) / (totals[language] + (Smoothing * counts.Count)));
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
        Span<double> scores = stackalloc double[rowLength];
        var sums = MemoryMarshal.Cast<double, Vector<double>>(scores);
        var any = false;
        foreach (var run in Runs(text, LettersRead))
        {
            any = true;
            var row = MemoryMarshal.Cast<float, Vector<float>>(logProbabilities.AsSpan(rowOf.GetValueOrDefault(run, UnseenRow), rowLength));
            for (var part = 0; part < row.Length; part++) // some languages at once
            {
                Vector.Widen(row[part], out var first, out var second);
                sums[2 * part] += first;
                sums[(2 * part) + 1] += second;
            }
        }

        if (!any)
            return new LanguageGuess(Undetermined, 0);

        scores = scores[..codes.Length];
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
