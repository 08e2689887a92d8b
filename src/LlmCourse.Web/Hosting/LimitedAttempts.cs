using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using LlmCourse.Web.People;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace LlmCourse.Web.Hosting;

/// <summary>Marks a page whose forms an address may send only so often: those where guessing would pay.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LimitedAttemptsAttribute : Attribute;

/// <summary>How often an address may try to sign in or register.</summary>
internal static class AttemptLimits
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>Registers the limits; <see cref="PeopleOptions"/> says how many.</summary>
    public static void AddAttemptLimits(this IServiceCollection services)
    {
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<PeopleOptions>, TimeProvider>((limits, people, time) =>
        {
            limits.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                PartitionedRateLimiter.Create<HttpContext, string>(context => Partition(context, people.Value.AttemptsPerMinute, Minute, time)),
                PartitionedRateLimiter.Create<HttpContext, string>(context => Partition(context, people.Value.AttemptsPerHour, Hour, time)));
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.OnRejected = (rejected, _) =>
            {
                var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var known) ? known : Minute;
                rejected.HttpContext.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
                return ValueTask.CompletedTask;
            };
        });
    }

    private static RateLimitPartition<string> Partition(HttpContext context, int permits, TimeSpan window, TimeProvider time) =>
        HttpMethods.IsPost(context.Request.Method) && context.GetEndpoint()?.Metadata.GetMetadata<LimitedAttemptsAttribute>() is not null
            ? RateLimitPartition.Get(KeyOf(context.Connection.RemoteIpAddress), _ => new AttemptWindow(permits, window, time))
            : RateLimitPartition.GetNoLimiter("");

    /// <summary>An IPv4 address, or the 64 bits of an IPv6 address that one household or attacker has whole.</summary>
    private static string KeyOf(IPAddress? address)
    {
        if (address is null) return "unknown";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }
}
