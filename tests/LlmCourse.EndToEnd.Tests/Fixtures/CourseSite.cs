using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(LlmCourse.EndToEnd.Tests.Fixtures.CourseSite))]

namespace LlmCourse.EndToEnd.Tests.Fixtures;

/// <summary>The whole application on a real port with its own data folder, and one Chromium, shared by all browser tests.</summary>
public sealed class CourseSite : WebApplicationFactory<Program>, IAsyncLifetime
{
    private readonly string dataFolder = Directory.CreateTempSubdirectory("llmcourse-e2e-").FullName;
    private IPlaywright? playwright;

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
        Browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } path ? path : "/usr/bin/chromium",
            Headless = true,
            Args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>A fresh visitor: own cookies, own theme, own window.</summary>
    public async Task<IPage> OpenAsync(string path, bool dark = false, int width = 1480, int height = 960, IBrowserContext? context = null)
    {
        context ??= await Browser.NewContextAsync(new()
        {
            BaseURL = Address,
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = new() { Width = width, Height = height },
            ReducedMotion = ReducedMotion.Reduce,
        });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(60_000);
        await page.GotoAsync(Address + path, new() { WaitUntil = WaitUntilState.Load });
        return page;
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
        Directory.Delete(dataFolder, recursive: true);
    }

    /// <inheritdoc/>
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseSetting("Storage:Folder", dataFolder);
    }
}
