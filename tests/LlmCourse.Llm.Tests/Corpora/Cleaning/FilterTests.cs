using LlmCourse.Llm.Corpora.Cleaning;
using LlmCourse.Llm.Corpora.Sources;

namespace LlmCourse.Llm.Tests.Corpora.Cleaning;

public sealed class FilterTests
{
    private const string Prose = "The old miller walked to the river and sat down with his dog. It had rained for days, and the water was high. "
        + "He thought of the bridge that his father had built when the mill was new. Nobody had believed that it would stand. It did, and it stands to this day.";

    [Theory]
    [InlineData("It was short.", "gopher-min-words")]
    [InlineData("a b c d e f g h i j k l m n o p q r s t u v w x y z a b c d e f g h i j k l m n o p q r s t u v w x y z a b c", "gopher-min-word-length")]
    [InlineData(Prose + " #one #two #three #four #five #six #seven", "gopher-symbols")]
    [InlineData(Prose + " 1001 1002 1003 1004 1005 1006 1007 1008 1009 1010 1011 1012 1013 1014 1015", "gopher-alphabetic")]
    [InlineData(Prose + " Please switch on JavaScript.", "c4-javascript")]
    [InlineData(Prose + " Lorem ipsum dolor.", "c4-lorem-ipsum")]
    [InlineData("if (x) { y } " + Prose, "c4-braces")]
    public void Judge_NamesTheRule_ThatAPageBreaks(string text, string rule)
    {
        var verdict = new QualityFilter(new QualityFilterOptions()).Judge(new RawDocument("x", text));
        verdict.Keeps.ShouldBeFalse();
        verdict.Rule.ShouldBe(rule);
    }

    [Fact]
    public void Judge_KeepsProse_AndWhatASwitchedOffRuleWouldDrop()
    {
        new QualityFilter(new QualityFilterOptions()).Judge(new RawDocument("x", Prose)).Keeps.ShouldBeTrue();
        new QualityFilter(new QualityFilterOptions { Off = ["c4-braces"] }).Judge(new RawDocument("x", "{ " + Prose)).Keeps.ShouldBeTrue();
        var strict = new QualityFilterOptions { Thresholds = new Dictionary<string, double> { ["gopher-min-words"] = 1000 } };
        new QualityFilter(strict).Judge(new RawDocument("x", Prose)).Rule.ShouldBe("gopher-min-words");
    }

    [Fact]
    public void Constructor_NamesTheRulesThereAre_WhenOneIsUnknown() =>
        Should.Throw<ArgumentException>(() => new QualityFilter(new QualityFilterOptions { Off = ["gopher-magic"] })).Message.ShouldContain("c4-braces");

    [Theory]
    [InlineData("Write to ann.lee+news@mail.example.org, please.", "Write to <email>, please.")]
    [InlineData("Call (555) 012-3456 or +49 30 1234 5678.", "Call <phone> or <phone>.")]
    [InlineData("In 1998-2004 it cost 12,500.00 and 3 x 400.", "In 1998-2004 it cost 12,500.00 and 3 x 400.")]
    [InlineData("a@b and @home are no addresses", "a@b and @home are no addresses")]
    public void Judge_MasksAddressesAndNumbers_AndNothingElse(string text, string masked) =>
        new PersonalDataMask().Judge(new RawDocument("x", text)).Text.ShouldBe(masked);

    [Fact]
    public void Judge_FindsALeak_OfThirteenWordsAndNotOfTwelve()
    {
        const string item = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen";
        var filter = new DecontaminationFilter([item]);
        filter.Judge(new RawDocument("x", "before ONE two, three four five six seven eight nine ten eleven twelve: thirteen after")).Keeps.ShouldBeFalse();
        filter.Judge(new RawDocument("x", "before one two three four five six seven eight nine ten eleven twelve after")).Keeps.ShouldBeTrue();
    }

    [Fact]
    public void Judge_DropsTheLaterOfTwoWithTheSameWords()
    {
        var filter = new ExactDuplicateFilter();
        filter.Judge(new RawDocument("first", "The same, words.")).Keeps.ShouldBeTrue();
        filter.Judge(new RawDocument("second", "the  SAME words")).Related.ShouldBe("first");
        filter.Judge(new RawDocument("third", "words the same")).Keeps.ShouldBeTrue();
    }
}
