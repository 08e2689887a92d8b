using TorchSharp.Kernels;

namespace LlmCourse.Torch.Tests.Kernels;

[Collection("compute threads")]
public sealed unsafe class ComputePoolTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(10, 3)]
    [InlineData(1000, 1)]
    [InlineData(1001, 4)]
    [InlineData(3, 100)]
    public void For_VisitsEveryIndexOnce_ForAnyThreadCount(int count, int grain)
    {
        foreach (var threads in new[] { 1, 2, 3, 8 })
        {
            var visits = new int[count];
            Samples.WithThreads(threads, () => ComputePool.For(count, grain, new CountBody(visits)));
            visits.ShouldAllBe(n => n == 1);
        }
    }

    [Fact]
    public void For_DoesNothing_WhenThereIsNoWork() =>
        Should.NotThrow(() => ComputePool.For(0, 1, new ThrowBody(0)));

    [Theory]
    [InlineData(0)]
    [InlineData(63)]
    public void For_RethrowsTheException_OfAnyPieceAndWorksAfterwards(long at)
    {
        Samples.WithThreads(4, () =>
        {
            Should.Throw<InvalidOperationException>(() => ComputePool.For(64, 1, new ThrowBody(at))).Message.ShouldBe($"index {at}");
            var visits = new int[64];
            ComputePool.For(64, 1, new CountBody(visits));
            visits.ShouldAllBe(n => n == 1);
        });
    }

    [Fact]
    public void For_RunsInline_WhenCalledFromAPiece()
    {
        var visits = new int[6 * 50];
        Samples.WithThreads(3, () => ComputePool.For(6, 1, new NestedBody(visits)));
        visits.ShouldAllBe(n => n == 1);
    }

    [Fact]
    public void For_ServesSeveralCallersAtOnce_EachWithAllItsWork()
    {
        Samples.WithThreads(3, () =>
        {
            var failures = 0;
            var callers = Enumerable.Range(0, 4).Select(_ => new Thread(() =>
            {
                for (var round = 0; round < 500; round++)
                {
                    var visits = new int[97];
                    ComputePool.For(97, 1, new CountBody(visits));
                    if (visits.Any(n => n != 1))
                        Interlocked.Increment(ref failures);
                }
            })).ToArray();
            Array.ForEach(callers, c => c.Start());
            Array.ForEach(callers, c => c.Join());
            failures.ShouldBe(0);
        });
    }

    [Fact]
    public void For_WakesWorkers_AfterTheyHaveGoneToSleep()
    {
        Samples.WithThreads(2, () =>
        {
            for (var round = 0; round < 20; round++)
            {
                Thread.Sleep(round % 3);
                var visits = new int[10];
                ComputePool.For(10, 1, new CountBody(visits));
                visits.ShouldAllBe(n => n == 1);
            }
        });
    }

    [Fact]
    public void For_GivesEveryPieceToOneThread_WhenWorkersComeLate()
    {
        // More threads than the machine has processors, all of which are busy: some pieces are done by workers, some are
        // taken back, and sums without any locking show a piece done twice or not at all.
        using var load = new BackgroundLoad();
        Samples.WithThreads(6, () =>
        {
            var visits = new int[60];
            for (var round = 0; round < 2_000; round++)
                ComputePool.For(60, 1, new OffsetBody(visits, 0));
            visits.ShouldAllBe(n => n == 2_000);
        });
    }

    [Fact]
    public void For_RethrowsAndGoesOn_WhenWorkersComeLate()
    {
        using var load = new BackgroundLoad();
        Samples.WithThreads(4, () =>
        {
            for (var round = 0; round < 200; round++)
                Should.Throw<InvalidOperationException>(() => ComputePool.For(64, 1, new ThrowBody(round % 64))).Message.ShouldBe($"index {round % 64}");
        });
    }

    [Fact]
    public void For_AllocatesNothing_InASteadyState()
    {
        var visits = new int[10];
        Samples.WithThreads(2, () =>
        {
            ComputePool.For(10, 1, new CountBody(visits));
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var round = 0; round < 100; round++)
                ComputePool.For(10, 1, new CountBody(visits));
            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        });
    }

    [Fact]
    public void Threads_RejectsZero() =>
        Should.Throw<ArgumentOutOfRangeException>(() => ComputePool.Threads = 0);

    private readonly struct CountBody(int[] visits) : IRangeBody
    {
        public void Run(long start, long end)
        {
            for (var i = start; i < end; i++)
                Interlocked.Increment(ref visits[i]);
        }
    }

    private readonly struct ThrowBody(long at) : IRangeBody
    {
        public void Run(long start, long end)
        {
            if (at >= start && at < end)
                throw new InvalidOperationException($"index {at}");
        }
    }

    private readonly struct NestedBody(int[] visits) : IRangeBody
    {
        public void Run(long start, long end)
        {
            for (var i = start; i < end; i++)
                ComputePool.For(50, 1, new OffsetBody(visits, i * 50));
        }
    }

    private readonly struct OffsetBody(int[] visits, long offset) : IRangeBody
    {
        public void Run(long start, long end)
        {
            for (var i = start; i < end; i++)
                visits[offset + i]++;
        }
    }
}
