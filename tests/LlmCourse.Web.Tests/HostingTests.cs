using System.Net;
using LlmCourse.Runs.Hub;
using LlmCourse.Runs.Stores;
using LlmCourse.Web.Hosting;
using LlmCourse.Web.Hosting.Network;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LlmCourse.Web.Tests;

public sealed class HostingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Secret_IsReadFromTheFileThatTheEnvironmentNames()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, "  from a file\n");
        var configuration = new ConfigurationManager { [TrainerSecret.ConfigurationKey + SecretFiles.Suffix] = path };

        configuration.AddSecretFiles([]);

        configuration[TrainerSecret.ConfigurationKey].ShouldBe("from a file");
        File.Delete(path);
    }

    [Theory]
    [InlineData("--Trainer:Secret=abc")]
    [InlineData("/trainer:secret=abc")]
    [InlineData("--Trainer:Secret")]
    public void Secret_IsRefused_OnTheCommandLine(string argument) =>
        Should.Throw<InvalidOperationException>(() => new ConfigurationManager().AddSecretFiles([argument])).Message.ShouldContain("Trainer__Secret_FILE");

    [Fact]
    public void Secret_StopsTheStart_WhenItsFileCannotBeRead()
    {
        var configuration = new ConfigurationManager { [TrainerSecret.ConfigurationKey + SecretFiles.Suffix] = "/nowhere/secret" };

        Should.Throw<InvalidOperationException>(() => configuration.AddSecretFiles([])).Message.ShouldContain("/nowhere/secret");
    }

    [Fact]
    public async Task Keys_LieInTheDataFolder_WhereOnlyTheirOwnerReadsThem()
    {
        await using var site = new Site();
        using var visitor = new Visitor(site);
        await visitor.ReadAsync("/");

        var folder = new DirectoryInfo(site.Services.GetRequiredService<IOptions<StorageOptions>>().Value.KeyFolder);

        folder.GetFiles("key-*.xml").ShouldNotBeEmpty();
        if (!OperatingSystem.IsWindows()) folder.UnixFileMode.ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Theory]
    [InlineData("10.0.0.2", "10.0.0.2", "203.0.113.7")]
    [InlineData("10.0.0.0/8", "10.9.9.9", "203.0.113.7")]
    [InlineData("10.0.0.2", "192.0.2.66", "192.0.2.66")]
    [InlineData(null, "10.0.0.2", "10.0.0.2")]
    public async Task Address_IsTakenFromTheHeader_OnlyOfAKnownProxy(string? known, string peer, string seen)
    {
        await using var site = new ProxySite(known);

        var context = await site.Server.SendAsync(request =>
        {
            request.Connection.RemoteIpAddress = IPAddress.Parse(peer);
            request.Request.Path = ProxySite.EchoAddress;
            request.Request.Headers["X-Forwarded-For"] = "198.51.100.1, 203.0.113.7"; // only the last was written by the proxy itself
        }, Token);

        (await new StreamReader(context.Response.Body).ReadToEndAsync(Token)).ShouldBe(seen);
    }

    [Fact]
    public async Task Site_DoesNotStart_WhenAProxyIsNoAddress()
    {
        await using var site = new ProxySite("the proxy");

        Should.Throw<OptionsValidationException>(() => site.CreateClient()).Message.ShouldContain("neither an address");
    }

    private sealed class ProxySite(string? known) : Site
    {
        public const string EchoAddress = "/address-in-this-test";

        protected override IEnumerable<(string Key, string Value)> Settings => known is null ? [] : [($"{ProxyOptions.Section}:Known:0", known)];

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureServices(services => services.AddSingleton<IStartupFilter, Echo>());
        }

        private sealed class Echo : IStartupFilter
        {
            public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
            {
                next(app);
                app.Map(EchoAddress, branch => branch.Run(context => context.Response.WriteAsync(context.Connection.RemoteIpAddress!.ToString())));
            };
        }
    }
}
