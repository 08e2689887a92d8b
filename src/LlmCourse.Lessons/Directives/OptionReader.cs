using System.Globalization;
using LlmCourse.Lessons.Courses;
using LlmCourse.Lessons.Diagnostics;
using LlmCourse.Lessons.Syntax;

namespace LlmCourse.Lessons.Directives;

/// <summary>
/// Reads a directive's options by type: a missing one, one given twice, a value of the wrong kind and, at
/// <see cref="Finish"/>, an unknown one are reported at their place.
/// </summary>
internal sealed class OptionReader
{
    private readonly DirectiveSyntax _directive;
    private readonly DiagnosticBag _diagnostics;
    private readonly Dictionary<string, OptionSyntax> _options = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public OptionReader(DirectiveSyntax directive, DiagnosticBag diagnostics)
    {
        _directive = directive;
        _diagnostics = diagnostics;
        foreach (var option in directive.Options)
        {
            if (!_options.TryAdd(option.Key, option))
                ReportKey(Rules.DuplicateOption, option, $"The option “{option.Key}” is given twice.");
        }
    }

    /// <summary>The value of an option; null when it is missing. A blank or overlong value is reported and null.</summary>
    public string? Text(string key, int maxLength = 400)
    {
        if (Find(key) is not { } option)
            return null;
        if (option.Value.Length == 0)
            ReportValue(option, $"The option “{key}” has no value.");
        else if (option.Value.Length > maxLength)
            ReportValue(option, $"The option “{key}” takes at most {maxLength} characters; this is {option.Value.Length}.");
        else
            return option.Value;
        return null;
    }

    /// <summary>The value of an option that must be there; null after a report.</summary>
    public string? Require(string key)
    {
        if (Find(key) is null)
        {
            _diagnostics.Report(
                Rules.MissingOption, _directive.Start, _directive.HeaderLength, $"“{_directive.Name}” needs the option “{key}”.");
            return null;
        }

        return Text(key);
    }

    /// <summary>A whole number in a range; the default when it is missing or after a report.</summary>
    public int Integer(string key, int minimum, int maximum, int defaultValue)
    {
        if (Text(key) is not { } text)
            return defaultValue;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= minimum && value <= maximum)
            return value;
        ReportValue(_options[key], $"The option “{key}” takes a whole number from {minimum} to {maximum}; this is “{text}”.");
        return defaultValue;
    }

    /// <summary>A number in a range; null when it is missing or after a report.</summary>
    public double? Number(string key, double minimum, double maximum)
    {
        if (Text(key) is not { } text)
            return null;
        if (TryNumber(text, out var value) && value >= minimum && value <= maximum)
            return value;
        ReportValue(_options[key], $"The option “{key}” takes a number{(minimum >= 0 ? " that is not negative" : "")}, such as 0.25; this is “{text}”.");
        return null;
    }

    /// <summary>Numbers separated by commas, each larger than the one before; empty when they are missing or after a report.</summary>
    public IReadOnlyList<double> RisingNumbers(string key, int maxCount)
    {
        if (Text(key) is not { } text)
            return [];
        var numbers = new List<double>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (TryNumber(part, out var value) && (numbers.Count == 0 || value > numbers[^1]))
            {
                numbers.Add(value);
                continue;
            }

            ReportValue(_options[key], $"The option “{key}” takes numbers that rise, separated by commas; “{part}” breaks that.");
            return [];
        }

        if (numbers.Count <= maxCount)
            return numbers;
        ReportValue(_options[key], $"The option “{key}” takes at most {maxCount} numbers; these are {numbers.Count}.");
        return [];
    }

    /// <summary>One of several words; null when it is missing or after a report.</summary>
    public string? ChoiceOrNull(string key, IReadOnlyList<string> choices)
    {
        if (Text(key) is not { } text)
            return null;
        if (choices.Contains(text))
            return text;
        ReportValue(_options[key], $"The option “{key}” cannot be “{text}”. {Suggestion.For(text, choices)}");
        return null;
    }

    /// <summary>The number, from 1, of one of a lesson's outcomes; null when it is missing or after a report.</summary>
    public int? Outcome(FrontMatter frontMatter)
    {
        const string Key = "outcome";
        if (Text(Key) is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= 1 && value <= frontMatter.Outcomes.Count)
            return value;
        ReportValue(Rules.UnknownOutcome, _options[Key], $"This lesson has the outcomes 1 to {frontMatter.Outcomes.Count}; “{text}” is none of them.");
        return null;
    }

    /// <summary>Reports an option that exists but does not go with the others.</summary>
    public void Refuse(string key, string message)
    {
        if (Find(key) is { } option)
            ReportKey(Rules.OptionNotForKind, option, message);
    }

    /// <summary>Words from a list, separated by commas; the default when they are missing. Unknown ones are reported and left out.</summary>
    public IReadOnlyList<string> Words(string key, IReadOnlyList<string> allowed, IReadOnlyList<string> defaultWords)
    {
        if (Text(key) is not { } text)
            return defaultWords;
        var words = new List<string>();
        foreach (var word in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!allowed.Contains(word))
                ReportValue(_options[key], $"The option “{key}” cannot hold “{word}”. {Suggestion.For(word, allowed)}");
            else if (words.Contains(word))
                ReportValue(_options[key], $"The option “{key}” holds “{word}” twice.");
            else
                words.Add(word);
        }

        return words;
    }

    /// <summary>Reports that an option's value is wrong in a way that only the directive knows.</summary>
    public void ReportValue(Rule rule, string key, string message) => ReportValue(rule, _options[key], message);

    /// <summary>Reports every option that nobody asked for.</summary>
    public void Finish()
    {
        foreach (var option in _options.Values)
        {
            if (!_known.Contains(option.Key))
                ReportKey(Rules.UnknownOption, option, $"“{_directive.Name}” has no option “{option.Key}”. {Suggestion.For(option.Key, _known)}");
        }
    }

    private static bool TryNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    private OptionSyntax? Find(string key)
    {
        _known.Add(key);
        return _options.GetValueOrDefault(key);
    }

    private void ReportKey(Rule rule, OptionSyntax option, string message) =>
        _diagnostics.Report(rule, option.KeyStart, option.Key.Length, message);

    private void ReportValue(OptionSyntax option, string message) => ReportValue(Rules.BadOption, option, message);

    private void ReportValue(Rule rule, OptionSyntax option, string message) =>
        _diagnostics.Report(rule, option.ValueStart, option.Value.Length, message);
}
