namespace LlmCourse.Llm.Corpora;

/// <summary>One text that stands by itself.</summary>
/// <param name="Text">The text, without any end mark.</param>
/// <param name="LogProbability">
/// Natural logarithm of the probability that the true source writes exactly this text and then ends; null when the
/// source is unknown.
/// </param>
public sealed record Document(string Text, double? LogProbability);

/// <summary>The text a model learns from, and the text it is measured on.</summary>
/// <param name="Name">Display name.</param>
/// <param name="Training">Documents to learn from.</param>
/// <param name="Validation">Documents held out.</param>
/// <param name="HasDocuments">
/// Whether the documents are texts by themselves, whose ends are worth learning; false for one long text in two parts.
/// </param>
public sealed record Corpus(string Name, IReadOnlyList<Document> Training, IReadOnlyList<Document> Validation, bool HasDocuments);

/// <summary>A text cannot serve as a corpus. The message says why and what to do.</summary>
public sealed class CorpusException(string message, Exception? innerException = null) : Exception(message, innerException);
