using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using LlmCourse.Llm.Tokenization;

namespace LlmCourse.Llm.Tests.Tokenization;

/// <summary>The scanners beside the published patterns, run by .NET's regular expressions on text of the basic plane.</summary>
public sealed partial class SplitRuleTests
{
    // .NET folds case without the long s, so the contractions of (?i:'s|'t|'re|'ve|'m|'ll|'d) are spelt out.
    private const string Contraction = "'(?:[sS\u017FtTmMdD]|[rR][eE]|[vV][eE]|[lL][lL])";
    private const string Head = @"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]";
    private const string Tail = @"[\p{Ll}\p{Lm}\p{Lo}\p{M}]";

    public static TheoryData<SplitRule> Rules => [SplitRule.Gpt2, SplitRule.Cl100k, SplitRule.O200k];

    [Theory]
    [MemberData(nameof(Rules))]
    public void PieceLength_EqualsTheRegularExpression_OnAnyText(SplitRule rule) =>
        Prop.ForAll(RandomText.BasicPlane, text => Scan(rule, text).ShouldBe(Match(rule, text))).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Theory]
    [MemberData(nameof(Rules))]
    public void PieceLength_EqualsTheRegularExpression_OnFuzz(SplitRule rule)
    {
        foreach (var text in FuzzText.MakeInBasicPlane(seed: 7, characters: 300_000))
            Scan(rule, text).SequenceEqual(Match(rule, text)).ShouldBeTrue(text);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void PieceLength_EqualsTheRegularExpression_AroundEveryCharacter(SplitRule rule)
    {
        for (var unit = '\0'; unit < char.MaxValue; unit++)
        {
            if (char.IsSurrogate(unit))
                continue;
            var text = $"a{unit}b {unit}1{unit}.{unit}{unit} A{unit}a\n{unit}'{unit}";
            Scan(rule, text).SequenceEqual(Match(rule, text)).ShouldBeTrue($"U+{(int)unit:X4}");
        }
    }

    private static List<string> Scan(SplitRule rule, string text)
    {
        var pieces = new List<string>();
        for (var start = 0; start < text.Length; start += pieces[^1].Length)
            pieces.Add(text.Substring(start, rule.PieceLength(text, start)));
        return pieces;
    }

    private static IEnumerable<string> Match(SplitRule rule, string text) => rule switch
    {
        SplitRule.Gpt2 => NaiveBpe.Pieces(text),
        SplitRule.Cl100k => Cl100k().Matches(text).Select(match => match.Value),
        _ => O200k().Matches(text).Select(match => match.Value),
    };

    [GeneratedRegex(Contraction + @"|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Cl100k();

    [GeneratedRegex(
        @"[^\r\n\p{L}\p{N}]?" + Head + "*" + Tail + "+(?:" + Contraction + @")?|[^\r\n\p{L}\p{N}]?" + Head + "+" + Tail + "*(?:" + Contraction + ")?" +
        @"|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+", RegexOptions.CultureInvariant)]
    private static partial Regex O200k();
}
