using System.Globalization;
using System.Text;
using LlmCourse.Llm.Corpora.Languages;
using LlmCourse.Llm.Corpora.Sources;
using LlmCourse.Llm.Corpora.Stories;

namespace LlmCourse.Llm.Corpora.DirtyWeb;

/// <summary>
/// Writes a web crawl in small: prose, and everything that spoils one, each document with the truth about itself. So
/// every filter's hits and misses can be counted instead of guessed. Memory holds the last documents that may be copied
/// and nothing else, so gigabytes come as easily as kilobytes.
/// </summary>
public sealed class DirtyWebGenerator
{
    /// <summary>Clean documents that a copy may be of: enough that copies lie far from their originals, few enough to hold.</summary>
    private const int Copyable = 4096;

    private const int MinSentences = 7;
    private const int MaxSentences = 16;
    private const long BenchmarkStream = 1L << 41; // the questions depend on the seed and not on how many documents came before

    private readonly DirtyWebOptions options;
    private readonly SplitMix64 random;
    private readonly EnglishProse prose;
    private readonly DirtyPages pages;
    private readonly RawDocument[] earlier = new RawDocument[Copyable];
    private long written;
    private long clean;

    /// <summary>Prepares a crawl.</summary>
    /// <exception cref="ArgumentException">An option is impossible.</exception>
    public DirtyWebGenerator(DirtyWebOptions? options = null)
    {
        this.options = options ?? new DirtyWebOptions();
        this.options.Validate();
        random = new SplitMix64(unchecked((ulong)this.options.Seed));
        prose = new EnglishProse(random);
        pages = new DirtyPages(random, prose);
        var questions = new EnglishProse(new SplitMix64(unchecked((ulong)(this.options.Seed ^ BenchmarkStream))));
        Benchmark = [.. Enumerable.Range(0, this.options.BenchmarkQuestions).Select(_ => questions.Question())];
    }

    /// <summary>The benchmark whose questions leak.</summary>
    public IReadOnlyList<string> Benchmark { get; }

    /// <summary>Documents until their texts reach a size.</summary>
    /// <param name="bytes">UTF-8 bytes of text; the last document may exceed it.</param>
    public IEnumerable<RawDocument> Write(long bytes)
    {
        for (long total = 0; total < bytes;)
        {
            var document = Next();
            total += Encoding.UTF8.GetByteCount(document.Text);
            yield return document;
        }
    }

    /// <summary>The next document.</summary>
    public RawDocument Next()
    {
        var id = $"page-{written++.ToString("D7", CultureInfo.InvariantCulture)}";
        var (text, truth) = Make(Lot());
        var document = new RawDocument(id, text) { Truth = truth };
        if (truth.Kind == PlantedKind.Clean)
            earlier[clean++ % Copyable] = document;
        return document;
    }

    private PlantedKind Lot()
    {
        var lot = random.NextDouble();
        foreach (var (part, kind) in new[]
        {
            (options.ForeignLanguage, PlantedKind.ForeignLanguage),
            (options.Boilerplate, PlantedKind.Boilerplate),
            (options.Spam, PlantedKind.Spam),
            (options.BenchmarkLeaks, PlantedKind.BenchmarkLeak),
            (options.PersonalData, PlantedKind.PersonalData),
            (options.ExactDuplicates, PlantedKind.ExactDuplicate),
            (options.NearDuplicates, PlantedKind.NearDuplicate),
        })
        {
            lot -= part;
            if (lot < 0)
                return clean == 0 && kind is (PlantedKind.ExactDuplicate or PlantedKind.NearDuplicate) ? PlantedKind.Clean : kind; // nothing to copy yet
        }

        return PlantedKind.Clean;
    }

    private (string Text, DocumentTruth Truth) Make(PlantedKind kind)
    {
        switch (kind)
        {
            case PlantedKind.ForeignLanguage:
                var language = WorldLanguages.All[1 + random.Next(WorldLanguages.All.Count - 1)];
                return (pages.Foreign(language, Sentences()), new(kind, language.Code));
            case PlantedKind.Boilerplate:
                return (pages.Boilerplate(), new(kind, "en"));
            case PlantedKind.Spam:
                return (pages.Spam(), new(kind, "en"));
            case PlantedKind.BenchmarkLeak:
                var question = random.Pick(Benchmark);
                return (pages.Around(question, Sentences()), new(kind, "en", Planted: [question]));
            case PlantedKind.PersonalData:
                var (text, planted) = pages.Personal(Sentences());
                return (text, new(kind, "en", Planted: planted));
            case PlantedKind.ExactDuplicate:
                var original = Earlier();
                return (pages.Reformat(original.Text), new(kind, "en", original.Id));
            case PlantedKind.NearDuplicate:
                var source = Earlier();
                var rate = options.EditRate * (0.2 + (0.8 * random.NextDouble()));
                var (edited, changed) = pages.Edit(source.Text, rate);
                return (edited, new(kind, "en", source.Id, changed));
            default:
                return (prose.Paragraphs(Sentences()), new(PlantedKind.Clean, "en"));
        }
    }

    private int Sentences() => MinSentences + random.Next(MaxSentences - MinSentences + 1);

    private RawDocument Earlier() => earlier[random.Next((int)Math.Min(clean, Copyable))];
}
