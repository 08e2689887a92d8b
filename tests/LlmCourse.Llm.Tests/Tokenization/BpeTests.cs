using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LlmCourse.Llm.Corpora;
using LlmCourse.Llm.Tokenization;

namespace LlmCourse.Llm.Tests.Tokenization;

public sealed class BpeTests
{
    /// <summary>The example of Sennrich et al. (2016), without their end-of-word mark.</summary>
    private static readonly string[] Sennrich =
        [.. Enumerable.Repeat("low", 5), .. Enumerable.Repeat("lower", 2), .. Enumerable.Repeat("newest", 6), .. Enumerable.Repeat("widest", 3)];

    [Fact]
    public void Train_LearnsTheMergesWorkedByHand()
    {
        var trainer = new BpeTrainer(257 + 6);
        var merges = trainer.Train(Sennrich).ToList();
        var tokenizer = trainer.ToTokenizer();

        // newest 6 and widest 3 times: e+s and s+t stand 9 times each, and e is older than s. Low 5 and lower 2 times: l+o
        // before o+w. Then e+w, n+e and w+est stand 6 times each, and e is the oldest left part.
        merges.Select(merge => (merge.Id, tokenizer.TextOf(merge.Pair.Left), tokenizer.TextOf(merge.Pair.Right), merge.Count)).ShouldBe(
        [
            (256, "e", "s", 9), (257, "es", "t", 9), (258, "l", "o", 7), (259, "lo", "w", 7), (260, "e", "w", 6), (261, "n", "ew", 6),
        ]);
        tokenizer.Encode("lowest").ShouldBe([259, 257]);
        tokenizer.EndOfText.ShouldBe(262);
    }

    [Fact]
    public void Train_TakesThePairOfTheOldestTokens_WhenCountsAreEqual()
    {
        var merges = new BpeTrainer(258).Train(["cd cd", "ab ab"]).ToList();
        merges[0].ShouldBe(new LearntMerge(256, new BpePair('a', 'b'), 2));
    }

    [Fact]
    public void Train_StopsWithANote_WhenNoPairRepeats()
    {
        var trainer = new BpeTrainer(1_000);
        trainer.Train(["abab"]).Select(merge => merge.Count).ShouldBe([2L]);
        trainer.Note.ShouldNotBeNull().ShouldContain("stopped at a vocabulary of 258 instead of 1000");
        trainer.ToTokenizer().VocabularySize.ShouldBe(258);
    }

    [Fact]
    public void Train_HasNoNote_WhenTheVocabularyIsFull()
    {
        var trainer = new BpeTrainer(258);
        trainer.Train(["abab"]).Count().ShouldBe(1);
        trainer.Note.ShouldBeNull();
    }

    [Fact]
    public void Train_KeepsWhatWasLearnt_WhenCancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var trainer = new BpeTrainer(300);
        Should.Throw<OperationCanceledException>(() =>
        {
            foreach (var merge in trainer.Train(Sennrich, cancellation.Token))
            {
                if (merge.Id == 257)
                    cancellation.Cancel();
            }
        });
        trainer.Merges.Count.ShouldBe(2);
        trainer.ToTokenizer().Decode(trainer.ToTokenizer().Encode("newest")).ShouldBe("newest");
    }

    [Fact]
    public void Train_Refuses_WhenCalledTwiceOrTooSmall()
    {
        var trainer = new BpeTrainer(300);
        trainer.Train(["ab"]).ShouldBeEmpty();
        Should.Throw<InvalidOperationException>(() => trainer.Train(["ab"]));
        Should.Throw<ArgumentOutOfRangeException>(() => new BpeTrainer(256)).Message.ShouldContain("already make 257");
    }

    [Fact]
    public void Train_EqualsTheNaiveReference_OnAnyTexts() => Prop.ForAll(RandomText.BasicPlane, RandomText.BasicPlane, (first, second) =>
    {
        var text = first + second + first;
        new BpeTrainer(257 + 20).Train([text, second]).ShouldBe(NaiveBpe.Train([text, second], 20));
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(1, "ab ")] // runs, and pairs that overlap
    [InlineData(2, "abcdefgh ")]
    [InlineData(3, "aeinorst é.\n")]
    public void Train_EqualsTheNaiveReference_UntilNothingRepeats(int seed, string alphabet)
    {
        var random = new Random(seed);
        var texts = Enumerable.Range(0, 6).Select(_ => string.Concat(Enumerable.Range(0, 700).Select(_ => alphabet[random.Next(alphabet.Length)]))).ToList();
        var merges = new BpeTrainer(257 + 400).Train(texts).ToList();
        merges.ShouldBe(NaiveBpe.Train(texts, 400));
        merges.Count.ShouldBeInRange(50, 399);
    }

    [Fact]
    public void Train_TellsHowFarItHasRead()
    {
        var reports = new List<BpeReading>();
        var trainer = new BpeTrainer(300) { Reading = new Recorder(reports) };
        trainer.Train(Enumerable.Repeat(new string('a', 300_000) + " b", 3)).Count().ShouldBeGreaterThan(0);
        reports.Select(report => report.Characters).ShouldBeInOrder();
        reports.Count.ShouldBeGreaterThan(2);
        reports[^1].ShouldBe(new BpeReading(900_006, 2));
    }

    [Fact]
    public void Train_StopsReading_WhenCancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var read = 0;
        IEnumerable<string> Endless()
        {
            for (; ; read++)
            {
                if (read == 10)
                    cancellation.Cancel();
                yield return "one more line of an endless text ";
            }
        }

        Should.Throw<OperationCanceledException>(() => new BpeTrainer(300).Train(Endless(), cancellation.Token).Count());
        read.ShouldBeLessThan(100_000);
    }

    [Fact]
    public void Train_LearnsTheSame_FromChunksAsFromTheWhole()
    {
        var text = string.Concat(FuzzText.Make(seed: 8, characters: 40_000)).ReplaceLineEndings("\r\n");
        using var file = new TemporaryText(text);
        var whole = File.ReadAllText(file.Path);
        foreach (var chunkBytes in new[] { 1, 100, 5_000, TextChunks.DefaultChunkBytes })
        {
            var chunks = TextChunks.ReadFile(file.Path, chunkBytes).ToList();
            string.Concat(chunks).ShouldBe(whole);
            new BpeTrainer(400).Train(chunks).ShouldBe(new BpeTrainer(400).Train([whole]));
        }

        TextChunks.ReadFile(file.Path, 100).Count().ShouldBeGreaterThan(100);
    }

    [Fact]
    public void ReadFile_NamesTheFirstBadByte_AcrossChunks()
    {
        using var file = new TemporaryText([0xEF, 0xBB, 0xBF, .. "four and "u8, 0xC3, .. "more"u8]);
        foreach (var chunkBytes in new[] { 1, 12, 13, 1_000 })
            Should.Throw<CorpusException>(() => TextChunks.ReadFile(file.Path, chunkBytes).ToList()).Message.ShouldContain("byte 0xC3 at offset 12");
        using var cut = new TemporaryText([.. "cut "u8, 0xE2, 0x82]);
        Should.Throw<CorpusException>(() => TextChunks.ReadFile(cut.Path).ToList()).Message.ShouldContain("byte 0xE2 at offset 4");
    }

    [Fact]
    public void Encode_EqualsTheNaiveReference_OnAnyText() => Prop.ForAll(RandomText.BasicPlane, RandomText.BasicPlane, (training, text) =>
    {
        var tokenizer = BpeTokenizer.Train([training + text, text + training], 330);
        tokenizer.Encode(text).ShouldBe(NaiveBpe.Encode(text, tokenizer.Merges));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Decode_GivesTheTextBack_ForAnyText() => Prop.ForAll(RandomText.Valid, text =>
        Stories.Decode(Stories.Encode(text)).ShouldBe(text)).QuickCheckThrowOnFailure();

    [Fact]
    public void DecodeBytes_GivesTheBytesBack_ForAnyBytes() => Prop.ForAll<byte[]>(bytes =>
        Stories.DecodeBytes(Stories.EncodeBytes(bytes)).ShouldBe(bytes)).QuickCheckThrowOnFailure();

    [Fact]
    public void EncodeBytes_EqualsEncode_ForTheBytesOfAText() => Prop.ForAll(RandomText.Valid, text =>
        Stories.EncodeBytes(Encoding.UTF8.GetBytes(text)).ShouldBe(Stories.Encode(text))).QuickCheckThrowOnFailure();

    [Fact]
    public void Cut_CoversTheTextWithoutGaps_ForAnyText() => Prop.ForAll(RandomText.Valid, text =>
    {
        var pieces = Stories.Cut(text);
        pieces.Select(piece => piece.Id).ShouldBe(Stories.Encode(text));
        var start = 0;
        foreach (var piece in pieces)
        {
            piece.Start.ShouldBe(start);
            start += piece.Length;
        }

        start.ShouldBe(text.Length);
        pieces.SelectMany(piece => piece.Bytes.ToArray()).ShouldBe(Encoding.UTF8.GetBytes(text));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Cut_ShowsTheBytesOfASplitCharacter()
    {
        var pieces = new BpeTokenizer([]).Cut("aé");
        pieces.Select(piece => (piece.Id, piece.Text, piece.Start, piece.Length))
            .ShouldBe([(0x61, "a", 0, 1), (0xC3, "\uFFFD", 1, 1), (0xA9, "\uFFFD", 2, 0)]);
    }

    [Fact]
    public void Encode_ReadsALoneSurrogateAsTheReplacementCharacter() =>
        Stories.Decode(Stories.Encode("a\uD800b")).ShouldBe("a\uFFFDb");

    [Fact]
    public void Encode_NeverGivesTheEndOfText_WhenTheTextSpellsItsName()
    {
        var tokenizer = BpeTokenizer.Train(Enumerable.Repeat("<|endoftext|>", 3), 400);
        tokenizer.Encode("<|endoftext|>").ShouldNotContain(tokenizer.EndOfText);
        tokenizer.Decode([tokenizer.EndOfText]).ShouldBe("<|endoftext|>");
    }

    [Fact]
    public void Encode_MergesAMegabyteOfOneLetter_AsPowersOfTwo()
    {
        // a+a, aa+aa, … ten times: a megabyte becomes 1,024 tokens of 1,024 letters. A quadratic encoder would take hours here.
        var tokenizer = new BpeTokenizer([.. Enumerable.Range(0, 10).Select(power => power == 0 ? new BpePair('a', 'a') : new BpePair(255 + power, 255 + power))]);
        var encoded = tokenizer.Encode(new string('a', 1 << 20));
        encoded.Length.ShouldBe(1 << 10);
        encoded.ShouldAllBe(id => id == 265);
    }

    [Theory]
    [InlineData("Hello, world", new[] { "Hello", ",", " world" })]
    [InlineData("I'll say it's Tom'S", new[] { "I", "'ll", " say", " it", "'s", " Tom", "'", "S" })]
    [InlineData("a   b", new[] { "a", "  ", " b" })]
    [InlineData("a \n\n b  ", new[] { "a", " \n\n", " b", "  " })]
    [InlineData("x\ty", new[] { "x", "\t", "y" })]
    [InlineData("year2026 ³½", new[] { "year", "2026", " ³½" })]
    [InlineData("𝒜𝒷 𝟙 x", new[] { "𝒜𝒷", " 𝟙", " x" })]
    [InlineData("👍👍 ok!!", new[] { "👍👍", " ok", "!!" })]
    public void PieceLength_CutsAsGpt2Does(string text, string[] expected) => Split(text).ShouldBe(expected);

    [Fact]
    public void PieceLength_EqualsTheRegularExpression_OnAnyText() =>
        Prop.ForAll(RandomText.BasicPlane, text => Split(text).ShouldBe(NaiveBpe.Pieces(text))).QuickCheckThrowOnFailure();

    [Fact]
    public void Constructor_Refuses_WhenMergesDoNotFitTogether()
    {
        Should.Throw<ArgumentException>(() => new BpeTokenizer([new('a', 256)])).Message.ShouldContain("only ids below 256 exist");
        Should.Throw<ArgumentException>(() => new BpeTokenizer([new('a', 'b'), new('a', 'b')])).Message.ShouldContain("merge 0 did already");
    }

    private static BpeTokenizer Stories { get; } =
        BpeTokenizer.Train(new[] { "the cat and the hat and the lantern in the chest", "日本 日本語 é é 😀😀", "    \n\n\n\n" }, 300);

    private sealed class Recorder(List<BpeReading> reports) : IProgress<BpeReading>
    {
        public void Report(BpeReading value) => reports.Add(value);
    }

    private sealed class TemporaryText : IDisposable
    {
        public TemporaryText(string text) => File.WriteAllText(Path, text, new UTF8Encoding(false));

        public TemporaryText(byte[] bytes) => File.WriteAllBytes(Path, bytes);

        public string Path { get; } = System.IO.Path.GetTempFileName();

        public void Dispose() => File.Delete(Path);
    }

    private static List<string> Split(string text)
    {
        var pieces = new List<string>();
        for (var start = 0; start < text.Length; start += pieces[^1].Length)
            pieces.Add(text.Substring(start, Gpt2Splitter.PieceLength(text, start)));
        return pieces;
    }
}
