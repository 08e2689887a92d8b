using LlmCourse.Web.Learning;

namespace LlmCourse.Web.Tests.Learning;

public sealed class ProgressStoreTests : IDisposable
{
    private static readonly SectionKey First = new("lesson", "first");
    private readonly LearningDesk desk = new();
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task Read_GivesTicksPlaceAndOutcomes_OfThisLearnerOnly()
    {
        await desk.Progress.SeenAsync("ada", "guest-ada", new LearningPlace("lesson", "first", "/lessons/lesson?run=r1", desk.Time.GetUtcNow()), cancel);
        await desk.Progress.MarkReadAsync("ada", First, byHand: false, cancel);
        await desk.Progress.SetOutcomeAsync("ada", "lesson", "Say what it does", reached: true, cancel);

        var ada = await desk.Progress.ReadAsync("ada", cancel);
        ada.IsRead("lesson", "first").ShouldBeTrue();
        ada.IsReached("lesson", "Say what it does").ShouldBeTrue();
        ada.Place!.Resume.ShouldBe("/lessons/lesson?run=r1#first");
        (await desk.Progress.ReadAsync("bob", cancel)).ShouldBeEquivalentTo(LearnerProgress.None);
    }

    [Fact]
    public async Task Tick_StaysTakenBack_WhenTheSectionIsReadAgain()
    {
        await desk.Progress.MarkReadAsync("ada", First, byHand: false, cancel);
        await desk.Progress.UnmarkAsync("ada", First, cancel);

        (await desk.Progress.MarkReadAsync("ada", First, byHand: false, cancel)).ShouldBeFalse();
        (await desk.Progress.MarkReadAsync("ada", First, byHand: true, cancel)).ShouldBeTrue();
    }

    [Fact]
    public async Task Seen_KeepsTheSectionAlone_WhenTheAddressIsTooLong()
    {
        var address = "/lessons/lesson?x=" + new string('a', desk.Options.Value.MaxAddressLength);
        await desk.Progress.SeenAsync("ada", "a", new LearningPlace("lesson", "first", address, desk.Time.GetUtcNow()), cancel);

        (await desk.Progress.ReadAsync("ada", cancel)).Place!.Address.ShouldBe("/lessons/lesson");
    }

    [Fact]
    public async Task Sections_AreNoMoreThanTheLimit_WhateverIsReported()
    {
        using var small = new LearningDesk(new LearningOptions { MaxRowsPerLearner = 100 });
        for (var index = 0; index < 130; index++) await small.Progress.MarkReadAsync("ada", new SectionKey("lesson", $"s{index}"), byHand: true, cancel);

        (await small.Progress.ReadAsync("ada", cancel)).Read.Count.ShouldBe(100);
    }

    [Fact]
    public async Task Merge_JoinsBoth_AndLosesNothing()
    {
        await desk.Progress.MarkReadAsync("guest", First, byHand: false, cancel);
        await desk.Progress.SeenAsync("member", "member", new LearningPlace("lesson", "", "/lessons/lesson", desk.Time.GetUtcNow()), cancel);
        await desk.Progress.MarkReadAsync("member", new SectionKey("lesson", "second"), byHand: false, cancel);
        desk.Time.Move(TimeSpan.FromMinutes(5));
        await desk.Progress.SeenAsync("guest", "guest", new LearningPlace("other", "", "/lessons/other", desk.Time.GetUtcNow()), cancel);
        await desk.Progress.SetOutcomeAsync("guest", "lesson", "o", reached: true, cancel);

        await desk.Data.MergeAsync("guest", "member", cancel);

        var joined = await desk.Progress.ReadAsync("member", cancel);
        joined.Read.Select(read => read.Section).Order().ShouldBe(["first", "second"]);
        joined.Place!.Lesson.ShouldBe("other");
        joined.IsReached("lesson", "o").ShouldBeTrue();
        (await desk.Data.ExportAsync("guest", cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task Merge_KeepsATick_WhenOnlyOneOfBothHasRead()
    {
        await desk.Progress.SeenAsync("guest", "g", new LearningPlace("lesson", "first", "/lessons/lesson", desk.Time.GetUtcNow()), cancel);
        await desk.Progress.MarkReadAsync("member", First, byHand: false, cancel);

        await desk.Data.MergeAsync("guest", "member", cancel);

        (await desk.Progress.ReadAsync("member", cancel)).IsRead("lesson", "first").ShouldBeTrue();
    }

    [Fact]
    public async Task Export_SaysWhatIsKept_AndDeleteLeavesNothing()
    {
        await desk.Progress.SeenAsync("ada", "guest-ada", new LearningPlace("lesson", "first", "/lessons/lesson", desk.Time.GetUtcNow()), cancel);
        await desk.Progress.MarkReadAsync("ada", First, byHand: false, cancel);
        await desk.Progress.MarkReadAsync("bob", First, byHand: false, cancel);

        var export = await desk.Data.ExportAsync("ada", cancel);
        export!["sections"]![0]!["section"]!.GetValue<string>().ShouldBe("first");
        export["sections"]![0]!["readAt"]!.GetValue<DateTimeOffset>().ShouldBe(desk.Time.GetUtcNow());
        export["seen"]![0]!["name"]!.GetValue<string>().ShouldBe("guest-ada");

        await desk.Data.DeleteAsync("ada", cancel);
        (await desk.Data.ExportAsync("ada", cancel)).ShouldBeNull();
        (await desk.Data.ExportAsync("bob", cancel)).ShouldNotBeNull();
    }
}
