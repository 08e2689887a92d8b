namespace LlmCourse.Lessons.Glossary;

/// <summary>Finds terms of the glossary in running text: whole words, in any case, the longest form first.</summary>
internal sealed class TermIndex
{
    private readonly Dictionary<string, Forms> _byFirstWord = new(StringComparer.OrdinalIgnoreCase);

    public TermIndex(IEnumerable<GlossaryEntry> entries)
    {
        foreach (var entry in entries)
        {
            foreach (var form in entry.Forms)
            {
                var first = form[..WordLength(form, 0)];
                if (!_byFirstWord.TryGetValue(first, out var forms))
                    _byFirstWord[first] = forms = new Forms();
                forms.Add(form, entry.Id);
            }
        }
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
            if (length > 0 && lookup.TryGetValue(text.AsSpan(position, length), out var forms) && forms.At(text, position, skip) is { } found)
                return (position, found.Length, found.Id);

            position += Math.Max(1, length);
        }

        return null;
    }

    /// <summary>Whether a form can be found in text at all: it has to begin with a letter or digit.</summary>
    public static bool IsForm(string text) => text.Length > 0 && char.IsLetterOrDigit(text[0]);

    private static int WordLength(string text, int position)
    {
        var end = position;
        while (end < text.Length && char.IsLetterOrDigit(text[end]))
            end++;
        return end - position;
    }

    /// <summary>Forms with the same first word. However many there are, a place in the text costs one look for each of their lengths.</summary>
    private sealed class Forms
    {
        private static readonly Comparer<int> LongestFirst = Comparer<int>.Create((a, b) => b.CompareTo(a));

        private readonly SortedSet<int> _lengths = new(LongestFirst);
        private readonly Dictionary<string, List<string>> _ids = new(StringComparer.OrdinalIgnoreCase);

        public void Add(string form, string id)
        {
            _lengths.Add(form.Length);
            if (!_ids.TryGetValue(form, out var ids))
                _ids[form] = ids = [];
            ids.Add(id);
        }

        public (int Length, string Id)? At(string text, int position, IReadOnlySet<string> skip)
        {
            var lookup = _ids.GetAlternateLookup<ReadOnlySpan<char>>();
            foreach (var length in _lengths)
            {
                var end = position + length;
                if (end > text.Length || (end < text.Length && char.IsLetterOrDigit(text[end])))
                    continue;
                if (lookup.TryGetValue(text.AsSpan(position, length), out var ids) && ids.Find(id => !skip.Contains(id)) is { } found)
                    return (length, found);
            }

            return null;
        }
    }
}
