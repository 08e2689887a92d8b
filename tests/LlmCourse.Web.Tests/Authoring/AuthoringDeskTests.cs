using System.Security.Claims;
using LlmCourse.Lessons.Authoring;
using LlmCourse.Web.Authoring;
using LlmCourse.Web.Hosting;
using LlmCourse.Web.Hosting.Identity;
using LlmCourse.Web.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace LlmCourse.Web.Tests.Authoring;

/// <summary>What authors save is on disk whole, over the version they had, and nothing that was ever there is lost.</summary>
public sealed class AuthoringDeskTests : IDisposable
{
    private const string Path = "lessons/01-first/lesson.md";
    private static readonly ClaimsPrincipal Heron = Author("heron", Roles.Instructor);

    private readonly CourseOnDisk site = new();
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    private AuthoringDesk Desk => site.Services.GetRequiredService<AuthoringDesk>();

    private FileHistory History => site.Services.GetRequiredService<FileHistory>();

    private ContentFiles Files => site.Services.GetRequiredService<ContentFiles>();

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task Save_WritesTheText_AndTheShelfHasIt()
    {
        var before = await Files.ReadAsync(Path, cancel);

        var result = await Desk.SaveAsync(Heron, Path, before!.Text.Replace("First words.", "Other words.", StringComparison.Ordinal), before, "Saved", cancel);

        result.Theirs.ShouldBeNull();
        (await File.ReadAllTextAsync(site.FullPath(Path), cancel)).ShouldContain("Other words.");
        (await site.Services.GetRequiredService<CourseShelf>().ReadAsync(cancel)).Find("first")!.Blocks.ShouldContain(block => block.ToString()!.Contains("Other words.", StringComparison.Ordinal));
        Directory.GetFiles(System.IO.Path.GetDirectoryName(site.FullPath(Path))!).Length.ShouldBe(1);
    }

    [Fact]
    public async Task Save_IsRefused_WithTheOtherText_WhenSomebodyWasFaster()
    {
        var opened = await Files.ReadAsync(Path, cancel);
        await File.WriteAllTextAsync(site.FullPath(Path), opened!.Text + "From outside.\n", cancel);

        var result = await Desk.SaveAsync(Heron, Path, opened.Text + "From heron.\n", opened, "Saved", cancel);

        result.Saved.ShouldBeNull();
        result.Theirs!.Text.ShouldEndWith("From outside.\n");
        (await File.ReadAllTextAsync(site.FullPath(Path), cancel)).ShouldEndWith("From outside.\n");

        // Heron decides to go over it: what stood there is in the history, though no page had seen it.
        (await Desk.SaveAsync(Heron, Path, opened.Text + "From heron.\n", result.Theirs, "Saved", cancel)).Saved.ShouldNotBeNull();
        (await TextsAsync()).ShouldContain(text => text!.EndsWith("From outside.\n", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Saves_AtOnce_LeaveOneWinner_AndTellTheOthers()
    {
        var opened = await Files.ReadAsync(Path, cancel);

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(index => Desk.SaveAsync(Heron, Path, $"{opened!.Text}{index}\n", opened, "Saved", cancel)));

        results.Count(result => result.Saved is not null).ShouldBe(1);
    }

    [Fact]
    public async Task DeletedLesson_ComesBack_WithItsTextItsPlaceInTheModuleAndAllBesideIt()
    {
        var beside = new Dictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["lesson.md"] = await File.ReadAllBytesAsync(site.FullPath(Path), cancel),
            ["lesson.de.md"] = "---\nid: first\n---\nErste Worte.\n"u8.ToArray(),
            ["first.run.yaml"] = "seed: 3\n"u8.ToArray(),
            ["hen.png"] = [0x89, 0x50, 0x4E, 0x47, 0, 255],
        };
        foreach (var (name, bytes) in beside) await File.WriteAllBytesAsync(site.FullPath($"lessons/01-first/{name}"), bytes, cancel);

        await Desk.DeleteAsync(Heron, Path, cancel);

        Directory.Exists(site.FullPath("lessons/01-first")).ShouldBeFalse();
        (await site.Services.GetRequiredService<CourseShelf>().ReadAsync(cancel)).Find("first").ShouldBeNull();
        (await Desk.CreateLessonAsync(Heron, "First", "one", LessonTemplate.Plain, cancel)).ShouldBe("first");
        File.Exists(site.FullPath("lessons/02-first/lesson.md")).ShouldBeTrue("the folder of a deleted lesson stays taken");
        await Desk.DeleteAsync(Heron, "lessons/02-first/lesson.md", cancel);

        await Desk.UndeleteAsync(Heron, Path, cancel);

        foreach (var (name, bytes) in beside) (await File.ReadAllBytesAsync(site.FullPath($"lessons/01-first/{name}"), cancel)).ShouldBe(bytes, name);
        (await site.Services.GetRequiredService<CourseShelf>().ReadAsync(cancel)).Find("first").ShouldNotBeNull();
        (await site.Services.GetRequiredService<KeptFiles>().FindAsync("01-first", cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task DeletedLesson_ThatWasWrittenAnewMeanwhile_IsNotWrittenOver()
    {
        await Desk.DeleteAsync(Heron, Path, cancel);
        Directory.CreateDirectory(site.FullPath("lessons/01-first"));
        await File.WriteAllTextAsync(site.FullPath(Path), "Another one.", cancel);

        (await Should.ThrowAsync<AuthoringException>(() => Desk.UndeleteAsync(Heron, Path, cancel))).Message.ShouldContain("by now");

        (await File.ReadAllTextAsync(site.FullPath(Path), cancel)).ShouldBe("Another one.");
    }

    [Fact]
    public async Task LessonWithAFileTooLargeToKeep_IsNotDeleted()
    {
        await using (var large = File.Create(site.FullPath("lessons/01-first/film.gif"))) large.SetLength(new AuthoringOptions().MaxKeptBytes + 1L);

        (await Should.ThrowAsync<AuthoringException>(() => Desk.DeleteAsync(Heron, Path, cancel))).Message.ShouldContain("film.gif");

        File.Exists(site.FullPath(Path)).ShouldBeTrue();
    }

    [Fact]
    public async Task Save_IsItsAuthors_InTheHistory_HoweverManyChangesAreSeenMeanwhile()
    {
        var version = await Files.ReadAsync(Path, cancel);
        for (var count = 0; count < 12; count++)
        {
            version = (await Desk.SaveAsync(Heron, Path, $"{version!.Text}{count}\n", version, "Saved", cancel)).Saved;
            await File.WriteAllTextAsync(site.FullPath("glossary.md"), $"# Glossary {count}\n", cancel);
        }

        (await History.ListAsync(Path, cancel)).Count(entry => entry.WhoName == "heron").ShouldBe(12);
    }

    [Fact]
    public async Task NewLesson_ChecksClean_FromEveryTemplate()
    {
        foreach (var template in LessonTemplate.All)
        {
            var id = await Desk.CreateLessonAsync(Heron, "Same title", "one", template, cancel);
            (await site.Services.GetRequiredService<CourseShelf>().ReadAsync(cancel)).Find(id)!.Diagnostics.ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Learner_ChangesNothing_EvenOnAPageLeftOpen()
    {
        var opened = await Files.ReadAsync(Path, cancel);
        var learner = Author("learner", Roles.Learner);

        await Should.ThrowAsync<AuthoringException>(() => Desk.SaveAsync(learner, Path, "Mine.", opened, "Saved", cancel));
        await Should.ThrowAsync<AuthoringException>(() => Desk.DeleteAsync(learner, Path, cancel));
        await Should.ThrowAsync<AuthoringException>(() => Desk.AddPictureAsync(learner, "01-first", "a.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], cancel));

        (await Files.ReadAsync(Path, cancel)).ShouldBe(opened);
    }

    [Fact]
    public async Task Picture_IsTakenByItsContent_UnderANameOfOurs()
    {
        byte[] png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];

        (await Desk.AddPictureAsync(Heron, "01-first", "../../x.SVG", png, cancel)).ShouldMatch("^x-[0-9a-f]{6}\\.png$");

        (await Should.ThrowAsync<AuthoringException>(() => Desk.AddPictureAsync(Heron, "01-first", "a.png", "<svg onload=alert(1)>"u8.ToArray(), cancel))).Message.ShouldContain("PNG");
        await Should.ThrowAsync<AuthoringException>(() => Desk.AddPictureAsync(Heron, "../..", "a.png", png, cancel));
    }

    [Fact]
    public async Task Save_ThroughALinkOutOfTheFolder_IsRefused()
    {
        var outside = Directory.CreateTempSubdirectory("llmcourse-outside-").FullName;
        Directory.CreateSymbolicLink(site.FullPath("lessons/99-link"), outside);

        await Should.ThrowAsync<AuthoringException>(() => Desk.SaveAsync(Heron, "lessons/99-link/lesson.md", "Text", null, "Saved", cancel));

        Directory.EnumerateFileSystemEntries(outside).ShouldBeEmpty();
        Directory.Delete(outside);
    }

    [Fact]
    public async Task Draft_IsShownToItsAuthor_AndDeletedWithThem()
    {
        var drafts = site.Services.GetRequiredService<AuthorDrafts>();
        await drafts.KeepAsync("heron", Path, new FileVersion("base"), "mine", cancel);
        (await drafts.FindAsync("heron", Path, cancel))!.Base.Text.ShouldBe("base");
        (await drafts.FindAsync("stork", Path, cancel)).ShouldBeNull();
        (await drafts.ExportAsync("heron", cancel))!["drafts"]![0]!["text"]!.GetValue<string>().ShouldBe("mine");

        await drafts.MergeAsync("heron", "stork", cancel);
        (await drafts.FindAsync("stork", Path, cancel))!.Text.ShouldBe("mine");
        await drafts.DeleteAsync("stork", cancel);
        (await drafts.ExportAsync("stork", cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task DraftKeeper_KeepsTheNewestText_AndNothingThatIsSaved()
    {
        var drafts = site.Services.GetRequiredService<AuthorDrafts>();
        var clock = new TurnedClock();
        var interval = TimeSpan.FromMilliseconds(300);
        var keeper = new DraftKeeper(drafts, "heron", Path, interval, clock);
        var opened = new FileVersion("as saved");
        (await keeper.OpenAsync(cancel)).ShouldBeNull();

        var text = "typed";
        var waiting = keeper.TypedAsync(() => (opened, text), cancel);
        text = "typed on";
        clock.Advance(interval);
        await waiting;
        (await drafts.FindAsync("heron", Path, cancel))!.Text.ShouldBe("typed on");
        keeper.Holds("typed on").ShouldBeTrue();

        await keeper.KeepAsync(opened, "as saved", cancel);
        (await drafts.FindAsync("heron", Path, cancel)).ShouldBeNull();
        keeper.Holds("typed on").ShouldBeFalse();
        await keeper.KeepAsync(opened, "typed on", cancel);
        (await drafts.PathsAsync("heron", cancel)).ShouldBe([Path]);
    }

    private async Task<List<string?>> TextsAsync()
    {
        var texts = new List<string?>();
        foreach (var entry in await History.ListAsync(Path, cancel)) texts.Add(await History.TextAsync(Path, entry.Number, cancel));
        return texts;
    }

    private static ClaimsPrincipal Author(string id, string role) =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, id), new Claim(ClaimTypes.Name, id), new Claim(ClaimTypes.Role, role)], "test"));

    /// <summary>The site over a course of one lesson that the test may change.</summary>
    private sealed class CourseOnDisk : Site
    {
        private readonly string root = Directory.CreateTempSubdirectory("llmcourse-desk-").FullName;

        public CourseOnDisk()
        {
            Directory.CreateDirectory(FullPath("lessons/01-first"));
            File.WriteAllText(FullPath("course.yaml"), "title: T\nmodules:\n  - id: one\n    title: One\n    lessons:\n      - 01-first\n");
            File.WriteAllText(FullPath(Path), "---\nid: first\ntitle: First\nmodule: one\nminutes: 5\noutcomes: [Read]\nstatus: published\n---\nFirst words.\n");
        }

        protected override IEnumerable<(string Key, string Value)> Settings => [(CourseShelf.FolderSetting, System.IO.Path.Combine(root, "content"))];

        public string FullPath(string path) => System.IO.Path.Combine(root, "content", path);

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            if (disposing && Directory.Exists(root)) Directory.Delete(root, recursive: true);
        }
    }
}
