namespace LlmCourse.Lessons.Authoring;

/// <summary>Texts that travel with the assembly.</summary>
internal static class EmbeddedText
{
    /// <summary>The text of a resource that the project file embeds.</summary>
    public static string Load(string name)
    {
        using var reader = new StreamReader(typeof(EmbeddedText).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
