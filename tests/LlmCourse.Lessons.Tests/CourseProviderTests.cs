using LlmCourse.Lessons.Courses;
using LlmCourse.Lessons.Tests.Support;

namespace LlmCourse.Lessons.Tests;

public sealed class CourseProviderTests : IDisposable
{
    private readonly TemporaryCourse _course = new();
    private readonly ManualTime _time = new();

    [Fact]
    public async Task GetAsync_GivesTheSameCourse_WhileNothingChanges()
    {
        using var provider = new CourseProvider(_course.Options, _time);

        var first = await provider.GetAsync(TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromSeconds(2));

        (await provider.GetAsync(TestContext.Current.CancellationToken)).ShouldBeSameAs(first);
    }

    [Fact]
    public async Task GetAsync_GivesTheNewCourse_ASecondAfterAFileChanged()
    {
        using var provider = new CourseProvider(_course.Options, _time);
        var first = await provider.GetAsync(TestContext.Current.CancellationToken);
        _course.WriteBody("Other text than before.\n");

        var atOnce = await provider.GetAsync(TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromSeconds(2));
        var later = await provider.GetAsync(TestContext.Current.CancellationToken);

        atOnce.ShouldBeSameAs(first);
        BlockDump.Write(later.Find("case")!.Blocks).ShouldContain("Other text than before.");
    }

    [Fact]
    public async Task GetAsync_LoadsOnce_ForManyReaders()
    {
        using var provider = new CourseProvider(_course.Options, _time);

        var courses = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => provider.GetAsync(TestContext.Current.CancellationToken).AsTask()));

        courses.Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task GetAsync_GivesTheCourseBefore_WhileAnotherReaderLoads()
    {
        using var loading = new SemaphoreSlim(0);
        using var mayEnd = new SemaphoreSlim(0);
        var options = _course.Options with
        {
            CheckRunSpec = _ =>
            {
                loading.Release();
                mayEnd.Wait();
                return [];
            },
        };
        using var provider = new CourseProvider(options, _time);
        var first = await provider.GetAsync(TestContext.Current.CancellationToken);
        _course.WriteBody(":::train {#run}\n:spec: small.run.yaml\n:::\n");
        _time.Advance(TimeSpan.FromSeconds(2));

        var other = Task.Run(async () => await provider.GetAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        await loading.WaitAsync(TestContext.Current.CancellationToken);
        var meanwhile = provider.GetAsync(TestContext.Current.CancellationToken);
        var wasThere = meanwhile.IsCompletedSuccessfully;
        mayEnd.Release();

        wasThere.ShouldBeTrue();
        (await meanwhile).ShouldBeSameAs(first);
        (await other).Find("case")!.Blocks.ShouldNotBeEmpty();
        (await provider.GetAsync(TestContext.Current.CancellationToken)).ShouldBeSameAs(await other);
    }

    [Fact]
    public async Task GetAsync_ReadsALessonAgain_WhoseTimeRanOut_ThreeTimesAtMost()
    {
        var loads = 0;
        var isRefused = false;
        var options = _course.Options with
        {
            Limits = new LessonLimits { MaxRenderWait = TimeSpan.FromMilliseconds(1) },
            CheckRunSpec = _ =>
            {
                while (!Volatile.Read(ref isRefused)) Thread.Sleep(1);
                return [];
            },
        };
        _course.WriteBody(":::train {#run}\n:spec: small.run.yaml\n:::\n");
        using var provider = new CourseProvider(options, _time, _ => loads++);
        var refused = await provider.GetAsync(TestContext.Current.CancellationToken);

        foreach (var pause in new[] { TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1) })
        {
            _time.Advance(pause);
            await provider.GetAsync(TestContext.Current.CancellationToken);
        }

        Volatile.Write(ref isRefused, true);
        refused.Find("case")!.Refusal.ShouldNotBeNull().RuleId.ShouldBe("render-too-slow");
        loads.ShouldBe(1 + 3);
    }

    [Fact]
    public async Task GetAsync_ShowsALesson_ThatIsNoLongerTooSlow()
    {
        var isBusy = true;
        var options = _course.Options with
        {
            Limits = new LessonLimits { MaxRenderWait = TimeSpan.FromSeconds(1) },
            CheckRunSpec = _ =>
            {
                while (Volatile.Read(ref isBusy)) Thread.Sleep(1);
                return [];
            },
        };
        _course.WriteBody(":::train {#run}\n:spec: small.run.yaml\n:::\n");
        using var provider = new CourseProvider(options, _time);
        var course = await provider.GetAsync(TestContext.Current.CancellationToken);
        course.HasTooSlowLessons.ShouldBeTrue();
        Volatile.Write(ref isBusy, false);

        for (var chance = 0; chance < 3 && course.HasTooSlowLessons; chance++)
        {
            _time.Advance(TimeSpan.FromMinutes(10));
            course = await provider.GetAsync(TestContext.Current.CancellationToken);
        }

        course.Find("case")!.Refusal.ShouldBeNull();
    }

    public void Dispose() => _course.Dispose();

    private sealed class ManualTime : TimeProvider
    {
        private long _ticks = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Advance(TimeSpan time) => _ticks += time.Ticks;
    }
}
