using LlmCourse.Lessons.Prose;

namespace LlmCourse.Lessons.Courses;

/// <summary>The lessons and the glossary that links can reach, by file.</summary>
internal sealed class LinkIndex(IEnumerable<LinkDocument> documents)
{
    private readonly Dictionary<string, LinkDocument> _byPath = documents.ToDictionary(document => document.Path, StringComparer.Ordinal);

    /// <summary>The document at a path relative to another one, such as <c>../02-attention/lesson.md</c>.</summary>
    public LinkDocument? Find(LinkDocument from, string path)
    {
        var parts = from.Folder.Split('/', StringSplitOptions.RemoveEmptyEntries).ToList();
        foreach (var part in path.Split('/'))
        {
            if (part == "..")
            {
                if (parts.Count == 0)
                    return null;
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part != ".")
            {
                parts.Add(part);
            }
        }

        return _byPath.GetValueOrDefault(string.Join('/', parts));
    }

    /// <summary>The same index with one document in the place of its former version.</summary>
    public LinkIndex With(LinkDocument document) =>
        new(_byPath.Values.Where(other => other.Path != document.Path).Append(document));
}
