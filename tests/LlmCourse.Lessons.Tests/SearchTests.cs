using LlmCourse.Lessons.Tests.Support;

namespace LlmCourse.Lessons.Tests;

public sealed class SearchTests : IDisposable
{
    private readonly TemporaryCourse _course = new();

    [Fact]
    public async Task Search_RanksTitleAboveHeadingAboveText()
    {
        _course.Write("content/course.yaml", "title: A course\nmodules:\n  - id: first\n    title: First\n    lessons: [01-case, 02-other, 03-third]\n");
        _course.WriteBody("softmax softmax softmax softmax\n");
        _course.Write("content/lessons/02-other/lesson.md", Lesson("other", "Other", "Text.\n\n## Softmax in a heading\n\nText.\n"));
        _course.Write("content/lessons/03-third/lesson.md", Lesson("third", "Softmax", "Text.\n"));

        var hits = (await _course.LoadAsync()).Search("softmax", 10);

        hits.Select(hit => (hit.LessonId, hit.SectionTitle)).ShouldBe([("third", ""), ("other", "Softmax in a heading"), ("case", "")]);
        hits[1].Address.ShouldBe("/lessons/other#softmax-in-a-heading");
        hits[2].Address.ShouldBe("/lessons/case");
    }

    [Theory]
    [InlineData("naive", "naïve")]
    [InlineData("NAÏVE", "naïve")]
    [InlineData("mobius", "Möbius")]
    [InlineData("strasse", "Straße")]
    [InlineData("toke", "tokenizer")]
    [InlineData("мод", "Модель")]
    public async Task Search_FoldsCaseAndAccents_AndTakesBeginnings(string query, string word)
    {
        _course.WriteBody($"Before. A {word} here.\n");

        var hit = (await _course.LoadAsync()).Search(query, 10).ShouldHaveSingleItem();

        var range = hit.Highlights.ShouldHaveSingleItem();
        hit.Excerpt.Substring(range.Start, range.Length).ShouldBe(word);
    }

    [Fact]
    public async Task Search_WantsEveryWord_InOneSection()
    {
        _course.WriteBody("alpha beta\n\n## One\n\nalpha\n\n## Two\n\nbeta\n");

        var library = await _course.LoadAsync();

        library.Search("alpha beta", 10).ShouldHaveSingleItem().SectionId.ShouldBeNull();
        library.Search("alpha gamma", 10).ShouldBeEmpty();
        library.Search("alpha", 10).Count.ShouldBe(2);
        library.Search("alpha", 1).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t?!")]
    [InlineData("nothing-like-it")]
    public async Task Search_FindsNothing_WhenThereIsNothing(string query) =>
        (await _course.LoadAsync()).Search(query, 10).ShouldBeEmpty();

    [Fact]
    public async Task Search_TellsNoAnswers()
    {
        _course.WriteBody("Text.\n\n:::quiz Which question? {#q}\n- [x] secretword\n- [ ] other\n  > hiddenword\n:::\n\n:::solution\nkeptword\n:::\n\n:::hint\nhintword\n:::\n");

        var library = await _course.LoadAsync();

        library.Search("secretword", 10).ShouldBeEmpty();
        library.Search("hiddenword", 10).ShouldBeEmpty();
        library.Search("keptword", 10).ShouldBeEmpty();
        library.Search("question", 10).ShouldHaveSingleItem();
        library.Search("hintword", 10).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Search_CutsAnExcerpt_AroundTheFirstHit()
    {
        _course.WriteBody(string.Concat(Enumerable.Repeat("word ", 100)) + "needle " + string.Concat(Enumerable.Repeat("word ", 100)) + "\n");

        var hit = (await _course.LoadAsync()).Search("needle", 10).ShouldHaveSingleItem();

        hit.Excerpt.Length.ShouldBeLessThan(200);
        hit.Excerpt.ShouldStartWith("… word");
        hit.Excerpt.ShouldEndWith("word …");
        var range = hit.Highlights.ShouldHaveSingleItem();
        hit.Excerpt.Substring(range.Start, range.Length).ShouldBe("needle");
    }

    [Fact]
    public async Task Search_LooksInTheLanguage_ThatIsRead()
    {
        _course.WriteBody("A word.\n");
        _course.Write("content/lessons/01-case/lesson.de.md", Lesson("case", "Der Fall", "Ein Wortspiel.\n", "de"));

        var library = await _course.LoadAsync();

        library.Search("wortspiel", 10).ShouldBeEmpty();
        library.Search("wortspiel", 10, "de").ShouldHaveSingleItem().LessonTitle.ShouldBe("Der Fall");
        library.Search("place", 10, "de").ShouldHaveSingleItem().LessonId.ShouldBe("other");
    }

    public void Dispose() => _course.Dispose();

    private static string Lesson(string id, string title, string body, string language = "en") =>
        $"---\nid: {id}\ntitle: {title}\nmodule: first\nminutes: 5\noutcomes: [One]\nlanguage: {language}\n---\n{body}";
}
