using System.Globalization;
using System.Net.WebSockets;
using LlmCourse.Web.Hosting.Circuits;
using Microsoft.Extensions.DependencyInjection;

namespace LlmCourse.Web.Tests.Circuits;

/// <summary>Measures memory, so nothing else runs beside it.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

[Collection(nameof(Alone))]
public sealed class CircuitTests
{
    private const string Page = "/lessons/a-model-that-writes";
    private const int AtOnce = 10;
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(150);

    [Fact]
    public async Task FiveHundredPages_GiveTheirMemoryBack_WhenTheyAreClosed()
    {
        await using var site = new Site();
        using var client = Listen(site);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(20));
        await OpenAndCloseAsync(client, 150, patience.Token); // caches, pools and compiled code
        var before = await SettledAsync(site, patience.Token);

        await OpenAndCloseAsync(client, 500, patience.Token);
        var after = await SettledAsync(site, patience.Token, enough: before * 11 / 10);

        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{before / 1e6:0.00} MB after warm-up, {after / 1e6:0.00} MB after 500 pages: {100.0 * (after - before) / before:+0.0;-0.0} %"));
        after.ShouldBeLessThan(before * 11 / 10);
    }

    [Fact]
    public async Task PageTooMany_SaysSo_AndAPageThatIsClosedMakesRoom()
    {
        await using var site = new SmallSite();
        using var client = Listen(site);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        var seats = site.Services.GetRequiredService<PageSeats>();
        await using var first = await LivePage.OpenAsync(client, "/runs", null, patience.Token);
        var second = await LivePage.OpenAsync(client, "/runs", first.Cookies, patience.Token);
        first.Shows("too-many-pages").ShouldBeFalse();

        await using (var third = await LivePage.OpenAsync(client, "/runs", first.Cookies, patience.Token))
        {
            await EventuallyAsync(() => third.Shows("too-many-pages"), patience.Token);
            await using var stranger = await LivePage.OpenAsync(client, "/runs", null, patience.Token);
            stranger.Shows("too-many-pages").ShouldBeFalse();
        }

        await second.DisposeAsync();
        await EventuallyAsync(() => seats.Count == 1, patience.Token);
        await using var again = await LivePage.OpenAsync(client, "/runs", first.Cookies, patience.Token);
        again.Shows("too-many-pages").ShouldBeFalse();
    }

    [Fact]
    public async Task PageFarTooMany_IsNotOpenedAtAll()
    {
        await using var site = new SmallSite();
        using var client = Listen(site);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        var pages = new List<LivePage> { await LivePage.OpenAsync(client, "/runs", null, patience.Token) };
        for (var more = 1; more < 4; more++) pages.Add(await LivePage.OpenAsync(client, "/runs", pages[0].Cookies, patience.Token));

        var refused = await Should.ThrowAsync<WebSocketException>(() => LivePage.OpenAsync(client, "/runs", pages[0].Cookies, patience.Token));
        refused.Message.ShouldContain("429");

        foreach (var page in pages) await page.DisposeAsync();
        await EventuallyAsync(() => site.Services.GetRequiredService<PageSeats>().Count == 0, patience.Token);
    }

    private static HttpClient Listen(Site site)
    {
        site.UseKestrel(0);
        site.StartServer();
        return new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = site.ClientOptions.BaseAddress, Timeout = TimeSpan.FromMinutes(5) };
    }

    private static async Task OpenAndCloseAsync(HttpClient client, int pages, CancellationToken token) => await Parallel.ForEachAsync(
        Enumerable.Range(0, pages),
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = token },
        async (_, stop) =>
        {
            await using var page = await LivePage.OpenAsync(client, Page, null, stop);
            await Task.Delay(Glance, stop); // calls that a page makes of its browser are answered, as nobody closes a tab within milliseconds
        });

    /// <summary>
    /// Memory once the pages are gone. Circuits are disposed of in the background, later on a busy machine: it is looked at
    /// again while it becomes less, and up to a hundred times until it is little enough.
    /// </summary>
    private static async Task<long> SettledAsync(Site site, CancellationToken token, long enough = long.MaxValue)
    {
        await EventuallyAsync(() => site.Services.GetRequiredService<PageSeats>().Count == 0, token);
        var (least, stillFor) = (long.MaxValue, 0);
        for (var look = 0; look < 100 && (stillFor < 3 || least >= enough); look++)
        {
            await Task.Delay(200, token);
            GC.Collect();
            GC.WaitForPendingFinalizers();
            var present = GC.GetTotalMemory(forceFullCollection: true);
            stillFor = present < least - (least / 200) ? 0 : stillFor + 1;
            least = Math.Min(least, present);
        }

        return least;
    }

    private static async Task EventuallyAsync(Func<bool> holds, CancellationToken token)
    {
        while (!holds()) await Task.Delay(20, token);
    }

    private sealed class SmallSite : Site
    {
        protected override IEnumerable<(string Key, string Value)> Settings => [("Pages:MaxPerVisitor", "2")];
    }
}
