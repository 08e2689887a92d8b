using System.Net;
using AngleSharp.Html.Parser;
using LlmCourse.Runs;
using LlmCourse.Runs.Events;

namespace LlmCourse.Web.Tests;

public sealed class SiteTests(Site site) : IClassFixture<Site>
{
    private readonly HttpClient client = site.CreateClient();

    [Theory]
    [InlineData("/")]
    [InlineData("/runs")]
    [InlineData("/lessons/guess-the-next-letter")]
    [InlineData("/lessons/words-into-pieces")]
    [InlineData("/lessons/a-model-that-writes")]
    public async Task Page_AnswersWithOneMainLandmarkAndOneHeading_WhenItsAddressIsOpened(string address)
    {
        var page = await ReadAsync(address);

        page.QuerySelectorAll("main").Length.ShouldBe(1);
        page.QuerySelectorAll("h1").Length.ShouldBe(1);
        page.QuerySelector("nav[aria-label='Course outline']").ShouldNotBeNull();
        page.QuerySelector("a.skip")!.GetAttribute("href")!.ShouldEndWith("#content");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/lessons/guess-the-next-letter")]
    [InlineData("/lessons/words-into-pieces")]
    public async Task Page_NamesNoOtherSite_WhenItIsRendered(string address)
    {
        var page = await ReadAsync(address);

        var addresses = page.QuerySelectorAll("script[src], link[href], img[src]")
            .Select(element => element.GetAttribute("src") ?? element.GetAttribute("href")!);
        addresses.ShouldAllBe(found => !found.Contains("//"));
        page.QuerySelectorAll("script:not([src])").Length.ShouldBe(0);
        page.QuerySelectorAll("style").Length.ShouldBe(0);
    }

    [Fact]
    public async Task Response_ForbidsOtherSitesAndInlineScripts_Always()
    {
        var response = await client.GetAsync("/");

        var policy = response.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
        policy.ShouldContain("default-src 'self'");
        policy.ShouldContain("script-src 'self';");
        response.Headers.GetValues("X-Content-Type-Options").ShouldHaveSingleItem().ShouldBe("nosniff");
    }

    [Fact]
    public async Task Assets_AreServed_AfterAPlainBuild()
    {
        var page = await ReadAsync("/");
        var addresses = page.QuerySelectorAll("script[src], link[href]").Select(element => element.GetAttribute("src") ?? element.GetAttribute("href")!);

        foreach (var address in addresses.Append("lib/RunBench.js").Append("lib/TokenizerLab.js").Append("lib/BpeTrainerLab.js").Append("lib/LessonPage.js"))
        {
            var response = await client.GetAsync("/" + address);
            response.StatusCode.ShouldBe(HttpStatusCode.OK, address);
        }
    }

    [Theory]
    [InlineData("/nothing-here")]
    [InlineData("/lessons/nothing-here")]
    [InlineData("/runs/nothing-here")]
    [InlineData("/runs/nothing-here/artifacts/attention-1.safetensors")]
    [InlineData("/runs/nothing-here/artifacts/..%2F..%2Fcourse.db")]
    public async Task Address_Answers404_WhenNothingIsThere(string address) =>
        (await client.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

    [Fact]
    public async Task NotFound_SaysWhatToDo_WhenAnAddressHasASlip()
    {
        var page = await ReadAsync("/nothing-here");

        page.QuerySelector("h1")!.TextContent.ShouldBe("There is no page here");
        page.QuerySelectorAll("main a").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Guest_KeepsTheirName_WhenTheyComeBack()
    {
        var first = await client.GetAsync("/");
        var cookie = first.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("llmcourse-guest=", StringComparison.Ordinal));
        cookie.ShouldContain("httponly", Case.Insensitive);

        using var again = new HttpRequestMessage(HttpMethod.Get, "/");
        again.Headers.Add("Cookie", cookie.Split(';')[0]);
        using var stranger = site.CreateDefaultClient();
        var second = await stranger.SendAsync(again);

        second.Headers.TryGetValues("Set-Cookie", out var cookies);
        (cookies ?? []).ShouldNotContain(value => value.StartsWith("llmcourse-guest=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Runs_ListStateOwnerProgressAndBestLoss_WhenThereAreRuns()
    {
        var run = site.Runs.Add(owner: "guest-dunlin-17");
        site.Runs.Append(run.Id, 0, new StateChanged(RunState.Running));
        site.Runs.Append(run.Id, 500, new Evaluated(1.2, 1.3456));

        var page = await ReadAsync("/runs");

        var row = page.QuerySelectorAll("[data-testid=runs] tbody tr").Single(each => each.TextContent.Contains(run.Name));
        row.TextContent.ShouldContain("guest-dunlin-17");
        row.TextContent.ShouldContain("training");
        row.TextContent.ShouldContain("step 500 of 2,000");
        row.TextContent.ShouldContain("1.35");
    }

    private async Task<AngleSharp.Html.Dom.IHtmlDocument> ReadAsync(string address) =>
        await new HtmlParser().ParseDocumentAsync(await (await client.GetAsync(address)).Content.ReadAsStringAsync());
}
