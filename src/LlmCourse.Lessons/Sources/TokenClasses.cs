namespace LlmCourse.Lessons.Sources;

/// <summary>Class names of the spans in highlighted code; the page gives them their colours.</summary>
public static class TokenClasses
{
    /// <summary>Words of the language, <c>true</c>, <c>null</c> and built-in types among them.</summary>
    public const string Keyword = "tok-keyword";

    /// <summary>Names of types and attributes.</summary>
    public const string Type = "tok-type";

    /// <summary>Names of methods where they are declared or called.</summary>
    public const string Method = "tok-method";

    /// <summary>Texts and characters.</summary>
    public const string String = "tok-string";

    /// <summary>Numbers.</summary>
    public const string Number = "tok-number";

    /// <summary>Comments of every kind.</summary>
    public const string Comment = "tok-comment";

    /// <summary>Instructions to the compiler, such as <c>#if</c>.</summary>
    public const string Directive = "tok-directive";
}
