using System.Text;
using LlmCourse.Llm.Corpora.Stories;

namespace LlmCourse.Benchmarks;

/// <summary>
/// Text of invented words whose frequencies follow Zipf's law: the word of rank r stands in proportion to 1/r. Frequent
/// words are short, as in natural language, and every word is made of syllables, so there is something for merges to find.
/// A seed gives the same text for ever.
/// </summary>
internal sealed class ZipfText
{
    private const int WordsInDocument = 5_000;
    private const int WordsInSentence = 14;
    private const int SentencesInParagraph = 6;

    private static readonly string[] Onsets = ["b", "br", "c", "ch", "d", "dr", "f", "fl", "g", "gr", "h", "j", "k", "l", "m", "n", "p", "pl", "qu", "r", "s", "sh", "st", "t", "th", "tr", "v", "w", "z", ""];
    private static readonly string[] Nuclei = ["a", "e", "i", "o", "u", "ai", "ea", "ie", "oo", "ou", "é"];
    private static readonly string[] Codas = ["", "", "", "n", "r", "s", "t", "l", "m", "nd", "ng", "st", "ck"];

    private readonly SplitMix64 random;
    private readonly string[] words;
    private readonly double[] cumulative; // probability of a word or one of smaller rank

    public ZipfText(ulong seed, int wordForms)
    {
        random = new SplitMix64(seed);
        words = Invent(wordForms);
        cumulative = new double[wordForms];
        var total = 0.0;
        for (var rank = 1; rank <= wordForms; rank++)
            cumulative[rank - 1] = total += 1.0 / rank;
        for (var index = 0; index < wordForms; index++)
            cumulative[index] /= total;
    }

    /// <summary>Documents of some thousand words, until they hold so many bytes of UTF-8 together.</summary>
    public IEnumerable<string> Documents(long bytes)
    {
        for (var made = 0L; made < bytes;)
        {
            var document = Document();
            made += Encoding.UTF8.GetByteCount(document);
            yield return document;
        }
    }

    private string Document()
    {
        var text = new StringBuilder();
        for (var word = 0; word < WordsInDocument; word++)
        {
            var begins = word % WordsInSentence == 0;
            if (begins && word > 0)
                text.Append(word % (WordsInSentence * SentencesInParagraph) == 0 ? ".\n\n" : ". ");
            else if (word > 0)
                text.Append(random.Next(12) == 0 ? ", " : " ");
            var form = words[Rank()];
            text.Append(begins ? char.ToUpperInvariant(form[0]) : form[0]).Append(form, 1, form.Length - 1);
        }

        return text.Append(".\n").ToString();
    }

    private int Rank()
    {
        var found = Array.BinarySearch(cumulative, random.NextDouble());
        return Math.Min(found >= 0 ? found + 1 : ~found, words.Length - 1);
    }

    private string[] Invent(int count)
    {
        var known = new HashSet<string>(count, StringComparer.Ordinal);
        var invented = new string[count];
        for (var index = 0; index < count;)
        {
            // One syllable for the first hundreds, up to four for the rarest; more when all of that length are taken.
            var syllables = 1 + (int)(Math.Log10(index + 1) / 1.8);
            var word = string.Concat(Enumerable.Range(0, syllables + random.Next(2)).Select(_ => random.Pick(Onsets) + random.Pick(Nuclei) + random.Pick(Codas)));
            if (known.Add(word))
                invented[index++] = word;
        }

        return invented;
    }
}
