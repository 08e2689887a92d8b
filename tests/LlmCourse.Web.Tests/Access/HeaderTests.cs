using System.Net;
using System.Net.Http.Headers;
using LlmCourse.Web.Hosting.Identity;
using LlmCourse.Web.Tests.Fakes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace LlmCourse.Web.Tests.Access;

/// <summary>Whatever the site answers, and with whatever status: the same headers.</summary>
public sealed class HeaderTests(HeaderTests.FailingSite site) : IClassFixture<HeaderTests.FailingSite>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryAnswer_CarriesTheHeaders_AndNoOpenCookie()
    {
        using var visitor = new Visitor(site);
        using var keeper = new Visitor(site);
        var person = await keeper.BecomeAsync(Roles.Operator);
        var assets = site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/'))
            .GroupBy(Path.GetExtension)
            .SelectMany(kind => kind.Take(3));
        var addresses = AccessMatrix.Doors
            .Select(door => door.Sample.Replace("{run}", site.Runs.Add().Id).Replace("{person}", person.Id))
            .Concat(assets)
            .Append("/nothing-here")
            .Append(FailingSite.FailingAddress)
            .ToList();

        var statuses = new HashSet<HttpStatusCode>();
        foreach (var who in new[] { visitor, keeper })
        {
            foreach (var address in addresses)
            {
                foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head, HttpMethod.Post, HttpMethod.Delete })
                {
                    using var request = new HttpRequestMessage(method, address);
                    using var response = await who.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
                    statuses.Add(response.StatusCode);
                    Check(response, $"{method} {address} ({(int)response.StatusCode})");
                }
            }
        }

        HttpStatusCode[] met = [HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed, HttpStatusCode.InternalServerError];
        met.ShouldBeSubsetOf(statuses);
    }

    [Fact]
    public async Task Refusal429_CarriesTheHeaders()
    {
        using var visitor = new Visitor(site);
        var response = new HttpResponseMessage();
        for (var attempt = 1; attempt <= 7; attempt++) response = await visitor.Client.PostAsync("/account/sign-in", new FormUrlEncodedContent([]), Token);

        response.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        Check(response, "429");
    }

    [Fact]
    public async Task Https_IsRemembered_ExceptWhileDeveloping()
    {
        using var client = site.CreateDefaultClient(new Uri("https://course.example/"));

        var response = await client.GetAsync("/", Token);

        response.Headers.GetValues("Strict-Transport-Security").ShouldHaveSingleItem().ShouldStartWith("max-age=");
        foreach (var cookie in response.Headers.GetValues("Set-Cookie")) cookie.ShouldContain("secure", Case.Insensitive);
    }

    private static void Check(HttpResponseMessage response, string what)
    {
        var policy = Header(response.Headers, "Content-Security-Policy", what);
        Directive(policy, "script-src").ShouldBe("'self'", what);
        Directive(policy, "default-src").ShouldBe("'self'", what);
        Directive(policy, "object-src").ShouldBe("'none'", what);
        Directive(policy, "base-uri").ShouldBe("'self'", what);
        Directive(policy, "form-action").ShouldBe("'self'", what);
        Directive(policy, "frame-ancestors").ShouldBe("'none'", what);
        Header(response.Headers, "X-Content-Type-Options", what).ShouldBe("nosniff", what);
        Header(response.Headers, "Referrer-Policy", what).ShouldBe("same-origin", what);
        Header(response.Headers, "Permissions-Policy", what).ShouldContain("camera=()", Case.Sensitive, what);
        response.Headers.Contains("Server").ShouldBeFalse(what);
        if (!response.Headers.TryGetValues("Set-Cookie", out var cookies)) return;
        foreach (var cookie in cookies)
        {
            cookie.ShouldContain("httponly", Case.Insensitive, what);
            cookie.ShouldMatch("(?i)samesite=(lax|strict)", what);
        }
    }

    private static string Header(HttpResponseHeaders headers, string name, string what)
    {
        headers.TryGetValues(name, out var values).ShouldBeTrue($"{what} has no {name}");
        return values!.ShouldHaveSingleItem(what);
    }

    private static string Directive(string policy, string name) =>
        policy.Split(';', StringSplitOptions.TrimEntries).Single(directive => directive.StartsWith(name + " ", StringComparison.Ordinal))[(name.Length + 1)..];

    /// <summary>A site with one address that fails.</summary>
    public sealed class FailingSite : Site
    {
        public const string FailingAddress = "/fails-in-this-test";

        protected override TimeProvider Clock { get; } = new StandingClock(); // the attempts of a test are made within one minute

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureServices(services => services.AddSingleton<IStartupFilter, Failure>());
        }

        private sealed class Failure : IStartupFilter
        {
            public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
            {
                next(app);
                app.Map(FailingAddress, branch => branch.Run(_ => throw new InvalidOperationException("This address fails.")));
            };
        }
    }
}
