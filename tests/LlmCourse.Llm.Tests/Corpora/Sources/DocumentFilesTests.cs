using System.Text;
using LlmCourse.Llm.Corpora;
using LlmCourse.Llm.Corpora.DirtyWeb;
using LlmCourse.Llm.Corpora.Sources;

namespace LlmCourse.Llm.Tests.Corpora.Sources;

public sealed class DocumentFilesTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("llmcourse-sources-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task ReadAsync_ReadsAFolderInTheOrderOfNames_EachKindInItsWay()
    {
        Write("b.txt", "plain <b>text</b>");
        Write("a.html", "<html><head><title>no</title></head><body><p>One &amp; two<br>three</p><script>if (a < b) { x = \"</p>\"; }</script></body></html>");
        Write("c.md", "---\ntitle: x\n---\n# Heading\n\n- a [link](http://example.org) and **bold**\n```\n# code\n```\n");
        Write("d.jsonl", "{\"text\":\"first\"}\n\n{\"id\":\"mine\",\"text\":\"second\",\"other\":[1]}");
        Write("e.png", "no text");
        var documents = await ReadAsync(folder.FullName);
        documents.Select(document => (document.Id, document.Text)).ShouldBe(
        [
            ("a.html", "One & two\nthree"),
            ("b.txt", "plain <b>text</b>"),
            ("c.md", "Heading\n\na link and bold\n# code"),
            ("d.jsonl:1", "first"),
            ("mine", "second"),
        ]);
    }

    [Fact]
    public async Task ReadAsync_GivesBackWhatWasWritten_AsJsonLines()
    {
        var documents = new DirtyWebGenerator().Write(200_000).ToList();
        var file = Path.Combine(folder.FullName, "web.jsonl");
        await using (var stream = File.Create(file))
        {
            foreach (var document in documents)
            {
                await stream.WriteAsync(JsonLines.Write(document));
                stream.WriteByte((byte)'\n');
            }
        }

        var read = await ReadAsync(file);
        read.Select(Described).ShouldBe(documents.Select(Described));

        static string Described(RawDocument document) => Encoding.UTF8.GetString(JsonLines.Write(document));
    }

    [Theory]
    [InlineData("{\"text\":\"fine\"}\n{\"text\":", "Line 2")]
    [InlineData("{\"body\":\"x\"}", "no member \"text\"")]
    [InlineData("[1]", "Line 1")]
    public async Task ReadAsync_NamesTheLine_WhenItIsNoDocument(string content, string message)
    {
        Write("bad.jsonl", content);
        var error = await Should.ThrowAsync<CorpusException>(() => ReadAsync(Path.Combine(folder.FullName, "bad.jsonl")));
        error.Message.ShouldContain(message);
    }

    [Fact]
    public async Task ReadAsync_NamesTheLimit_WhenAFileOrLineIsTooLong()
    {
        var limits = new SourceLimits { MaxDocumentBytes = 10, MaxLineCharacters = 20 };
        Write("long.txt", "more than ten bytes");
        Write("long.jsonl", new string('x', 50));
        (await Should.ThrowAsync<CorpusException>(() => ReadAsync(Path.Combine(folder.FullName, "long.txt"), limits))).Message.ShouldContain(nameof(SourceLimits.MaxDocumentBytes));
        (await Should.ThrowAsync<CorpusException>(() => ReadAsync(Path.Combine(folder.FullName, "long.jsonl"), limits))).Message.ShouldContain(nameof(SourceLimits.MaxLineCharacters));
    }

    [Theory]
    [InlineData("a < b and c > d", "a < b and c > d")]
    [InlineData("<p title='a > b'>in</p>out", "in\nout")]
    [InlineData("before<script>never closed", "before")]
    [InlineData("a<!-- <p> -->b", "ab")]
    [InlineData("<ul><li>x<li>y", "x\ny")]
    public void Extract_ReadsAsABrowserWould_FromHtml(string html, string text) => HtmlText.Extract(html).ShouldBe(text);

    private static async Task<List<RawDocument>> ReadAsync(string path, SourceLimits? limits = null)
    {
        var documents = new List<RawDocument>();
        await foreach (var document in new DocumentFiles(limits).ReadAsync(path))
            documents.Add(document);
        return documents;
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder.FullName, name), text);
}
