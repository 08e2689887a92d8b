namespace LlmCourse.Lessons.Prose;

/// <summary>Something that links start from and lead to: a lesson, or the glossary.</summary>
/// <param name="Folder">Its folder relative to the content folder, such as <c>lessons/01-words</c>; empty for the content folder itself.</param>
/// <param name="FileName">Its file in that folder.</param>
/// <param name="Address">Its address within the site.</param>
/// <param name="Title">The text that an empty link to it borrows.</param>
/// <param name="Anchors">What can be linked to in it, with the text that an empty link borrows.</param>
/// <param name="PictureAddress">Address of a picture beside it; null where no pictures may stand.</param>
internal sealed record LinkDocument(
    string Folder,
    string FileName,
    string Address,
    string Title,
    IReadOnlyDictionary<string, string> Anchors,
    Func<string, string>? PictureAddress)
{
    /// <summary>Its file relative to the content folder.</summary>
    public string Path => Folder.Length == 0 ? FileName : $"{Folder}/{FileName}";
}
