using LlmCourse.Lessons.Courses;

namespace LlmCourse.Lessons.Search;

/// <summary>
/// Finds sections by the words in them. Built on the first search and kept with the course: a few hundred sections fit into
/// memory many times over, and a change on disk makes a new course with a new index.
/// </summary>
internal sealed class SearchIndex(IReadOnlyList<LessonSlot> slots)
{
    /// <summary>Words of a query that are looked at; nobody types more, and each costs a walk over its matches.</summary>
    private const int MaxQueryWords = 8;

    private readonly Lazy<Content> _content = new(() => Content.Build([.. slots.SelectMany(SearchSection.Of)]));

    /// <summary>The best sections for a query.</summary>
    /// <param name="query">What somebody typed.</param>
    /// <param name="limit">Hits, at most.</param>
    /// <param name="isWanted">Whether a lesson, by its folder, is to be shown in a language.</param>
    public IReadOnlyList<SearchHit> Find(string query, int limit, Func<string, string, bool> isWanted)
    {
        var words = SearchWords.Split(query).Select(word => word.Folded).Distinct().Take(MaxQueryWords).ToList();
        if (words.Count == 0 || limit <= 0)
            return [];
        var content = _content.Value;
        Dictionary<int, double>? scores = null;
        foreach (var word in words)
        {
            var found = content.Scores(word);
            scores = scores is null
                ? found
                : scores.Where(pair => found.ContainsKey(pair.Key)).ToDictionary(pair => pair.Key, pair => pair.Value + found[pair.Key]);
        }

        return
        [
            .. scores!
                .Select(pair => (Section: content.Sections[pair.Key], Index: pair.Key, Score: pair.Value))
                .Where(hit => isWanted(hit.Section.Folder, hit.Section.Language))
                .OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Index)
                .Take(limit)
                .Select(hit => SearchExcerpt.Make(hit.Section, words)),
        ];
    }

    /// <summary>Words with the sections that hold them.</summary>
    private sealed class Content(IReadOnlyList<SearchSection> sections, string[] words, List<(int Section, double Weight)>[] places)
    {
        private const double TitleWeight = 100;
        private const double HeadingWeight = 10;

        /// <summary>How much a word counts that only begins with what was typed.</summary>
        private const double PrefixShare = 0.5;

        public IReadOnlyList<SearchSection> Sections => sections;

        public static Content Build(IReadOnlyList<SearchSection> sections)
        {
            var index = new SortedDictionary<string, List<(int, double)>>(StringComparer.Ordinal);
            for (var i = 0; i < sections.Count; i++)
            {
                foreach (var (word, weight) in Weigh(sections[i]))
                {
                    if (!index.TryGetValue(word, out var list))
                        index[word] = list = [];
                    list.Add((i, weight));
                }
            }

            return new Content(sections, [.. index.Keys], [.. index.Values]);
        }

        /// <summary>How much each section counts for a word that was typed, whole or as the beginning of a longer one.</summary>
        public Dictionary<int, double> Scores(string typed)
        {
            var scores = new Dictionary<int, double>();
            var first = Array.BinarySearch(words, typed, StringComparer.Ordinal);
            for (var i = first >= 0 ? first : ~first; i < words.Length && words[i].StartsWith(typed, StringComparison.Ordinal); i++)
            {
                foreach (var (section, weight) in places[i])
                {
                    var score = words[i].Length == typed.Length ? weight : weight * PrefixShare;
                    scores[section] = Math.Max(score, scores.GetValueOrDefault(section));
                }
            }

            return scores;
        }

        /// <summary>
        /// What a word counts in a section by its best place. In the text, more of it counts more, but never as much as a
        /// heading. A lesson's title counts for its first section, so that a lesson is found once.
        /// </summary>
        private static Dictionary<string, double> Weigh(SearchSection section)
        {
            var weights = new Dictionary<string, double>(StringComparer.Ordinal);
            foreach (var group in SearchWords.Split(section.Text).CountBy(word => word.Folded))
                weights[group.Key] = 1 + Math.Log2(Math.Min(group.Value, 16));
            foreach (var word in SearchWords.Split(section.SectionTitle))
                weights[word.Folded] = HeadingWeight + weights.GetValueOrDefault(word.Folded);
            foreach (var word in section.IsFirst ? SearchWords.Split(section.LessonTitle) : [])
                weights[word.Folded] = TitleWeight + weights.GetValueOrDefault(word.Folded);
            return weights;
        }
    }
}
