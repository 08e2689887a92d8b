using LlmCourse.Web.Hosting.Identity;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.Options;

namespace LlmCourse.Web.Hosting.Circuits;

/// <summary>What a page may show.</summary>
internal enum PageAdmission
{
    /// <summary>Itself.</summary>
    Admitted,

    /// <summary>That its visitor has too many pages open.</summary>
    TooMany,

    /// <summary>That it rests after a long time without anything happening.</summary>
    Resting,
}

/// <summary>A live page's place among those of its visitor. A page that lost its connection gives its seat up until it is back.</summary>
internal sealed class PageSeat(
    AuthenticationStateProvider visitor, PageSeats seats, IOptions<PageLimits> limits, TimeProvider time, ILogger<PageSeat> log) : CircuitHandler, IDisposable
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private string? visitorId;
    private bool seated;
    private long lastActivity;
    private ITimer? idle;

    /// <summary>Raised, on any thread, when <see cref="Admission"/> changed.</summary>
    public event EventHandler? Changed;

    /// <summary>What the page may show.</summary>
    public PageAdmission Admission { get; private set; }

    /// <inheritdoc />
    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        visitorId = (await visitor.GetAuthenticationStateAsync()).User.LearnerId();
        var seat = Sit();
        if (seats.IsTooMany(seat)) Admission = PageAdmission.TooMany;
        lastActivity = time.GetTimestamp();
        idle = time.CreateTimer(_ => LookWhetherIdle(), null, LookInterval, LookInterval);
    }

    /// <inheritdoc />
    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        Sit();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        Rise();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) => context =>
    {
        Volatile.Write(ref lastActivity, time.GetTimestamp());
        return next(context);
    };

    /// <inheritdoc />
    public void Dispose()
    {
        idle?.Dispose();
        Rise();
    }

    private int Sit()
    {
        lock (gate)
        {
            if (seated || visitorId is null) return 0;
            seated = true;
            return seats.Take(visitorId);
        }
    }

    private void Rise()
    {
        lock (gate)
        {
            if (!seated) return;
            seated = false;
            seats.GiveBack(visitorId!);
        }
    }

    private void LookWhetherIdle()
    {
        if (Admission != PageAdmission.Admitted || time.GetElapsedTime(Volatile.Read(ref lastActivity)) < TimeSpan.FromMinutes(limits.Value.IdleMinutes)) return;
        log.LogInformation("A page rests after {Minutes} minutes without anything happening", limits.Value.IdleMinutes);
        Admission = PageAdmission.Resting;
        Changed?.Invoke(this, EventArgs.Empty);
    }
}
