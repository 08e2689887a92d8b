using System.Security.Claims;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using LlmCourse.Runs;
using LlmCourse.Runs.Hub;
using LlmCourse.Runs.Specs;
using LlmCourse.Runs.Stores;
using LlmCourse.Web.Hosting;
using LlmCourse.Web.Tests.Fakes;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.JSInterop;
using NSubstitute;
using Radzen;

namespace LlmCourse.Web.Tests;

/// <summary>Renders one component to HTML, with runs that the test writes and without a browser.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly ServiceProvider services;

    public Stage(string address = "http://localhost/", Action<IServiceCollection>? services = null)
    {
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddOptions<RunLimits>();
        collection.AddSingleton(TimeProvider.System);
        collection.AddSingleton<IRunService>(Runs);
        collection.AddSingleton<ITrainerClient>(Runs);
        collection.AddSingleton(Substitute.For<IUploadStore>());
        collection.AddSingleton(Substitute.For<IJSRuntime>());
        collection.AddSingleton<LiveRuns>();
        collection.AddSingleton<RunTimings>();
        collection.AddSingleton<NavigationManager>(new FixedAddress(address));
        collection.AddCascadingAuthenticationState();
        collection.AddSingleton<AuthenticationStateProvider>(new FixedVisitor());
        collection.AddRadzenComponents();
        services?.Invoke(collection);
        this.services = collection.BuildServiceProvider();
    }

    /// <summary>Identifier of the visitor who looks at the stage.</summary>
    public const string VisitorId = "visitor";

    public FakeRuns Runs { get; } = new();

    public RunTimings Timings => services.GetRequiredService<RunTimings>();

    public async Task<IHtmlDocument> RenderAsync<TComponent>(Dictionary<string, object?>? parameters = null)
        where TComponent : IComponent
    {
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TComponent>(ParameterView.FromDictionary(parameters ?? []))).ToHtmlString());
        return await new HtmlParser().ParseDocumentAsync(html);
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private sealed class FixedVisitor : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(new ClaimsPrincipal(
            new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, VisitorId), new Claim(ClaimTypes.Name, "guest-heron-42")], "Visitor"))));
    }

    private sealed class FixedAddress : NavigationManager
    {
        public FixedAddress(string address) => Initialize("http://localhost/", address);
    }
}
