using System.Diagnostics;
using System.Text;
using LlmCourse.Llm.Corpora.Cleaning;
using LlmCourse.Llm.Corpora.DirtyWeb;
using LlmCourse.Llm.Corpora.Sources;

namespace LlmCourse.Llm.Corpora.Pipelines;

/// <summary>Lets documents pass a stage and counts what becomes of them.</summary>
/// <param name="stage">The stage.</param>
/// <param name="countTokens">Tokens of a text; words when null.</param>
public sealed class StageMeter(ICleaningStage stage, Func<string, int>? countTokens = null)
{
    private const int ExamplesPerRule = 5;
    private const int ExcerptCharacters = 400;

    private readonly Func<string, int> countTokens = countTokens ?? CountWords;
    private readonly Dictionary<string, long> rules = [];
    private readonly Dictionary<PlantedKind, TruthCount> truth = [];
    private readonly List<DocumentExample> kept = [];
    private readonly List<DocumentExample> dropped = [];
    private long changed;
    private long ticks;

    /// <summary>What came in so far.</summary>
    public TextVolume In { get; private set; }

    /// <summary>What went on so far.</summary>
    public TextVolume Out { get; private set; }

    /// <summary>Lets one document pass.</summary>
    /// <returns>The document that goes on, or null.</returns>
    public RawDocument? Pass(RawDocument document)
    {
        var start = Stopwatch.GetTimestamp();
        var verdict = stage.Judge(document);
        ticks += Stopwatch.GetTimestamp() - start;

        var bytes = Encoding.UTF8.GetByteCount(document.Text);
        var tokens = countTokens(document.Text);
        In = In.Plus(bytes, tokens);
        Note(document, verdict);
        if (verdict.Text is not { } text)
            return null;
        if (verdict.Rule is null)
        {
            Out = Out.Plus(bytes, tokens);
            return document;
        }

        changed++;
        Out = Out.Plus(Encoding.UTF8.GetByteCount(text), countTokens(text));
        return document with { Text = text };
    }

    /// <summary>What the stage did so far.</summary>
    public StageReport Report() =>
        new(stage.Name, In, Out, changed, rules, kept, dropped, truth, (double)ticks / Stopwatch.Frequency);

    private void Note(RawDocument document, Verdict verdict)
    {
        if (verdict.Rule is { } rule)
        {
            var count = rules[rule] = rules.GetValueOrDefault(rule) + 1;
            if (count <= ExamplesPerRule)
                dropped.Add(Example(document, verdict));
        }
        else if (kept.Count < ExamplesPerRule)
        {
            kept.Add(Example(document, verdict));
        }

        if (document.Truth is { } planted)
        {
            var counts = truth.GetValueOrDefault(planted.Kind);
            truth[planted.Kind] = new(counts.In + 1, counts.Dropped + (verdict.Keeps ? 0 : 1), counts.Changed + (verdict is { Keeps: true, Rule: not null } ? 1 : 0));
        }
    }

    private static DocumentExample Example(RawDocument document, Verdict verdict)
    {
        var length = Math.Min(ExcerptCharacters, document.Text.Length);
        if (length < document.Text.Length && char.IsHighSurrogate(document.Text[length - 1]))
            length--;
        return new(document.Id, document.Text[..length], verdict.Rule, verdict.Reason, verdict.Related, verdict.Similarity);
    }

    private static int CountWords(string text)
    {
        var words = 0;
        var inWord = false;
        foreach (var character in text)
        {
            var isSpace = char.IsWhiteSpace(character);
            if (!isSpace && !inWord)
                words++;
            inWord = !isSpace;
        }

        return words;
    }
}
