using FsCheck;
using FsCheck.Fluent;
using LlmCourse.Llm.Tokenization;
using LlmCourse.Llm.Tokenization.Formats;

namespace LlmCourse.Llm.Tests.Tokenization.Formats;

public sealed class RoundTripTests : IDisposable
{
    private static readonly PublishedVocabularies Published = new(PublishedVocabularies.DefaultFolder);

    private static readonly BpeTokenizer Learnt = BpeTokenizer.Train(["the cat's hat, the rat's mat: 日本 日本語 😀😀", "aaaaaaa ababab abcabc\n\n\tthe the the"], 300);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("llmcourse-formats-");

    public static TheoryData<TokenizerFormat> AllFormats => [.. Enum.GetValues<TokenizerFormat>()];

    public static TheoryData<string, TokenizerFormat> PublishedInFormats => new()
    {
        { "gpt2", TokenizerFormat.LlmCourse }, { "gpt2", TokenizerFormat.Gpt2 }, { "gpt2", TokenizerFormat.Tiktoken }, { "gpt2", TokenizerFormat.HuggingFace },
        { "cl100k_base", TokenizerFormat.LlmCourse }, { "cl100k_base", TokenizerFormat.Tiktoken }, { "cl100k_base", TokenizerFormat.HuggingFace },
        { "o200k_base", TokenizerFormat.LlmCourse }, { "o200k_base", TokenizerFormat.Tiktoken }, { "o200k_base", TokenizerFormat.HuggingFace },
    };

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(AllFormats))]
    public void Open_GivesTheSameTokenizer_ThatWasLearntAndWritten(TokenizerFormat format)
    {
        var read = WriteAndOpen(Learnt, format, "learnt", SplitRule.Gpt2);
        read.ShouldBeOfType<BpeTokenizer>().Merges.ShouldBe(Learnt.Merges);
        TokenizerFile.Fingerprint(read).ShouldBe(TokenizerFile.Fingerprint(Learnt));
    }

    [Theory]
    [MemberData(nameof(AllFormats))]
    public void Open_GivesTheSameTokenizer_WhenItHasNoMerges(TokenizerFormat format) =>
        WriteAndOpen(new BpeTokenizer([]), format, "bytes", SplitRule.Gpt2).ShouldBeOfType<BpeTokenizer>().Merges.ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(PublishedInFormats))]
    public void Open_EncodesAsThePublishedVocabularyThatWasWritten(string name, TokenizerFormat format)
    {
        var written = Published.Read(name);
        var read = WriteAndOpen(written, format, name, rule: null).ShouldBeOfType<RankTokenizer>();
        TokenizerFile.Fingerprint(read).ShouldBe(TokenizerFile.Fingerprint(written));
        read.SpecialTokens.ShouldBe(written.SpecialTokens, ignoreOrder: true);
        read.EndOfText.ShouldBe(written.EndOfText);
        foreach (var text in FuzzText.Make(seed: 3, characters: 50_000))
            read.Encode(text).ShouldBe(written.Encode(text));
    }

    [Theory]
    [InlineData(TokenizerFormat.LlmCourse)]
    [InlineData(TokenizerFormat.Gpt2)]
    [InlineData(TokenizerFormat.HuggingFace)]
    public void Open_KeepsSpecialTokens_WhereverTheirIdsLie(TokenizerFormat format)
    {
        // As Hugging Face's trainer numbers them: special tokens first, then bytes, then merges; some come later with a gap.
        var specials = new Dictionary<string, int> { ["<s>"] = 0, ["<pad>"] = 1, [SpecialTokens.EndOfText] = 300, ["<|user|>"] = 301 };
        byte[]?[] tokens = [null, null, .. Enumerable.Range(0, 256).Select(value => (byte[])[(byte)value]), "he"u8.ToArray(), "the"u8.ToArray()];
        var read = WriteAndOpen(new RankTokenizer("shifted", SplitRule.Gpt2, tokens, specials), format, "shifted", rule: null).ShouldBeOfType<RankTokenizer>();
        read.SpecialTokens.ShouldBe(specials, ignoreOrder: true);
        read.Encode("the <s><|user|>", allowed: ["<s>", "<|user|>"], disallowed: []).ShouldBe([259, ' ' + 2, 0, 301]);
        read.Decode([0, 259, 300]).ShouldBe("<s>the<|endoftext|>");
    }

    [Fact]
    public void Ranks_CutAsMergesDo_WhateverWasLearnt() => // the claim that lets every format pass through ranks
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), Prop.ForAll(RandomText.Valid, RandomText.Valid, (corpus, text) =>
        {
            var merges = BpeTokenizer.Train([corpus, corpus, string.Concat(corpus.Reverse())], 320);
            return RankForm.Of(merges, "ranks").Encode(text + corpus).SequenceEqual(merges.Encode(text + corpus));
        }));

    [Theory]
    [MemberData(nameof(AllFormats))]
    public void Open_ReadsOrRefuses_WhateverIsDamaged(TokenizerFormat format)
    {
        var path = Path.Combine(folder.FullName, "damaged");
        TokenizerFiles.Write(BpeTokenizer.Train(["the cat's hat, the rat's mat"], 264), path, format);
        var files = File.Exists(path) ? [path] : Directory.GetFiles(path);
        var random = new Random(11);
        var (read, refused) = (0, 0);
        for (var trial = 0; trial < 250; trial++)
        {
            var file = files[random.Next(files.Length)];
            var whole = File.ReadAllBytes(file);
            File.WriteAllBytes(file, Damage(whole, random));
            try
            {
                // Whatever is accepted must be whole: every text comes back.
                var tokenizer = TokenizerFiles.Open(path, SplitRule.Gpt2);
                tokenizer.Decode(tokenizer.Encode("the cat's hat\n日本")).ShouldBe("the cat's hat\n日本");
                read++;
            }
            catch (TokenizerFileException)
            {
                refused++;
            }

            File.WriteAllBytes(file, whole);
        }

        refused.ShouldBeGreaterThan(read);
    }

    [Fact]
    public void Write_LeavesWhatWasThere_WhenTheFormatCannotHoldTheTokenizer()
    {
        var path = Path.Combine(folder.FullName, "kept.json");
        TokenizerFiles.Write(Learnt, path, TokenizerFormat.HuggingFace);
        var before = File.ReadAllBytes(path);
        Should.Throw<TokenizerFormatException>(() => TokenizerFiles.Write(CharacterTokenizer.Train(["ab"]), path, TokenizerFormat.HuggingFace))
            .Message.ShouldContain("a tokenizer of the kind 'character' has none");
        File.ReadAllBytes(path).ShouldBe(before);
        folder.GetFiles().ShouldHaveSingleItem();
    }

    [Fact]
    public void Write_Refuses_WhatAFormatCannotHold()
    {
        // Both merges make "abc": the list can tell them apart, names and ranks cannot.
        Refused(new BpeTokenizer([new('a', 'b'), new('b', 'c'), new(256, 'c'), new('a', 257)]), TokenizerFormat.HuggingFace).ShouldContain("Tokens 258 and 259 have the same bytes");
        // "bc" joins before "ab" can, so "abc" is never made of "ab" and "c".
        Refused(new BpeTokenizer([new('b', 'c'), new('a', 'b'), new(257, 'c')]), TokenizerFormat.Tiktoken).ShouldContain("'abc' is made by joining tokens 257 and 99");
        Refused(Published.Read("cl100k_base"), TokenizerFormat.Gpt2).ShouldContain("cuts by cl100k's");
        Refused(Bytes(new() { [SpecialTokens.EndOfText] = 256, ["[SEP]"] = 257 }), TokenizerFormat.Gpt2).ShouldContain("'[SEP]' is none");
        Refused(Bytes(new() { [SpecialTokens.EndOfText] = 256, ["a"] = 257 }), TokenizerFormat.HuggingFace).ShouldContain("'a' is a special token and an ordinary one");
        folder.GetFileSystemInfos().ShouldBeEmpty();
    }

    [Fact]
    public void Open_TellsFormatsApartByWhatTheyHold()
    {
        TokenizerFiles.Write(Learnt, Path.Combine(folder.FullName, "one.bin"), TokenizerFormat.HuggingFace);
        TokenizerFiles.Open(Path.Combine(folder.FullName, "one.bin")).VocabularySize.ShouldBe(Learnt.VocabularySize);

        Refusal("nothing").ShouldContain("holds no tokenizer.json");
        File.WriteAllText(Path.Combine(folder.FullName, "empty.json"), " \n");
        Refusal("empty.json").ShouldContain("This file holds nothing");
        File.WriteAllText(Path.Combine(folder.FullName, "story.txt"), "Once upon a time");
        Refusal("story.txt").ShouldContain("This is no tokenizer file that this program knows");
        TokenizerFiles.Write(Learnt, Path.Combine(folder.FullName, "pair"), TokenizerFormat.Gpt2);
        TokenizerFiles.Open(Path.Combine(folder.FullName, "pair", "merges.txt")).VocabularySize.ShouldBe(Learnt.VocabularySize);
        File.Copy(Path.Combine(folder.FullName, "pair", "vocab.json"), Path.Combine(folder.FullName, "alone.json"));
        Refusal("alone.json").ShouldContain("looks like GPT-2's vocab.json");
        File.Delete(Path.Combine(folder.FullName, "pair", "merges.txt"));
        Refusal("pair").ShouldContain("merges.txt is missing");
        TokenizerFiles.Write(Learnt, Path.Combine(folder.FullName, "own.tiktoken"), TokenizerFormat.Tiktoken);
        Refusal("own.tiktoken").ShouldContain("Say which rule it needs: gpt2, cl100k, o200k");

        string Refusal(string name)
        {
            if (name == "nothing")
                folder.CreateSubdirectory(name);
            return Should.Throw<TokenizerFileException>(() => TokenizerFiles.Open(Path.Combine(folder.FullName, name))).Message;
        }
    }

    /// <summary>Cuts the end off, changes a byte, leaves some out, or says some twice.</summary>
    private static byte[] Damage(byte[] whole, Random random)
    {
        var place = random.Next(whole.Length);
        var end = Math.Min(whole.Length, place + random.Next(1, 40));
        return random.Next(4) switch
        {
            0 => whole[..place],
            1 => [.. whole[..place], (byte)random.Next(256), .. whole[(place + 1)..]],
            2 => [.. whole[..place], .. whole[end..]],
            _ => [.. whole[..end], .. whole[place..]],
        };
    }

    private static RankTokenizer Bytes(Dictionary<string, int> specials) =>
        new("bytes", SplitRule.Gpt2, [.. Enumerable.Range(0, 256).Select(value => (byte[])[(byte)value])], specials);

    private string Refused(ITokenizer tokenizer, TokenizerFormat format) =>
        Should.Throw<TokenizerFormatException>(() => TokenizerFiles.Write(tokenizer, Path.Combine(folder.FullName, "refused"), format)).Message;

    private ITokenizer WriteAndOpen(ITokenizer tokenizer, TokenizerFormat format, string name, SplitRule? rule)
    {
        var path = Path.Combine(folder.FullName, name);
        TokenizerFiles.Write(tokenizer, path, format);
        return TokenizerFiles.Open(path, rule);
    }
}
