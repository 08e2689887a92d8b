using Microsoft.AspNetCore.SignalR.Client;

namespace LlmCourse.Runs.Hub.Client;

/// <summary>Waits between attempts: at once, then doubling up to a limit, for ever. A trainer that restarts is found within that limit.</summary>
/// <param name="longest">The limit.</param>
internal sealed class RetrySchedule(TimeSpan longest) : IRetryPolicy
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);

    public TimeSpan Delay(long attempt)
    {
        if (attempt == 0)
        {
            return TimeSpan.Zero;
        }

        var doubled = First * Math.Pow(2, Math.Min(attempt - 1, 30));
        return doubled < longest ? doubled : longest;
    }

    public TimeSpan? NextRetryDelay(RetryContext retryContext) => Delay(retryContext.PreviousRetryCount);
}
