using System.Text;
using LlmCourse.Llm.Tokenization;

namespace LlmCourse.Llm.Tests.Tokenization;

public sealed class PublishedVocabularyTests
{
    private static readonly PublishedVocabularies Vocabularies = new(PublishedVocabularies.DefaultFolder);

    public static TheoryData<string> Names => [.. PublishedVocabularies.Names];

    /// <summary>Set to a folder of UTF-8 files, its texts are encoded as well: real ones, which are not part of the repository.</summary>
    private const string FolderOfTexts = "LLMCOURSE_TEXTS";

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Encode_EqualsTiktoken_OnAMillionCharactersOfFuzz(string name)
    {
        var tokenizer = Vocabularies.Read(name);
        var texts = FuzzText.Make(seed: 2026, characters: 1_000_000);
        if (Environment.GetEnvironmentVariable(FolderOfTexts) is { Length: > 0 } folder)
            texts.AddRange(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllText));
        var expected = await TokenizerPeer.EncodeAsync(name, texts);
        expected.Length.ShouldBe(texts.Count);
        var different = texts.Zip(expected).Where(pair => !tokenizer.Encode(pair.First).SequenceEqual(pair.Second)).ToList();
        different.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void DecodeBytes_GivesTheBytesBack_ForAnyBytes(string name)
    {
        var tokenizer = Vocabularies.Read(name);
        var random = new Random(5);
        foreach (var text in FuzzText.Make(seed: 5, characters: 100_000))
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            for (var broken = random.Next(20); broken > 0 && bytes.Length > 0; broken--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256); // characters cut short, stray tails, bytes that UTF-8 never has
            Same(tokenizer.DecodeBytes(tokenizer.EncodeBytes(bytes)), bytes);

            var noise = new byte[random.Next(300)];
            random.NextBytes(noise);
            Same(tokenizer.DecodeBytes(tokenizer.EncodeBytes(noise)), noise);
        }

        static void Same(byte[] decoded, byte[] original) => decoded.AsSpan().SequenceEqual(original).ShouldBeTrue(Convert.ToHexString(original));
    }

    [Fact]
    public void Encode_GivesTheSameIds_WhenThreadsShareATokenizer()
    {
        var tokenizer = Vocabularies.Read("cl100k_base");
        var texts = FuzzText.Make(seed: 6, characters: 200_000);
        var expected = texts.ConvertAll(tokenizer.Encode);
        Parallel.For(0, texts.Count * 4, new ParallelOptions { MaxDegreeOfParallelism = 8 }, index =>
            tokenizer.Encode(texts[index % texts.Count]).ShouldBe(expected[index % texts.Count]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Encode_CoversAMegabyteOfOneLetter(string name)
    {
        var text = new string('a', 1 << 20); // a quadratic encoder would take hours here
        var tokenizer = Vocabularies.Read(name);
        tokenizer.Decode(tokenizer.Encode(text)).ShouldBe(text);
    }

    [Fact]
    public void Encode_ReadsSpecialTokensAsAsked()
    {
        var tokenizer = Vocabularies.Read("cl100k_base");
        const string Text = "a<|endoftext|>b";
        tokenizer.Encode(Text).ShouldNotContain(tokenizer.EndOfText);
        tokenizer.Encode(Text, allowed: ["<|endoftext|>"], disallowed: []).ShouldBe([64, 100_257, 65]);
        Should.Throw<ArgumentException>(() => tokenizer.Encode(Text, allowed: [], disallowed: ["<|endoftext|>"])).Message.ShouldContain("not allowed here");
        Should.Throw<ArgumentException>(() => tokenizer.Encode(Text, allowed: ["<|x|>"], disallowed: [])).Message.ShouldContain("no special token of cl100k_base");
    }

    [Fact]
    public void Cut_PlacesThePiecesOfASplitCharacter()
    {
        var pieces = Vocabularies.Read("gpt2").Cut("a𝒜");
        pieces.Sum(piece => piece.Length).ShouldBe(3);
        pieces.SelectMany(piece => piece.Bytes.ToArray()).ShouldBe(Encoding.UTF8.GetBytes("a𝒜"));
    }

    [Fact]
    public void Read_SaysWhatToDo_WhenAVocabularyIsAbsent() =>
        Should.Throw<TokenizerFileException>(() => new PublishedVocabularies(Path.GetTempPath()).Read("gpt2")).Message.ShouldContain("install Node.js and build again");
}
