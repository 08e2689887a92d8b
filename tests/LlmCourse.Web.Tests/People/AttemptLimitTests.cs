using System.Net;
using LlmCourse.Web.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace LlmCourse.Web.Tests.People;

public sealed class AttemptLimitTests
{
    [Fact]
    public async Task SeventhTryInAMinute_IsRefusedWithTheTimeToWait_AndThePageStaysOpen()
    {
        await using var site = new Standing();
        using var guesser = new Visitor(site);
        for (var attempt = 1; attempt <= 6; attempt++)
        {
            (await guesser.SendAsync("/account/sign-in", "sign-in", ("Form.Name", $"nobody {attempt}"), ("Form.Password", "wrong password"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        var refused = await guesser.SendAsync("/account/register", "register", ("Form.Name", "Late"), ("Form.Password", Visitor.Password));

        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 60);
        (await Visitor.ParseAsync(refused)).QuerySelector("[data-testid=too-many]")!.TextContent.ShouldContain("Try again in");
        (await guesser.Client.GetAsync("/account/sign-in")).StatusCode.ShouldBe(HttpStatusCode.OK);

        site.Time.Advance(refused.Headers.RetryAfter.Delta.Value);
        (await guesser.SendAsync("/account/register", "register", ("Form.Name", "Late"), ("Form.Password", Visitor.Password))).StatusCode.ShouldBe(HttpStatusCode.Found);
    }

    [Fact]
    public async Task ThirtyFirstTryInAnHour_IsRefused_WhateverTheMinuteAllows()
    {
        await using var site = new ManyAMinute();
        using var guesser = new Visitor(site);
        var statuses = new List<HttpStatusCode>();
        for (var attempt = 1; attempt <= 31; attempt++)
        {
            statuses.Add((await guesser.SendAsync("/account/register", "register", ("Form.Name", "x"), ("Form.Password", "short"))).StatusCode);
        }

        statuses.Take(30).ShouldAllBe(status => status == HttpStatusCode.OK);
        statuses[30].ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Theory]
    [InlineData("Invitation", "needs an invitation code")]
    [InlineData("Closed", "Registration is closed")]
    public async Task Register_IsRefusedAtTheDesk_WhenTheModeDoesNotAllowIt(string mode, string words)
    {
        await using var site = new Closed(mode);
        await using var scope = site.Services.CreateAsyncScope();
        var desk = scope.ServiceProvider.GetRequiredService<LlmCourse.Web.People.Accounts.AccountDesk>();
        var guest = new System.Security.Claims.ClaimsPrincipal(new System.Security.Claims.ClaimsIdentity([new(System.Security.Claims.ClaimTypes.NameIdentifier, "g")], "Visitor"));

        var answer = await desk.RegisterAsync(guest, "Lara", Visitor.Password, null, TestContext.Current.CancellationToken);

        answer.Account.ShouldBeNull();
        answer.Problems.ShouldHaveSingleItem().ShouldContain(words);
    }

    [Fact]
    public async Task Site_DoesNotStart_WhenASettingMakesNoSense()
    {
        await using var site = new Closed("Sometimes");

        Should.Throw<Exception>(() => site.CreateClient());
    }

    private sealed class Standing : Site
    {
        public StandingClock Time { get; } = new();

        protected override TimeProvider Clock => Time;
    }

    private sealed class ManyAMinute : Site
    {
        protected override IEnumerable<(string Key, string Value)> Settings => [("People:AttemptsPerMinute", "1000")];
    }

    private sealed class Closed(string mode) : Site
    {
        protected override IEnumerable<(string Key, string Value)> Settings => [("People:Registration", mode)];
    }
}
