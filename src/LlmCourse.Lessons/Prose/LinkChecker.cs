using LlmCourse.Lessons.Courses;
using LlmCourse.Lessons.Diagnostics;
using LlmCourse.Lessons.Files;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace LlmCourse.Lessons.Prose;

/// <summary>Turns the links and pictures of a stretch of prose into addresses of the site, or takes them out and says why.</summary>
internal sealed class LinkChecker(LinkDocument document, DiagnosticBag diagnostics, LinkIndex index, ConfinedFolder folder)
{
    /// <summary>Checks an address between angle brackets.</summary>
    public void CheckAutolink(ProseDocument prose, AutolinkInline link)
    {
        if (link.IsEmail || AddressPolicy.Classify(link.Url) == AddressKind.External)
        {
            MarkExternal(link);
            return;
        }

        ReportScheme(prose, link, link.Url);
        link.ReplaceBy(new LiteralInline(link.Url));
    }

    /// <summary>Address of a picture beside the lesson, or null after reporting why there is none.</summary>
    public string? PictureAddress(string path, int offset, int length)
    {
        if (document.PictureAddress is not { } addressOf)
        {
            diagnostics.Report(Rules.PictureNotHere, offset, length, $"“{path}” cannot stand here.");
            return null;
        }

        if (AddressPolicy.Classify(path) is not AddressKind.Relative || path.Contains('?') || path.Contains('#'))
        {
            diagnostics.Report(Rules.RemoteImage, offset, length, $"“{path}” is not a picture beside the lesson.");
            return null;
        }

        var name = Uri.UnescapeDataString(path);
        if (folder.Resolve(name) is not { } full)
        {
            diagnostics.Report(Rules.OutsideRepository, offset, length, $"“{path}” leads out of the lesson's folder.");
            return null;
        }

        if (!LessonPictures.IsPicture(full))
        {
            diagnostics.Report(Rules.ImageType, offset, length, $"“{path}” is not a kind of picture that the course shows.");
            return null;
        }

        if (!File.Exists(full))
        {
            diagnostics.Report(Rules.MissingFile, offset, length, $"There is no file “{path}” beside the lesson.");
            return null;
        }

        var relative = Path.GetRelativePath(folder.Root, full).Replace(Path.DirectorySeparatorChar, '/');
        return addressOf(relative);
    }

    /// <summary>Checks a picture.</summary>
    public void CheckImage(ProseDocument prose, LinkInline image)
    {
        var offset = prose.Offset + image.Span.Start;
        if (ProseDocument.PlainText(image).Length == 0)
            diagnostics.Report(Rules.MissingAlternative, offset, image.Span.Length, "This picture has no text for those who do not see it.");
        if (PictureAddress(image.Url ?? "", offset, image.Span.Length) is { } address)
            image.Url = address;
        else
            Unlink(image);
    }

    /// <summary>Checks a link.</summary>
    public void CheckLink(ProseDocument prose, LinkInline link)
    {
        var url = link.Url ?? "";
        switch (AddressPolicy.Classify(url))
        {
            case AddressKind.Forbidden:
                ReportScheme(prose, link, url);
                Unlink(link);
                return;
            case AddressKind.External:
                MarkExternal(link);
                break;
            case AddressKind.Anchor or AddressKind.Relative:
                if (ResolveInternal(prose, link, url) is not { } target)
                {
                    Unlink(link);
                    return;
                }

                link.Url = target.Address;
                if (link.FirstChild is null)
                    link.AppendChild(new LiteralInline(target.Title));
                break;
        }

        if (ProseDocument.PlainText(link).Length == 0 && !link.Descendants<LinkInline>().Any())
            Report(Rules.EmptyLink, prose, link, "This link has no text.");
    }

    private LinkTarget? ResolveInternal(ProseDocument prose, LinkInline link, string url)
    {
        var hash = url.IndexOf('#');
        var path = Uri.UnescapeDataString(hash < 0 ? url : url[..hash]);
        var anchor = hash < 0 ? null : Uri.UnescapeDataString(url[(hash + 1)..]);
        var target = path.Length == 0 ? document : index.Find(document, path);
        if (target is null)
        {
            Report(Rules.BrokenLink, prose, link, $"“{path}” is not a lesson of the course.");
            return null;
        }

        if (string.IsNullOrEmpty(anchor))
            return new LinkTarget(target.Address, target.Title);
        if (target.Anchors.TryGetValue(anchor, out var title))
            return new LinkTarget($"{target.Address}#{anchor}", title);
        Report(Rules.BrokenAnchor, prose, link, $"“{target.Title}” has no place “{anchor}”. {Suggestion.For(anchor, target.Anchors.Keys)}");
        return null;
    }

    /// <summary>Another site learns nothing of this page, and gets no hold on its window.</summary>
    private static void MarkExternal(Inline link) => link.GetAttributes().AddProperty("rel", "noopener noreferrer");

    /// <summary>Puts the text of a link in its place.</summary>
    private static void Unlink(LinkInline link)
    {
        var text = new ContainerInline();
        link.ReplaceBy(text, copyChildren: true);
    }

    private void ReportScheme(ProseDocument prose, Inline link, string url) =>
        Report(Rules.LinkScheme, prose, link, $"Addresses like “{Shorten(url)}” are not allowed.");

    private void Report(Rule rule, ProseDocument prose, MarkdownObject place, string message) =>
        diagnostics.Report(rule, prose.Offset + place.Span.Start, place.Span.Length, message);

    private static string Shorten(string url) => url.Length <= 40 ? url : url[..40] + "…";

    private sealed record LinkTarget(string Address, string Title);
}
