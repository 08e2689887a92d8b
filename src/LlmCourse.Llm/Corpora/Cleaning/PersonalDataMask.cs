using System.Text.RegularExpressions;
using LlmCourse.Llm.Corpora.Sources;

namespace LlmCourse.Llm.Corpora.Cleaning;

/// <summary>Puts <c>&lt;email&gt;</c> and <c>&lt;phone&gt;</c> in the place of addresses and phone numbers. It changes documents and drops none.</summary>
public sealed partial class PersonalDataMask : ICleaningStage
{
    /// <inheritdoc/>
    public string Name => "personal-data";

    #region personal-data
    /// <inheritdoc/>
    public Verdict Judge(RawDocument document)
    {
        var (mails, phones) = (0, 0);
        var text = document.Text.Contains('@') ? Mail().Replace(document.Text, _ => { mails++; return "<email>"; }) : document.Text;
        text = Phone().Replace(text, _ => { phones++; return "<phone>"; });
        return mails + phones == 0
            ? Verdict.Keep(document)
            : new Verdict(text, "masked", $"{mails} e-mail addresses and {phones} phone numbers were masked.");
    }

    [GeneratedRegex(@"\b[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63}){0,8}\.[A-Za-z]{2,24}\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Mail();

    // +49 30 1234 5678, (555) 012-3456, 555-012-3456: a country code, brackets or two separators, so that years and prices stay.
    [GeneratedRegex(@"(\+[0-9]{1,3}[ .-]?(\(?[0-9]{1,4}\)?[ .-]?){2,5}[0-9]{2,4}|\([0-9]{2,5}\)[ -]?[0-9]{2,4}[ -][0-9]{3,5}|\b[0-9]{3}[-.][0-9]{3}[-.][0-9]{4})\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Phone();
    #endregion
}
