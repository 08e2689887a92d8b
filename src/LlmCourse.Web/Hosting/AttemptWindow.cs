using System.Threading.RateLimiting;

namespace LlmCourse.Web.Hosting;

/// <summary>
/// Lets so many attempts pass in each window of time; a window begins with the first attempt after the one before. Unlike the
/// framework's, it follows the clock that the site was given.
/// </summary>
internal sealed class AttemptWindow(int permits, TimeSpan window, TimeProvider time) : RateLimiter
{
    private readonly Lock gate = new();
    private long beganAt = time.GetTimestamp();
    private int taken;

    /// <inheritdoc />
    public override TimeSpan? IdleDuration
    {
        get
        {
            lock (gate) return time.GetElapsedTime(beganAt) - window is var idle && idle >= TimeSpan.Zero ? idle : null;
        }
    }

    /// <inheritdoc />
    public override RateLimiterStatistics? GetStatistics() => null;

    /// <inheritdoc />
    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        lock (gate)
        {
            var passed = time.GetElapsedTime(beganAt);
            if (passed >= window) (beganAt, taken, passed) = (time.GetTimestamp(), 0, TimeSpan.Zero);
            if (taken + permitCount > permits) return new Lease(window - passed);
            taken += permitCount;
            return new Lease(null);
        }
    }

    /// <inheritdoc />
    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) => new(AttemptAcquireCore(permitCount)); // nobody queues for a guess

    /// <summary>What became of an attempt: how long to wait, or null when it passed.</summary>
    private sealed class Lease(TimeSpan? wait) : RateLimitLease
    {
        public override bool IsAcquired => wait is null;

        public override IEnumerable<string> MetadataNames => wait is null ? [] : [MetadataName.RetryAfter.Name];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = metadataName == MetadataName.RetryAfter.Name ? wait : null;
            return metadata is not null;
        }
    }
}
