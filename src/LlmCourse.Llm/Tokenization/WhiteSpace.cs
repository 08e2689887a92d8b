namespace LlmCourse.Llm.Tokenization;

/// <summary>Runs of white space, which end every GPT pattern. White space is one UTF-16 unit a character throughout Unicode.</summary>
internal static class WhiteSpace
{
    /// <summary>
    /// UTF-16 units of <c>\s+(?!\S)|\s+</c> at a place: the run without its last character, which it leaves to the word
    /// that follows; all of it at the end of the text, or when it is one character.
    /// </summary>
    public static int Length(ReadOnlySpan<char> text, int start)
    {
        var end = CharacterClasses.RunEnd(text, start, CharacterClass.Space);
        return end == text.Length || end == start + 1 ? end - start : end - start - 1;
    }

    /// <summary>The same where <c>\s*[\r\n]+</c> comes first: a run with line breaks is cut after the last of them.</summary>
    public static int LengthWithLines(ReadOnlySpan<char> text, int start)
    {
        var end = CharacterClasses.RunEnd(text, start, CharacterClass.Space);
        var lastBreak = text[start..end].LastIndexOfAny('\r', '\n');
        return lastBreak >= 0 ? lastBreak + 1 : Length(text, start);
    }
}
