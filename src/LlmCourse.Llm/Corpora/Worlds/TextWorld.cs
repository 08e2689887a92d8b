using System.Text;
using LlmCourse.Llm.Corpora.Sources;
using LlmCourse.Llm.Corpora.Stories;

namespace LlmCourse.Llm.Corpora.Worlds;

/// <summary>
/// A source of texts that knows the exact probability of every text it writes: each text has one derivation, because the
/// ways at a fork never begin with one another. So the floor of a model's loss is known, not guessed.
/// </summary>
public abstract class TextWorld
{
    /// <summary>Display name.</summary>
    public abstract string Name { get; }

    /// <summary>Entropy of a whole text, worked out by hand; null where no formula is known and <see cref="SourceEntropy.Estimate"/> must do.</summary>
    public abstract ExactEntropy? Entropy { get; }

    /// <summary>
    /// Texts without end, one after another, each with its exact log probability in nats, the end included. The same seed
    /// gives the same texts for ever.
    /// </summary>
    public IEnumerable<Document> Write(long seed)
    {
        var random = new SplitMix64(unchecked((ulong)seed));
        while (true)
            yield return Next(random);
    }

    /// <summary>Texts as documents of a corpus, until they reach a size; one at a time, so that gigabytes come as easily as kilobytes.</summary>
    /// <param name="seed">The same seed gives the same texts for ever.</param>
    /// <param name="bytes">UTF-8 bytes of text; the last document may exceed it.</param>
    public IEnumerable<RawDocument> WriteDocuments(long seed, long bytes)
    {
        long total = 0, number = 0;
        foreach (var text in Write(seed))
        {
            if (total >= bytes)
                yield break;
            total += Encoding.UTF8.GetByteCount(text.Text);
            yield return new RawDocument($"text-{++number}", text.Text);
        }
    }

    /// <summary>Natural logarithm of the probability that the world writes exactly this text and then ends; −∞ when it never does.</summary>
    /// <remarks>Reads the text along the grammar and knows nothing of how it was written.</remarks>
    public double LogProbability(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var reader = new ReadingTeller(text);
        return Reads(reader, text) ? reader.LogProbability : double.NegativeInfinity;
    }

    /// <summary>
    /// Every letter of a text, and its end, with the exact chances of what could have stood there; null when the world
    /// never writes this text. The logarithms of the letters' probabilities add up to <see cref="LogProbability"/>.
    /// </summary>
    public IReadOnlyList<SourceLetter>? Spell(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var reader = new SpellingTeller(text);
        return Reads(reader, text) ? reader.Letters : null;
    }

    /// <summary>Every text with its probability, one after another. Most worlds have more than anyone could read; meant for tiny ones.</summary>
    public IEnumerable<Document> EnumerateAll()
    {
        var path = new List<(int Taken, int Count)>();
        do
        {
            var teller = new EnumeratingTeller(path);
            Tell(teller);
            yield return new Document(teller.Text, teller.LogProbability);
        }
        while (EnumeratingTeller.MoveNext(path));
    }

    /// <summary>One random text.</summary>
    internal Document Next(SplitMix64 random)
    {
        var teller = new SamplingTeller(random);
        Tell(teller);
        return new Document(teller.Text, teller.LogProbability);
    }

    /// <summary>Tells one text to its end through a teller.</summary>
    internal abstract void Tell(Teller teller);

    private bool Reads(ReadingTeller reader, string text)
    {
        try
        {
            Tell(reader);
            return reader.Length == text.Length + Teller.End.Length;
        }
        catch (NotInGrammarException)
        {
            return false;
        }
    }
}
