using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LlmCourse.Llm.Tokenization;
using LlmCourse.Llm.Tokenization.Tracing;

namespace LlmCourse.Llm.Tests.Tokenization.Tracing;

public sealed class MergeTracerTests
{
    private static readonly PublishedVocabularies Published = new(PublishedVocabularies.DefaultFolder);

    /// <summary>Tokens 'a' 97, 'b' 98, 'c' 99; "bc" 256, "ab" 257, "abc" 258.</summary>
    private static readonly BpeTokenizer Letters = new([new('b', 'c'), new('a', 'b'), new('a', 256)]);

    public static TheoryData<string> Names => [.. PublishedVocabularies.Names];

    [Fact]
    public void Trace_JoinsTheLowestRankFirst_AndKeepsEveryCandidate()
    {
        var trace = new MergeTracer(Letters).Trace("abcab").ShouldHaveSingleItem();
        trace.Piece.ShouldBe("abcab");
        trace.Start.Select(part => (part.Id, part.Text)).ShouldBe([(97, "a"), (98, "b"), (99, "c"), (97, "a"), (98, "b")]);
        trace.Steps.Select(step => (step.Chosen.Position, step.Chosen.Left.Text, step.Chosen.Right.Text, step.Chosen.Joined.Id, step.Chosen.Rank)).ShouldBe(
        [
            (1, "b", "c", 256, 0), (2, "a", "b", 257, 1), (0, "a", "bc", 258, 2),
        ]);
        trace.Steps[0].Candidates.Select(candidate => (candidate.Position, candidate.Rank)).ShouldBe([(0, 1), (1, 0), (3, 1)]);
        trace.Steps[0].Parts.Select(part => part.Text).ShouldBe(["a", "bc", "a", "b"]);
        trace.End.Select(part => (part.Id, part.Text)).ShouldBe([(258, "abc"), (257, "ab")]);
        trace.TakenWhole.ShouldBeFalse();
    }

    [Fact]
    public void TraceAt_GivesTheTraceOfTheWordAtEveryPlaceOfAText()
    {
        const string text = "a lantern,  2024 日本 🙂!";
        var tracer = new MergeTracer(Published.Read("cl100k_base"));
        var words = tracer.Trace(text);
        for (var position = 0; position < text.Length; position++)
        {
            var (start, trace) = tracer.TraceAt(text, position);
            start.ShouldBeLessThanOrEqualTo(position);
            (start + trace.Piece.Length).ShouldBeGreaterThan(position);
            trace.End.Select(part => part.Id).ShouldBe(words.First(word => word.Piece == trace.Piece).End.Select(part => part.Id));
            text.Substring(start, trace.Piece.Length).ShouldBe(trace.Piece);
        }

        Should.Throw<ArgumentOutOfRangeException>(() => tracer.TraceAt(text, text.Length));
    }

    [Fact]
    public void Trace_EndsInWhatEncodingGives_ForOurOwnTokenizer()
    {
        var tokenizer = BpeTokenizer.Train(["the cat sat on the mat, the cat's hat", "日本 日本語 😀😀", "aaaa aaaaaaa ababab"], 300);
        var tracer = new MergeTracer(tokenizer);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(RandomText.Valid, text => EndsAsEncoded(tracer, tokenizer, text)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Trace_EndsInWhatEncodingGives_ForAPublishedVocabulary(string name)
    {
        var tokenizer = Published.Read(name);
        var tracer = new MergeTracer(tokenizer);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(RandomText.Valid, text => EndsAsEncoded(tracer, tokenizer, text)));
    }

    [Fact]
    public void Trace_TakesAPieceWhole_WhenItIsATokenThatNoMergeReaches()
    {
        var tokens = Enumerable.Range(0, 256).Select(value => (byte[]?)[(byte)value]).Append("abc"u8.ToArray()).ToList();
        var tokenizer = new RankTokenizer("odd", SplitRule.Gpt2, tokens, new Dictionary<string, int> { [SpecialTokens.EndOfText] = 300 });
        var trace = new MergeTracer(tokenizer).Trace("abc").ShouldHaveSingleItem();
        trace.TakenWhole.ShouldBeTrue();
        trace.Steps.ShouldBeEmpty();
        trace.End.Select(part => part.Id).ShouldBe(tokenizer.Encode("abc"));
    }

    [Fact]
    public void Trace_Refuses_WhatItCannotShow()
    {
        var tracer = new MergeTracer(Letters);
        tracer.Trace("").ShouldBeEmpty();
        tracer.Trace(new string('a', MergeTracer.LongestPiece)).Count.ShouldBe(1);
        Should.Throw<ArgumentException>(() => tracer.Trace(new string('a', MergeTracer.LongestPiece + 1))).Message.ShouldContain("has 257 bytes; merges are shown for at most 256");

        var characters = CharacterTokenizer.Train(["ab"]);
        MergeTracer.CanTrace(characters).ShouldBeFalse();
        Should.Throw<ArgumentException>(() => MergeTracer.Of(characters)).Message.ShouldContain("'character' makes no merges");
    }

    private static bool EndsAsEncoded(MergeTracer tracer, ITokenizer tokenizer, string text)
    {
        var traces = tracer.Trace(text);
        foreach (var trace in traces)
        {
            // Each step must follow from the one before: two neighbours out, their bytes in at the same place.
            var parts = trace.Start;
            foreach (var step in trace.Steps)
            {
                var (position, left, right, joined, rank) = step.Chosen;
                parts[position].ShouldBe(left);
                parts[position + 1].ShouldBe(right);
                joined.Bytes.ToArray().ShouldBe([.. left.Bytes.ToArray(), .. right.Bytes.ToArray()]);
                step.Candidates.Min(candidate => candidate.Rank).ShouldBe(rank);
                parts = [.. parts.Take(position), joined, .. parts.Skip(position + 2)];
                step.Parts.ShouldBe(parts);
            }
        }

        string.Concat(traces.Select(trace => trace.Piece)).ShouldBe(text);
        traces.SelectMany(trace => trace.End).SelectMany(part => part.Bytes.ToArray()).ShouldBe(Encoding.UTF8.GetBytes(text));
        traces.SelectMany(trace => trace.End).Select(part => part.Id).ShouldBe(tokenizer.Encode(text));
        return true;
    }
}
