namespace LlmCourse.Llm;

/// <summary>Tells people what an <see cref="ArgumentException"/> says, without what it adds for programmers.</summary>
public static class ArgumentErrors
{
    /// <summary>The message without the name of the parameter and the value that .NET appends.</summary>
    public static string Reason(this ArgumentException error)
    {
        ArgumentNullException.ThrowIfNull(error);
        var end = error.Message.LastIndexOf($" (Parameter '{error.ParamName}')", StringComparison.Ordinal);
        return end < 0 ? error.Message : error.Message[..end];
    }
}
