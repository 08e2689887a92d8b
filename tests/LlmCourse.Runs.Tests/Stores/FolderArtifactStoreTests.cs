using LlmCourse.Runs.Stores.Files;

namespace LlmCourse.Runs.Tests.Stores;

public sealed class FolderArtifactStoreTests : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly FolderArtifactStore store;

    public FolderArtifactStoreTests() => store = new FolderArtifactStore(folder.Path);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task WriteAsync_ReplacesTheFile_WhileSomebodyReadsTheOldOne()
    {
        await WriteAsync("weights.bin", [1, 2, 3]);
        using var old = store.OpenRead("run", "weights.bin").ShouldNotBeNull();

        await WriteAsync("weights.bin", [9]);

        ReadAll(old).ShouldBe([1, 2, 3]);
        using var current = store.OpenRead("run", "weights.bin").ShouldNotBeNull();
        ReadAll(current).ShouldBe([9]);
    }

    [Fact]
    public async Task WriteAsync_KeepsTheOldFileAndNoRest_WhenTheWriterFails()
    {
        await WriteAsync("weights.bin", [1, 2, 3]);

        await Should.ThrowAsync<IOException>(() => store.WriteAsync(
            "run",
            "weights.bin",
            (stream, _) =>
            {
                stream.WriteByte(7);
                throw new IOException("disk full");
            },
            TestContext.Current.CancellationToken));

        using var current = store.OpenRead("run", "weights.bin").ShouldNotBeNull();
        ReadAll(current).ShouldBe([1, 2, 3]);
        Directory.GetFiles(folder.File("run")).ShouldHaveSingleItem();
    }

    [Fact]
    public void OpenRead_GivesNull_WhenThereIsNoSuchFile() => store.OpenRead("run", "nothing").ShouldBeNull();

    [Theory]
    [InlineData("run", "../secret")]
    [InlineData("..", "weights.bin")]
    [InlineData("run", "a/b")]
    [InlineData("run", "a\\b")]
    [InlineData("run", ".hidden")]
    [InlineData("run", "")]
    [InlineData("run", "C:weights")]
    public void OpenRead_Refuses_WhenTheNameIsMoreThanAName(string run, string name) =>
        Should.Throw<ArgumentException>(() => store.OpenRead(run, name));

    private Task WriteAsync(string name, byte[] bytes) => store.WriteAsync("run", name, (stream, token) => stream.WriteAsync(bytes, token).AsTask(), TestContext.Current.CancellationToken);

    private static byte[] ReadAll(Stream stream)
    {
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
