using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace LlmCourse.Web.Hosting.Network;

/// <summary>Reverse proxies whose word about a visitor's address is taken. Settings live under <c>Proxy</c>, e.g. <c>Proxy__Known__0=10.0.0.2</c>.</summary>
public sealed class ProxyOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Proxy";

    /// <summary>Addresses (<c>10.0.0.2</c>) and networks (<c>172.16.0.0/12</c>) of proxies. None by default: anybody can write the header.</summary>
    public IList<string> Known { get; } = [];
}

/// <summary>Checks that every entry is an address or a network.</summary>
internal sealed class ProxyOptionsCheck : IValidateOptions<ProxyOptions>
{
    public ValidateOptionsResult Validate(string? name, ProxyOptions options) =>
        options.Known.FirstOrDefault(entry => !IPAddress.TryParse(entry, out _) && !System.Net.IPNetwork.TryParse(entry, out _)) is { } wrong
            ? ValidateOptionsResult.Fail($"{ProxyOptions.Section}:{nameof(ProxyOptions.Known)} names '{wrong}', which is neither an address such as 10.0.0.2 nor a network such as 172.16.0.0/12.")
            : ValidateOptionsResult.Success;
}

/// <summary>Takes a visitor's address and scheme from the headers of known proxies.</summary>
internal static class Proxies
{
    /// <summary>Registers the known proxies.</summary>
    public static void AddProxies(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ProxyOptions>().Bind(configuration.GetSection(ProxyOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ProxyOptions>, ProxyOptionsCheck>();
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<ProxyOptions>>((forwarded, proxies) =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var entry in proxies.Value.Known)
            {
                if (IPAddress.TryParse(entry, out var address)) forwarded.KnownProxies.Add(address);
                else forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(entry));
            }
        });
    }

    /// <summary>Reads the headers; without known proxies they are not looked at.</summary>
    public static void UseProxies(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<ProxyOptions>>().Value.Known.Count > 0) app.UseForwardedHeaders();
    }
}
