using System.Globalization;
using LlmCourse.Llm.Corpora.Languages;
using LlmCourse.Llm.Corpora.Sources;

namespace LlmCourse.Llm.Corpora.Cleaning;

/// <summary>Which languages go on.</summary>
public sealed record LanguageFilterOptions
{
    /// <summary>ISO 639-1 codes of the languages to keep.</summary>
    public IReadOnlyList<string> Keep { get; init; } = ["en"];

    /// <summary>Least probability of the guess. Half: below it, another language is as likely.</summary>
    public double Confidence { get; init; } = 0.5;

    /// <summary>What cannot be.</summary>
    /// <param name="known">Codes of the languages that can be told apart.</param>
    public IEnumerable<SettingFault> Faults(IReadOnlyList<string> known)
    {
        if (Keep.Count == 0)
            yield return new SettingFault("keep", "Name at least one language, or nothing would be left.");
        foreach (var (index, code) in Keep.Index().Where(code => !known.Contains(code.Item)))
            yield return new SettingFault($"keep[{index}]", $"'{code}' is not among the languages that can be told apart: {string.Join(", ", known)}.");
        if (Confidence is not (>= 0 and <= 1))
            yield return new SettingFault("confidence", $"A probability of {Confidence} does not lie between 0 and 1.");
    }
}

/// <summary>Keeps documents in some languages.</summary>
public sealed class LanguageFilter(LanguageIdentifier identifier, LanguageFilterOptions options) : ICleaningStage
{
    /// <inheritdoc/>
    public string Name => "language";

    /// <inheritdoc/>
    public Verdict Judge(RawDocument document)
    {
        var guess = identifier.Identify(document.Text);
        if (!options.Keep.Contains(guess.Code))
            return Verdict.Drop("language", $"It reads as '{guess.Code}', and {string.Join(", ", options.Keep)} is kept.");
        return guess.Confidence < options.Confidence
            ? Verdict.Drop("confidence", string.Create(CultureInfo.InvariantCulture, $"It reads as '{guess.Code}' with a probability of {guess.Confidence:0.00}, below {options.Confidence:0.00}."))
            : Verdict.Keep(document);
    }
}
