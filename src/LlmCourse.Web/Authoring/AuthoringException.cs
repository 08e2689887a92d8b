namespace LlmCourse.Web.Authoring;

/// <summary>Something an author asked for could not be done; the message says what happened, what was kept and what to do.</summary>
public sealed class AuthoringException : Exception
{
    /// <summary>Says why.</summary>
    public AuthoringException(string message)
        : base(message)
    {
    }

    /// <summary>Says why.</summary>
    public AuthoringException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
