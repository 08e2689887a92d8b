namespace LlmCourse.Lessons.Courses;

/// <summary>Which lesson requires which. A learner can begin only where no way leads from a lesson back to itself.</summary>
internal sealed class RequirementGraph
{
    private readonly Dictionary<string, IReadOnlyList<string>> _required = new(StringComparer.Ordinal);

    /// <summary>Takes the lessons, by their identifiers; of several with the same one, the first counts.</summary>
    public RequirementGraph(IEnumerable<(string Id, FrontMatter? About)> lessons)
    {
        foreach (var (id, about) in lessons)
            _required.TryAdd(id, about?.Requires ?? []);
    }

    /// <summary>The graph of lessons as they were read; those that could not be read require nothing.</summary>
    public static RequirementGraph Of(IEnumerable<LessonSlot> slots) => new(slots.Select(slot => (slot.Id, slot.Draft?.FrontMatter)));

    /// <summary>Whether there is such a lesson.</summary>
    public bool Knows(string id) => _required.ContainsKey(id);

    /// <summary>
    /// The shortest way from a lesson by one of its requirements back to itself, with the lesson at both ends; null when there
    /// is none.
    /// </summary>
    public IReadOnlyList<string>? Circle(string lesson, string requirement)
    {
        var cameFrom = new Dictionary<string, string?>(StringComparer.Ordinal) { [requirement] = null };
        var next = new Queue<string>([requirement]);
        while (next.TryDequeue(out var here) && here != lesson)
        {
            foreach (var further in _required.GetValueOrDefault(here, []))
            {
                if (cameFrom.TryAdd(further, here))
                    next.Enqueue(further);
            }
        }

        if (!cameFrom.ContainsKey(lesson))
            return null;
        var way = new Stack<string>();
        for (var here = lesson; here is not null; here = cameFrom[here])
            way.Push(here);
        return [lesson, .. way];
    }

    /// <summary>A circle as a sentence.</summary>
    public static string Words(IReadOnlyList<string> circle) =>
        $"Nobody could begin: “{circle[0]}” requires {string.Join(", which requires ", circle.Skip(1).Select(id => $"“{id}”"))}.";
}
