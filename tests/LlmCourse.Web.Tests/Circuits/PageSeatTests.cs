using System.Security.Claims;
using LlmCourse.Web.Hosting.Circuits;
using LlmCourse.Web.Tests.Fakes;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace LlmCourse.Web.Tests.Circuits;

public sealed class PageSeatTests
{
    private static readonly PageLimits Limits = new() { MaxPerVisitor = 1, IdleMinutes = 10 };
    private readonly PageSeats seats = new(Options.Create(Limits));
    private readonly TurnedClock clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_RestsOnce_WhenNothingHappenedForTooLong()
    {
        using var seat = NewSeat();
        var told = 0;
        seat.Changed += (_, _) => told++;
        await seat.OnCircuitOpenedAsync(null!, Token);

        clock.Advance(TimeSpan.FromMinutes(9));
        seat.Admission.ShouldBe(PageAdmission.Admitted);
        clock.Advance(TimeSpan.FromMinutes(1));
        clock.Advance(TimeSpan.FromMinutes(1));

        seat.Admission.ShouldBe(PageAdmission.Resting);
        told.ShouldBe(1);
    }

    [Fact]
    public async Task Page_StaysAwake_WhileItsBrowserSaysSomething()
    {
        using var seat = NewSeat();
        await seat.OnCircuitOpenedAsync(null!, Token);
        var activity = seat.CreateInboundActivityHandler(_ => Task.CompletedTask);

        for (var minute = 0; minute < 30; minute++)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            await activity(null!);
        }

        seat.Admission.ShouldBe(PageAdmission.Admitted);
    }

    [Fact]
    public async Task LostPage_GivesItsSeatUp_AndTakesItAgainWhenItIsBack()
    {
        using var first = NewSeat();
        await first.OnCircuitOpenedAsync(null!, Token);
        await first.OnConnectionUpAsync(null!, Token);
        await first.OnConnectionDownAsync(null!, Token);
        seats.Count.ShouldBe(0);
        using var second = NewSeat();
        await second.OnCircuitOpenedAsync(null!, Token);

        await first.OnConnectionUpAsync(null!, Token);

        (first.Admission, second.Admission, seats.Count).ShouldBe((PageAdmission.Admitted, PageAdmission.Admitted, 2));
        await first.OnCircuitClosedAsync(null!, Token);
        await second.OnConnectionDownAsync(null!, Token);
        await second.OnCircuitClosedAsync(null!, Token);
        seats.Count.ShouldBe(0);
    }

    private PageSeat NewSeat() => new(new Somebody(), seats, Options.Create(Limits), clock, NullLogger<PageSeat>.Instance);

    private sealed class Somebody : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() =>
            Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "somebody")], "Visitor"))));
    }
}
