namespace LlmCourse.Llm.Tokenization;

/// <summary>Numbers as cl100k_base and o200k_base cut them: from the left, three at a time.</summary>
internal static class Digits
{
    private const int MostDigits = 3;

    /// <summary>UTF-16 units of <c>\p{N}{1,3}</c> at a place.</summary>
    public static int Length(ReadOnlySpan<char> text, int start)
    {
        var end = start;
        for (var digits = 0; digits < MostDigits && end < text.Length; digits++)
        {
            if (!CharacterClasses.At(text, end, out var width).IsAny(CharacterClass.Number))
                break;
            end += width;
        }

        return end - start;
    }
}
