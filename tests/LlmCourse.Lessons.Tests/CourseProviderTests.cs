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

    public void Dispose() => _course.Dispose();

    private sealed class ManualTime : TimeProvider
    {
        private long _ticks = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Advance(TimeSpan time) => _ticks += time.Ticks;
    }
}
