using LlmCourse.Runs;
using LlmCourse.Runs.Hub;
using LlmCourse.Web.Tests.Fakes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace LlmCourse.Web.Tests;

/// <summary>The whole site in memory, with runs that the test writes.</summary>
public class Site : WebApplicationFactory<Program>
{
    private readonly string folder = Directory.CreateTempSubdirectory("llmcourse-web-").FullName;

    internal FakeRuns Runs { get; } = new();

    /// <summary>The clock of the site.</summary>
    protected virtual TimeProvider Clock => TimeProvider.System;

    /// <summary>Settings beside the defaults.</summary>
    protected virtual IEnumerable<(string Key, string Value)> Settings => [];

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        builder.UseSetting("LLMCOURSE_DATA", folder);
        foreach (var (key, value) in Settings) builder.UseSetting(key, value);
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton(Clock);
            services.AddSingleton<IRunService>(Runs);
            services.AddSingleton<ITrainerClient>(Runs);
        });
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }
}

/// <summary>The site without limits on how often an address tries: all tests have the same one.</summary>
public sealed class OpenSite : Site
{
    protected override IEnumerable<(string Key, string Value)> Settings => [("People:AttemptsPerMinute", "100000"), ("People:AttemptsPerHour", "100000")];
}
