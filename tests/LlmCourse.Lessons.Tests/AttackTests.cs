using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using LlmCourse.Lessons.Blocks;
using LlmCourse.Lessons.Tests.Support;

namespace LlmCourse.Lessons.Tests;

/// <summary>Whatever an author types, no script of theirs runs in a learner's page. One lesson a family of attacks.</summary>
public sealed class AttackTests : IDisposable
{
    private static readonly string[] AllowedElements =
    [
        "p", "em", "strong", "a", "img", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "hr", "br",
        "table", "thead", "tbody", "tr", "th", "td", "span",
    ];

    private static readonly string[] AllowedAttributes = ["href", "title", "rel", "src", "alt", "id", "class", "tabindex", "start"];

    private static readonly string[] Addresses =
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)", "java&#10;script:alert(1)",
        "javascript&colon;alert(1)", "javascript&#58;alert(1)", "javascript&#x3A;alert(1)", "&#106;avascript:alert(1)", "&#x01;javascript:alert(1)",
        "javascript:%61lert(1)", "javascript://example.org/%0Aalert(1)", "jav\\ascript:alert(1)", "vbscript:msgbox(1)", "livescript:x",
        "data:text/html,<script>alert(1)</script>", "data:text/html;base64,PHNjcmlwdD4=", "data:image/svg+xml,<svg onload=alert(1)>",
        "DATA:text/html,x", "file:///etc/passwd", "blob:https://example.org/x", "filesystem:http://example.org/x", "about:blank",
        "view-source:http://example.org", "feed:javascript:alert(1)", "jar:javascript:x!/", "mhtml:x", "ms-settings:x", "intent:x", "ws://example.org",
        "//example.org/x", "\\\\example.org\\x", "/\\example.org", "\\/example.org", "///example.org", "&#47;&#47;example.org", "/&#9;/example.org",
    ];

    private static readonly string[] Wrappers =
    [
        "[text]({0})", "[text](<{0}>)", "[text]({0} \"title\")", "![alt]({0})", "![alt](<{0}>)", "<{0}>", "[text][ref]\n\n[ref]: {0}", "[ref]\n\n[ref]: <{0}>",
        "![ref]\n\n[ref]: {0} 'title'", "[![alt](picture.png)]({0})", "> - [text]({0})", "| a |\n|---|\n| [x]({0}) |", "## [text]({0}) {{#h}}",
        ":::note\n[text]({0})\n:::", ":::figure\n:src: {0}\n:alt: x\n:::",
    ];

    private static readonly string[] Markup =
    [
        "<script>alert(1)</script>", "<SCRIPT SRC=//example.org></SCRIPT>", "<scr<script>ipt>alert(1)</script>", "<script\n>alert(1)</script>",
        "<img src=x onerror=alert(1)>", "<img/src=x/onerror=alert(1)>", "<svg onload=alert(1)>", "<svg><script>alert(1)</script></svg>",
        "<svg><a xlink:href=\"javascript:alert(1)\"><text>x</text></a></svg>", "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
        "<iframe src=javascript:alert(1)>", "<iframe srcdoc='<script>alert(1)</script>'>", "<object data=javascript:alert(1)>", "<embed src=x>",
        "<form action=javascript:alert(1)><button>x</button></form>", "<input onfocus=alert(1) autofocus>", "<details open ontoggle=alert(1)>",
        "<body onload=alert(1)>", "<base href=//example.org>", "<link rel=stylesheet href=//example.org>", "<meta http-equiv=refresh content='0;url=javascript:x'>",
        "<style>@import 'javascript:x';</style>", "<p style=\"background:url(javascript:x)\">", "<a href=javascript:alert(1)>x</a>", "<!--><script>alert(1)</script-->",
        "<![CDATA[<script>alert(1)</script>]]>", "<?xml?><script>alert(1)</script>", "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "<template><script>alert(1)</script></template>", "<textarea></textarea><script>alert(1)</script>", "<marquee onstart=alert(1)>", "<video><source onerror=alert(1)>",
        "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;script&#62;alert(1)&#60;/script&#62;", "`<script>alert(1)</script>`", "    <script>alert(1)</script>",
        "```\"><script>alert(1)</script>\n<script>alert(1)</script>\n```", "``` onclick=alert(1)\nx\n```", "~~~ \" onmouseover=\"alert(1)\nx\n~~~",
        "$</span><script>alert(1)</script>$", "$\\href{javascript:alert(1)}{x}$", "[x](https://example.org \"\\\" onmouseover=\\\"alert(1)\")",
        "[x](https://example.org/\"onmouseover=\"alert(1))", "![\" onerror=\"alert(1)](picture.png)", "![a](picture.png '\" onerror=\"alert(1)')",
        "## Title {onclick=alert(1)}", "## \"><script>alert(1)</script>", "Text {.x onclick=alert(1)}", "| a {onclick=alert(1)} |\n|---|\n| b |",
        "## x {#a\" onclick=\"alert(1)}", "[x](#a\" onclick=\"alert(1))", "1. <script>alert(1)</script>", "> <script>alert(1)</script>",
        ":::note <script>alert(1)</script> {#x onclick=alert(1)}\nx\n:::", ":::math\n</span><script>alert(1)</script>\n:::", ":::<script>alert(1)</script>\n:::",
        ":::code\n:language: \"><script>alert(1)</script>\n</code><script>alert(1)</script>\n:::", ":::lab <img src=x onerror=alert(1)> {#l}\n:lab: tokenizer\n:text: <script>\n:::",
        ":::unknown onclick=alert(1)\n<script>alert(1)</script>\n:::", "\u0000<script>alert(1)</script>", "\uFEFF<script>alert(1)</script>", "＜script＞alert(1)＜/script＞",
    ];

    private readonly TemporaryCourse _course = new();

    [Fact]
    public async Task LoadAsync_LeavesNothingAlive_OfForbiddenAddresses()
    {
        foreach (var wrapper in Wrappers)
        {
            foreach (var address in Addresses)
                await ShouldBeDead(string.Format(null, wrapper, address));
        }
    }

    [Fact]
    public async Task LoadAsync_LeavesNothingAlive_OfMarkup()
    {
        foreach (var markup in Markup)
            await ShouldBeDead(markup);
    }

    public void Dispose() => _course.Dispose();

    private async Task ShouldBeDead(string attack)
    {
        var lesson = await _course.LoadBodyAsync($"Before.\n\n{attack}\n\nAfter.\n");

        lesson.Refusal.ShouldBeNull(attack);
        foreach (var html in BlockDump.Html(lesson.Blocks))
        {
            foreach (var element in new HtmlParser().ParseDocument(html).Body!.QuerySelectorAll("*"))
            {
                AllowedElements.ShouldContain(element.LocalName, attack);
                foreach (var attribute in element.Attributes)
                    ShouldBeHarmless(attribute, attack);
            }
        }

        foreach (var figure in lesson.Blocks.OfType<FigureBlock>())
            figure.Source.ShouldStartWith("/lessons/");
    }

    private static void ShouldBeHarmless(IAttr attribute, string attack)
    {
        AllowedAttributes.ShouldContain(attribute.LocalName, attack);
        if (attribute.LocalName == "src")
            attribute.Value.ShouldStartWith("/lessons/case/files/", customMessage: attack);
        if (attribute.LocalName != "href")
            return;

        // Read the address as a browser would: resolved against the page.
        var resolved = new Url(new Url("https://course.example/lessons/case"), attribute.Value);
        resolved.Scheme.ShouldBeOneOf("https", "http", "mailto");
        if (!attribute.Value.StartsWith("http", StringComparison.OrdinalIgnoreCase) && resolved.Scheme != "mailto")
            resolved.Host.ShouldBe("course.example", attack);
    }
}
