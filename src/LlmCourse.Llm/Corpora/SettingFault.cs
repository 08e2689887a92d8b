namespace LlmCourse.Llm.Corpora;

/// <summary>A setting that cannot be.</summary>
/// <param name="Setting">The setting as files name it, its sections before it: <c>thresholds.gopher-min-words</c>, <c>stages[2].nearDuplicates.threshold</c>.</param>
/// <param name="Message">What is wrong and what to do, in sentences.</param>
public sealed record SettingFault(string Setting, string Message)
{
    /// <summary>The same fault, seen from outside a section.</summary>
    public SettingFault Within(string section) => this with { Setting = Setting.Length == 0 ? section : $"{section}.{Setting}" };

    /// <summary>Refuses settings with a fault.</summary>
    /// <exception cref="ArgumentException">There is one; the message is the first one's.</exception>
    public static void ThrowIfAny(IEnumerable<SettingFault> faults)
    {
        if (faults.FirstOrDefault() is { } fault)
            throw new ArgumentException(fault.Message, nameof(faults));
    }
}
