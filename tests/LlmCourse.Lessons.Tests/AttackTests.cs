using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using LlmCourse.Lessons.Blocks;
using LlmCourse.Lessons.Tests.Support;

namespace LlmCourse.Lessons.Tests;

/// <summary>
/// Whatever an author types, no script of theirs runs in a learner's page. Every line of every file under <c>Attacks</c> is
/// put into every place where an author can write, and what comes out is parsed as a browser would.
/// </summary>
public sealed partial class AttackTests : IDisposable
{
    private static readonly string[] AllowedElements =
    [
        "p", "em", "strong", "a", "img", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "hr", "br",
        "table", "thead", "tbody", "tr", "th", "td", "span",
    ];

    private static readonly string[] AllowedAttributes = ["href", "title", "rel", "src", "alt", "id", "class", "tabindex", "start", "data-term"];

    private static readonly string[] AllowedClasses =
        ["code", "math-inline", "term", "align-right", "align-center", "line", "focus", "tok-keyword", "tok-type", "tok-method", "tok-string", "tok-number", "tok-comment", "tok-directive"];

    /// <summary>Where an address can stand.</summary>
    private static readonly string[] AddressPlaces =
    [
        "[text]({0})", "[text](<{0}>)", "[text]({0} \"title\")", "![alt]({0})", "![alt](<{0}>)", "<{0}>", "[text][ref]\n\n[ref]: {0}", "[ref]\n\n[ref]: <{0}>",
        "![ref]\n\n[ref]: {0} 'title'", "[![alt](picture.png)]({0})", "> - [text]({0})", "| a |\n|---|\n| [x]({0}) |", "## [text]({0}) {{#h}}",
        ":::note\n[text]({0})\n:::", ":::figure\n:src: {0}\n:alt: x\n:::", ":::quiz Q {{#q}}\n- [x] [a]({0})\n  > [b]({0})\n- [ ] c\n\n> [d]({0})\n:::",
        ":::table T\n| [a]({0}) |\n|---|\n| ![b]({0}) |\n:::", ":::checkpoint {{#c}}\n:outcome: 1\n[a]({0})\n:::",
    ];

    /// <summary>Where any text can stand.</summary>
    private static readonly string[] TextPlaces =
    [
        "{0}", "> {0}", "- {0}", "## {0}", "| {0} |\n|---|\n| {0} |", "[{0}](https://example.org)", "![{0}](picture.png '{0}')", "*{0}*", "`{0}`", "${0}$",
        "::::note {0} {{#n}}\n{0}\n::::", ":::math\n{0}\n:::", ":::code {0}\n:language: {0}\n{0}\n:::", ":::lab {0} {{#l}}\n:lab: tokenizer\n:text: {0}\n\n{0}\n:::",
        ":::figure {0}\n:src: picture.png\n:alt: {0}\n{0}\n:::", "::::quiz {0} {{#q}}\n- [x] {0}\n  > {0}\n- [ ] other {0}\n\n> {0}\n::::",
        ":::predict {0} {{#p}}\n:run: r\n:bounds: 1\n- {0}\n- other\n\n> {0}\n:::\n\n:::train {0} {{#r}}\n:spec: small.run.yaml\n:::",
        "::::exercise {0} {{#e}}\n{0}\n\n:::hint {0}\n{0}\n:::\n\n:::solution {0}\n{0}\n:::\n::::", ":::checkpoint {0} {{#c}}\n:outcome: 1\n{0}\n:::",
        ":::table {0}\n| a |\n|---|\n| {0} |\n\n{0}\n:::", ":::unknown {0}\n:key: {0}\n{0}\n:::", ":::{0}\nText.\n:::",
    ];

    private static readonly HtmlParser Parser = new();

    private readonly TemporaryCourse _course = new();

    public static TheoryData<string> Families => [.. Directory.EnumerateFiles(Folder, "*.txt").Select(file => Path.GetFileNameWithoutExtension(file)).Order()];

    private static string Folder => Path.Combine(RepositoryPaths.Root, "tests", "LlmCourse.Lessons.Tests", "Attacks");

    [Theory]
    [MemberData(nameof(Families))]
    public async Task PreviewAsync_LeavesNothingAlive_WhereverItStands(string family)
    {
        var library = await _course.LoadAsync();
        foreach (var place in family == "addresses" ? AddressPlaces : TextPlaces)
        {
            foreach (var attack in Read(family))
            {
                var body = string.Format(null, place, attack);
                var lesson = await library.PreviewAsync(
                    TemporaryCourse.CaseFile, $"{TemporaryCourse.FrontMatter}Before.\n\n{body}\n\nAfter.\n", TestContext.Current.CancellationToken);

                lesson.Refusal.ShouldBeNull(body);
                ShouldBeDead(lesson.Blocks, body);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public async Task PreviewGlossary_LeavesNothingAlive(string family)
    {
        var library = await _course.LoadAsync();
        foreach (var attack in Read(family))
        {
            library.PreviewGlossary($"## {attack}\n\nText.\n\n## Term\n\n{attack}\n\n[a]({attack}) ![b](<{attack}>)\n", out var entries);

            foreach (var entry in entries)
                ShouldBeDead(entry.Html, attack);
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public async Task PreviewAsync_TakesFrontMatter_AsTextOnly(string family)
    {
        var library = await _course.LoadAsync();
        foreach (var attack in Read(family))
        {
            var quoted = $"'{attack.ReplaceLineEndings(" ").Replace("'", "''")}'";
            var lesson = await library.PreviewAsync(
                TemporaryCourse.CaseFile,
                $"---\nid: case\ntitle: {quoted}\nmodule: first\nminutes: 5\noutcomes: [{quoted}]\nsummary: {quoted}\nauthors: [{quoted}]\nlanguage: {quoted}\n---\n[](../01-case/lesson.md)\n\n:::checkpoint {{#c}}\n:outcome: 1\n:::\n",
                TestContext.Current.CancellationToken);

            ShouldBeDead(lesson.Blocks, attack);
        }
    }

    public void Dispose() => _course.Dispose();

    private static IEnumerable<string> Read(string family) =>
        File.ReadLines(Path.Combine(Folder, family + ".txt")).Skip(1).Where(line => line.Length > 0).Select(Unescape);

    private static string Unescape(string line) => Escape().Replace(line, match => match.Value[1] switch
    {
        'n' => "\n",
        't' => "\t",
        'u' => ((char)Convert.ToInt32(match.Value[2..], 16)).ToString(),
        _ => match.Value[1..],
    });

    private static void ShouldBeDead(IReadOnlyList<LessonBlock> blocks, string attack)
    {
        foreach (var html in BlockDump.Html(blocks))
            ShouldBeDead(html, attack);
        foreach (var figure in blocks.OfType<FigureBlock>())
            figure.Source.ShouldStartWith("/lessons/case/files/");
        foreach (var id in blocks.Select(block => block.Id).OfType<string>())
            id.ShouldAllBe(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-');
    }

    private static void ShouldBeDead(string html, string attack)
    {
        var body = Parser.ParseDocument($"<!doctype html><body>{html}").Body!;
        foreach (var element in body.QuerySelectorAll("*"))
        {
            if (!AllowedElements.Contains(element.LocalName))
                throw new ShouldAssertException($"<{element.LocalName}> came out of: {attack}");
            if (element.NamespaceUri != "http://www.w3.org/1999/xhtml")
                throw new ShouldAssertException($"<{element.LocalName}> is foreign, out of: {attack}");
            foreach (var attribute in element.Attributes)
                ShouldBeHarmless(attribute, attack);
        }
    }

    private static void ShouldBeHarmless(IAttr attribute, string attack)
    {
        AllowedAttributes.ShouldContain(attribute.LocalName, attack);
        switch (attribute.LocalName)
        {
            case "class":
                attribute.Value.Split(' ').ShouldBeSubsetOf(AllowedClasses, attack);
                break;
            case "src":
                attribute.Value.ShouldStartWith("/lessons/case/files/", customMessage: attack);
                break;
            case "href":
                // Read the address as a browser would: resolved against the page.
                var resolved = new Url(new Url("https://course.example/lessons/case"), attribute.Value);
                resolved.Scheme.ShouldBeOneOf("https", "http", "mailto");
                if (!attribute.Value.StartsWith("http", StringComparison.OrdinalIgnoreCase) && resolved.Scheme != "mailto")
                    resolved.Host.ShouldBe("course.example", attack);
                break;
        }
    }

    [GeneratedRegex(@"\\(u[0-9A-Fa-f]{4}|[nt\\])", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Escape();
}
