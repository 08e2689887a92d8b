using LlmCourse.Web.Hosting.Identity;
using LlmCourse.Web.People.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Playwright;
using Cookie = Microsoft.Playwright.Cookie;

[assembly: AssemblyFixture(typeof(LlmCourse.EndToEnd.Tests.Fixtures.CourseSite))]

namespace LlmCourse.EndToEnd.Tests.Fixtures;

/// <summary>The whole application on a real port with its own data folder, and one Chromium, shared by all browser tests.</summary>
public class CourseSite : WebApplicationFactory<Program>, IAsyncLifetime
{
    private readonly string dataFolder = Directory.CreateTempSubdirectory("llmcourse-e2e-").FullName;
    private readonly List<IBrowserContext> opened = [];
    private IPlaywright? playwright;
    private string? test;

    /// <summary>The browser; every test opens contexts of its own.</summary>
    public IBrowser Browser { get; private set; } = null!;

    /// <summary>Where the site answers, without a trailing slash.</summary>
    public string Address => ClientOptions.BaseAddress.ToString().TrimEnd('/');

    /// <summary>Where the site under test keeps its store and artifacts.</summary>
    public string DataFolder => dataFolder;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        UseKestrel(0);
        StartServer();
        playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(60_000); // a busy machine is no reason to fail: what is wrong stays wrong
        Browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } path ? path : "/usr/bin/chromium",
            Headless = true,
            Args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>A fresh visitor: own cookies, own theme, own window. The page is live; what earlier tests opened is closed.</summary>
    public async Task<IPage> OpenAsync(string path, bool dark = false, int width = 1480, int height = 960, IBrowserContext? context = null)
    {
        await CloseWhatIsOverAsync();
        context ??= await NewContextAsync(dark, width, height);
        if (!opened.Contains(context)) opened.Add(context);
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(120_000);
        await page.GotoAsync(Address + path, new() { WaitUntil = WaitUntilState.Load });
        await LiveAsync(page);
        return page;
    }

    /// <summary>A fresh visitor with a phone, who works it with fingers.</summary>
    public async Task<IPage> OpenOnPhoneAsync(string path) => await OpenAsync(path, context: await Browser.NewContextAsync(new()
    {
        BaseURL = Address,
        HasTouch = true,
        IsMobile = true,
        ReducedMotion = ReducedMotion.Reduce,
        ViewportSize = new() { Width = 390, Height = 780 },
    }));

    /// <summary>
    /// Waits, after a page was loaded, until it hears what one does: until then it is a picture of itself that the live one
    /// replaces, with a moment between in which nothing is there. A page that is a plain form hears at once.
    /// </summary>
    public static Task LiveAsync(IPage page) => page.WaitForFunctionAsync(
        """
        () => document.body && (!document.body.hasAttribute('data-interactive')
          || (document.querySelector('.frame[data-live] main > *') && !document.querySelector('main > article.lesson:not([data-dressed])')))
        """);

    /// <summary>Waits until the page has drawn what it was about to draw with its next frame.</summary>
    public static Task DrawnAsync(IPage page) => page.EvaluateAsync("() => new Promise((drawn) => requestAnimationFrame(() => drawn()))");

    /// <summary>Loads a page anew and waits until it is live.</summary>
    public static async Task ReloadAsync(IPage page)
    {
        await page.ReloadAsync(new() { WaitUntil = WaitUntilState.Load });
        await LiveAsync(page);
    }

    /// <summary>Takes an open page to a path of the site and waits until it is live.</summary>
    public async Task GoAsync(IPage page, string path)
    {
        await page.GotoAsync(Address + path, new() { WaitUntil = WaitUntilState.Load });
        await LiveAsync(page);
    }

    /// <summary>
    /// Signs a fresh account in to a browser context, without its pages being opened; the role is one of <see cref="Roles"/>.
    /// Gives the account, whose identifier owns what the context does from now on.
    /// </summary>
    public async Task<Account> SignInAsync(IBrowserContext context, string role)
    {
        await using var scope = Services.CreateAsyncScope();
        var account = new Account { Id = Guid.NewGuid().ToString("n"), Name = $"{role} {Guid.NewGuid().ToString("n")[..8]}", Role = role };
        (await scope.ServiceProvider.GetRequiredService<UserManager<Account>>().CreateAsync(account)).Succeeded.ShouldBeTrue();
        await SignInAsync(context, account);
        return account;
    }

    /// <summary>Gives a browser context the cookie of an account's session.</summary>
    public async Task SignInAsync(IBrowserContext context, Account account)
    {
        var cookie = Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(Sessions.Scheme);
        var ticket = new AuthenticationTicket(Sessions.PrincipalOf(account), Sessions.Scheme);
        await context.AddCookiesAsync([new Cookie { Name = Sessions.CookieName, Value = cookie.TicketDataFormat.Protect(ticket), Url = Address, HttpOnly = true, SameSite = SameSiteAttribute.Lax }]);
    }

    /// <summary>A page opened by a fresh account with the role.</summary>
    public async Task<IPage> OpenAsAsync(string role, string path, bool dark = false, int width = 1480, int height = 960)
    {
        await CloseWhatIsOverAsync();
        var context = await NewContextAsync(dark, width, height);
        await SignInAsync(context, role);
        return await OpenAsync(path, context: context);
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        if (Browser is not null)
        {
            await Browser.CloseAsync();
        }

        playwright?.Dispose();
        await base.DisposeAsync();
        if (Directory.Exists(dataFolder)) Directory.Delete(dataFolder, recursive: true);
        GC.SuppressFinalize(this);
    }

    // Two hundred pages that stay open would all be told of every step of every run, and the last tests would wait for them.
    private async Task CloseWhatIsOverAsync()
    {
        var present = TestContext.Current.Test?.UniqueID;
        if (present == test) return;
        test = present;
        foreach (var context in opened) await context.CloseAsync();
        opened.Clear();
    }

    private Task<IBrowserContext> NewContextAsync(bool dark, int width, int height) => Browser.NewContextAsync(new()
    {
        BaseURL = Address,
        ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
        ViewportSize = new() { Width = width, Height = height },
        ReducedMotion = ReducedMotion.Reduce,
    });

    /// <inheritdoc/>
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseSetting("Storage:Folder", dataFolder);
        builder.UseSetting("People:AttemptsPerMinute", "10000"); // every browser of every test has the same address
        builder.UseSetting("People:AttemptsPerHour", "10000");
        builder.UseSetting("Learning:SkimWordsPerMinute", "5000"); // tests do not read
        builder.UseSetting("Trainer:Connection:CallTimeoutSeconds", "60"); // a busy machine is no trainer that is away
    }
}
