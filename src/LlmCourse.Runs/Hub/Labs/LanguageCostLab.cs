namespace LlmCourse.Runs.Hub.Labs;

/// <summary>Asks what one sentence costs in many languages.</summary>
/// <param name="Tokenizers">Which of <see cref="TokenizerNames"/>; null or empty for all.</param>
public sealed record LanguageCostRequest(IReadOnlyList<string>? Tokenizers = null);

/// <summary>One sentence in many languages under several tokenizers.</summary>
/// <param name="Sentences">The sentence in each language; the first is English.</param>
/// <param name="Tokenizers">What each tokenizer makes of them, in display order.</param>
/// <param name="Error">Why there is no answer; null when there is.</param>
public sealed record LanguageCostReply(IReadOnlyList<LanguageSentence> Sentences, IReadOnlyList<TokenizerCosts> Tokenizers, string? Error = null);

/// <summary>The sentence in one language.</summary>
/// <param name="Code">ISO 639-1 code.</param>
/// <param name="Name">The language's name in English.</param>
/// <param name="OwnName">Its own name.</param>
/// <param name="Text">The sentence.</param>
/// <param name="Characters">Its Unicode characters.</param>
/// <param name="Bytes">Its bytes as UTF-8.</param>
public sealed record LanguageSentence(string Code, string Name, string OwnName, string Text, int Characters, int Bytes);

/// <summary>What the sentences cost under one tokenizer.</summary>
/// <param name="Tokenizer">One of <see cref="TokenizerNames"/>.</param>
/// <param name="Title">Display name.</param>
/// <param name="Costs">A cost for each sentence, in their order; empty when the tokenizer cannot be had.</param>
/// <param name="Problem">Why it cannot be had; null when it can.</param>
public sealed record TokenizerCosts(string Tokenizer, string Title, IReadOnlyList<SentenceCost> Costs, string? Problem = null);

/// <summary>What one sentence costs.</summary>
/// <param name="Tokens">Tokens that it takes.</param>
/// <param name="Unknown">How many of them stand for something outside the vocabulary.</param>
/// <param name="Ratio">Tokens divided by those of the English sentence.</param>
public sealed record SentenceCost(int Tokens, int Unknown, double Ratio);
