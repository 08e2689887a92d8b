namespace LlmCourse.Lessons.Glossary;

/// <summary>Finds terms of the glossary in running text: whole words, in any case, the longest form first.</summary>
internal sealed class TermIndex
{
    private readonly Dictionary<string, List<Form>> _byFirstWord = new(StringComparer.OrdinalIgnoreCase);

    public TermIndex(IEnumerable<GlossaryEntry> entries)
    {
        foreach (var entry in entries)
        {
            foreach (var form in entry.Forms)
            {
                var first = form[..WordLength(form, 0)];
                if (!_byFirstWord.TryGetValue(first, out var forms))
                    _byFirstWord[first] = forms = [];
                forms.Add(new Form(form, entry.Id));
            }
        }

        foreach (var forms in _byFirstWord.Values)
            forms.Sort((a, b) => b.Text.Length - a.Text.Length);
    }

    /// <summary>An index without terms.</summary>
    public static TermIndex Empty { get; } = new([]);

    public bool IsEmpty => _byFirstWord.Count == 0;

    /// <summary>The first term at or behind a position that is not among the terms to skip; null when there is none.</summary>
    /// <returns>Where it starts, how long it is, and the identifier of its entry.</returns>
    public (int Start, int Length, string Id)? Next(string text, int position, IReadOnlySet<string> skip)
    {
        var lookup = _byFirstWord.GetAlternateLookup<ReadOnlySpan<char>>();
        while (position < text.Length)
        {
            var length = WordLength(text, position);
            if (length > 0 && lookup.TryGetValue(text.AsSpan(position, length), out var forms))
            {
                foreach (var (form, id) in forms)
                {
                    if (!skip.Contains(id) && IsAt(text, position, form))
                        return (position, form.Length, id);
                }
            }

            position += Math.Max(1, length);
        }

        return null;
    }

    /// <summary>Whether a form can be found in text at all: it has to begin with a letter or digit.</summary>
    public static bool IsForm(string text) => text.Length > 0 && char.IsLetterOrDigit(text[0]);

    private static bool IsAt(string text, int position, string form)
    {
        var end = position + form.Length;
        return end <= text.Length
            && text.AsSpan(position, form.Length).Equals(form, StringComparison.OrdinalIgnoreCase)
            && (end == text.Length || !char.IsLetterOrDigit(text[end]));
    }

    private static int WordLength(string text, int position)
    {
        var end = position;
        while (end < text.Length && char.IsLetterOrDigit(text[end]))
            end++;
        return end - position;
    }

    private sealed record Form(string Text, string Id);
}
