using System.Text;
using LlmCourse.Runs.Specs;
using LlmCourse.Runs.Stores;
using LlmCourse.Runs.Stores.Files;

namespace LlmCourse.Runs.Tests.Stores;

public sealed class FolderUploadStoreTests : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly RunLimits limits = new();
    private readonly FolderUploadStore store;

    public FolderUploadStoreTests() => store = new FolderUploadStore(folder.Path, limits);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        store.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task AddAsync_KeepsTextAndFacts()
    {
        const string text = "Größe 🐉\nzwei";

        var upload = await AddAsync(Encoding.UTF8.GetBytes(text), "C:\\texts/mine.txt");

        upload.Characters.ShouldBe(12);
        upload.Bytes.ShouldBe(Encoding.UTF8.GetByteCount(text));
        upload.FileName.ShouldBe("mine.txt");
        (await store.ReadAsync(upload.Id, Token)).ShouldBe(text);
        (await store.FindAsync(upload.Id, Token)).ShouldBe(upload);
    }

    [Fact]
    public async Task RemoveAsync_DeletesTheText_OnceEverybodyWhoUploadedItHasTakenItBack()
    {
        var upload = await store.AddAsync("a.txt", new MemoryStream("shared"u8.ToArray()), "ada", Token);
        await store.AddAsync("a.txt", new MemoryStream("shared"u8.ToArray()), "bob", Token);

        (await store.RemoveAsync(upload.Id, "mallory", Token)).ShouldBeFalse();
        (await store.RemoveAsync(upload.Id, "ada", Token)).ShouldBeTrue();
        (await store.ReadAsync(upload.Id, Token)).ShouldBe("shared");
        (await store.ListAsync("ada", Token)).ShouldBeEmpty();
        (await store.RemoveAsync(upload.Id, "bob", Token)).ShouldBeTrue();
        (await store.FindAsync(upload.Id, Token)).ShouldBeNull();
        Directory.GetFiles(folder.Path).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("ada", true)]
    [InlineData("bob", true)]
    [InlineData("mallory", false)]
    [InlineData("", false)]
    public async Task FindAsync_GivesAnOwnerTheirText_AndNobodyElse(string owner, bool finds)
    {
        var upload = await store.AddAsync("a.txt", new MemoryStream("shared"u8.ToArray()), "ada", Token);
        await store.AddAsync("a.txt", new MemoryStream("shared"u8.ToArray()), "bob", Token);

        (await store.FindAsync(upload.Id, owner, Token)).ShouldBe(finds ? upload : null);
        (await store.FindAsync("../" + upload.Id, owner, Token)).ShouldBeNull();
        (await store.FindAsync("", owner, Token)).ShouldBeNull();
    }

    [Fact]
    public async Task GiveAsync_MovesWhatAGuestUploaded_ToTheirAccount()
    {
        var upload = await store.AddAsync("a.txt", new MemoryStream("mine"u8.ToArray()), "guest", Token);

        await store.GiveAsync("guest", "ada", Token);

        (await store.ListAsync("ada", Token)).ShouldHaveSingleItem().ShouldBe(upload);
        (await store.ListAsync("guest", Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task AddAsync_GivesTheSameUpload_WhenTheSameTextComesAgain()
    {
        var first = await AddAsync("same"u8.ToArray(), "a.txt");
        var second = await AddAsync("same"u8.ToArray(), "b.txt");

        second.Id.ShouldBe(first.Id);
    }

    [Fact]
    public async Task AddAsync_DropsTheByteOrderMark()
    {
        var upload = await AddAsync([0xEF, 0xBB, 0xBF, .. "text"u8]);

        (await store.ReadAsync(upload.Id, Token)).ShouldBe("text");
        upload.Characters.ShouldBe(4);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65_533)]
    [InlineData(65_536)]
    public async Task AddAsync_NamesTheBadByte_WhenTheTextIsNotUtf8(int before)
    {
        var bytes = new byte[before + 3];
        Array.Fill(bytes, (byte)'a');
        bytes[before] = 0xC3; // begins a character that the next byte does not continue

        var error = await Should.ThrowAsync<UploadException>(() => AddAsync(bytes));

        error.Message.ShouldContain($"byte {before} ");
        Directory.GetFiles(folder.Path).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(65_533)]
    [InlineData(65_534)]
    [InlineData(65_535)]
    public async Task AddAsync_Accepts_WhenAChunkEndsInsideACharacter(int before)
    {
        var text = new string('a', before) + "🐉" + "end";

        var upload = await AddAsync(Encoding.UTF8.GetBytes(text));

        upload.Characters.ShouldBe(before + 4);
        (await store.ReadAsync(upload.Id, Token)).ShouldBe(text);
    }

    [Theory]
    [InlineData(new byte[] { (byte)'a', 0xF0, 0x9F })]
    [InlineData(new byte[] { (byte)'a', 0 })]
    [InlineData(new byte[] { (byte)'a', 0xED, 0xA0, 0x80 })]
    public async Task AddAsync_Refuses_WhenTheTextEndsInsideACharacterOrHoldsWhatNoTextHolds(byte[] bytes)
    {
        var error = await Should.ThrowAsync<UploadException>(() => AddAsync(bytes));

        error.Message.ShouldContain("byte 1 ");
    }

    [Fact]
    public async Task AddAsync_SaysUtf16_WhenTheTextIsUtf16()
    {
        var error = await Should.ThrowAsync<UploadException>(() => AddAsync([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("text")]));

        error.Message.ShouldContain("UTF-16");
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t \u00a0")]
    public async Task AddAsync_Refuses_WhenThereIsNoText(string text)
    {
        var error = await Should.ThrowAsync<UploadException>(() => AddAsync(Encoding.UTF8.GetBytes(text)));

        error.Message.ShouldContain("empty");
        Directory.GetFiles(folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task AddAsync_StopsReadingSoonAfterTheLimit_WhenTheUploadIsTwoGigabytes()
    {
        limits.MaxUploadBytes = 1024 * 1024;
        using var stream = new EndlessText(length: 2L * 1024 * 1024 * 1024);

        var error = await Should.ThrowAsync<UploadException>(() => store.AddAsync("big.txt", stream, "guest", Token));

        error.Message.ShouldContain("larger than 1 MB");
        stream.Position.ShouldBeLessThan(limits.MaxUploadBytes + (128 * 1024));
        Directory.GetFiles(folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task ReadAsync_SaysWhatToDo_WhenTheTextIsGone() =>
        (await Should.ThrowAsync<UploadException>(() => store.ReadAsync("gone", Token))).Message.ShouldContain("Upload it again");

    private async Task<UploadedText> AddAsync(byte[] bytes, string name = "text.txt")
    {
        using var stream = new MemoryStream(bytes);
        return await store.AddAsync(name, stream, "guest", Token);
    }

    private sealed class EndlessText(long length) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(count, length - Position);
            buffer.AsSpan(offset, read).Fill((byte)'a');
            Position += read;
            return read;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
