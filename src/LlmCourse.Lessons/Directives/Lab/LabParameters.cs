namespace LlmCourse.Lessons.Directives.Lab;

/// <summary>What an author sets up for a lab; one record type a lab.</summary>
public abstract record LabParameters;

/// <summary>Parameters of the lab <c>tokenizer</c>: tokenizers side by side.</summary>
/// <param name="Text">The text that stands in the field at first.</param>
/// <param name="Show">Which tokenizers, of <c>character</c>, <c>word</c>, <c>bpe</c>, <c>gpt2</c>, <c>cl100k</c>, <c>o200k</c>, in display order.</param>
/// <param name="View">What of the tokenizers is shown.</param>
public sealed record TokenizerLabParameters(string Text, IReadOnlyList<string> Show, TokenizerView View = TokenizerView.Cut) : LabParameters;

/// <summary>What the lab <c>tokenizer</c> shows.</summary>
public enum TokenizerView
{
    /// <summary>A text as each tokenizer cuts it.</summary>
    Cut,

    /// <summary>What one sentence costs in many languages.</summary>
    Languages,

    /// <summary>Two models of equal computing power that read with different tokenizers, compared in bits a byte.</summary>
    Duel,
}

/// <summary>Parameters of the lab <c>bpe-trainer</c>: merges learnt one by one.</summary>
/// <param name="Vocabulary">The vocabulary size that is chosen at first.</param>
/// <param name="Probe">The sentence that is cut again as the vocabulary grows.</param>
public sealed record BpeTrainerLabParameters(int Vocabulary, string Probe) : LabParameters;

/// <summary>Parameters of the lab <c>guess</c>: betting on the next letter of a story, against models that count.</summary>
/// <param name="Story">Number of the held-out story that is played first.</param>
/// <param name="Counted">How many stories the models have counted at first.</param>
/// <param name="Order">Order of the n-gram model at first.</param>
/// <param name="Unit"><c>bits</c> or <c>nats</c>.</param>
public sealed record GuessLabParameters(int Story, int Counted, int Order, string Unit) : LabParameters;

/// <summary>Parameters of the lab <c>pipeline</c>: a generated crawl passes the filters.</summary>
/// <param name="Documents">Documents of the crawl at first.</param>
/// <param name="Seed">Seed of the crawl at first.</param>
public sealed record PipelineLabParameters(int Documents, int Seed) : LabParameters;

/// <summary>The lab <c>benchmark-leak</c>, which has no parameters: a benchmark leaks into a crawl, and a counting model is tested.</summary>
public sealed record LeakLabParameters : LabParameters;

/// <summary>Parameters of the lab <c>raw-or-filtered</c>: two runs, one on the raw and one on the filtered crawl.</summary>
/// <param name="Run">Identifier of the train directive in the lesson whose run file both take.</param>
public sealed record FilterDuelParameters(string Run) : LabParameters;
