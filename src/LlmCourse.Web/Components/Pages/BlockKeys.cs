using LlmCourse.Lessons.Blocks;

namespace LlmCourse.Web.Components.Pages;

/// <summary>
/// Names by which a page recognises blocks when a lesson is read again. What holds a learner's work goes by its identifier
/// and is changed in place; what is only text goes by its words, so that it is replaced exactly when they differ.
/// </summary>
internal static class BlockKeys
{
    /// <summary>The blocks with their keys, no two alike, prose cut into its pieces.</summary>
    public static IReadOnlyList<(string Key, LessonBlock Block)> Of(IReadOnlyList<LessonBlock> blocks)
    {
        var pieces = blocks.SelectMany<LessonBlock, LessonBlock>(block => block is ProseBlock prose ? ProsePieces.Split(prose.Html).Select(piece => new ProseBlock(piece)) : [block]);
        return Unique(pieces, Of);
    }

    /// <summary>Items with their keys, where equal ones are numbered: a page must not give two siblings the same.</summary>
    public static IReadOnlyList<(string Key, T Item)> Unique<T>(IEnumerable<T> items, Func<T, string> keyOf)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var keyed = new List<(string, T)>();
        foreach (var item in items)
        {
            var key = keyOf(item);
            var count = seen[key] = seen.GetValueOrDefault(key) + 1;
            keyed.Add(($"{key}\n{count}", item));
        }

        return keyed;
    }

    /// <summary>The key of a lab or run: the same bench while its identifier and, for a lab, its parameters stay.</summary>
    public static string Of(LessonBlock block) => block switch
    {
        ProseBlock prose => prose.Html,
        MathBlock math => $"math {math.Number} {math.Id} {math.Latex}",
        CodeBlock code => $"code {code.Id} {code.Title} {code.Html}",
        LabBlock lab => $"lab {lab.Id} {lab.Name} {Parameters(lab)}",
        _ => $"{block.GetType().Name} {block.Id}",
    };

    // Records print their properties, but lists only the name of their type.
    private static string Parameters(LabBlock lab) =>
        string.Join('\n', lab.Parameters.GetType().GetProperties().Select(property => property.GetValue(lab.Parameters) switch
        {
            IEnumerable<string> words => string.Join(',', words),
            var value => $"{value}",
        }));
}
