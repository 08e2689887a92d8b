using System.Globalization;
using LlmCourse.Runs;

namespace LlmCourse.Web.Components.Shared;

/// <summary>Numbers, times and states as pages write them.</summary>
internal static class Words
{
    private static readonly CultureInfo English = CultureInfo.InvariantCulture;

    /// <summary>12,345</summary>
    public static string Number(long value) => value.ToString("N0", English);

    /// <summary>0.80 M, 12.3 k, 950</summary>
    public static string Size(long value) => value switch
    {
        >= 100_000 => (value / 1e6).ToString("0.00", English) + " M",
        >= 10_000 => (value / 1e3).ToString("0.0", English) + " k",
        _ => Number(value),
    };

    /// <summary>A knob's value as one would type it: 0.002, 1337, 1e-5.</summary>
    public static string Value(double value) =>
        value != 0 && Math.Abs(value) < 1e-3 ? value.ToString("0.##e-0", English) : value.ToString("0.######", English);

    /// <summary>A loss with enough digits to see it move.</summary>
    public static string Loss(double value) => value.ToString(value < 1 ? "0.000" : "0.00", English);

    /// <summary>1:05, 1:02:03</summary>
    public static string Clock(TimeSpan time) =>
        time.TotalHours >= 1 ? time.ToString(@"h\:mm\:ss", English) : time.ToString(@"m\:ss", English);

    /// <summary>about 40 seconds, about 3 minutes</summary>
    public static string About(TimeSpan time) => time.TotalSeconds switch
    {
        < 1.5 => "about a second",
        < 90 => $"about {Math.Round(time.TotalSeconds / (time.TotalSeconds < 20 ? 1 : 5)) * (time.TotalSeconds < 20 ? 1 : 5):0} seconds",
        < 5400 => $"about {time.TotalMinutes:0} minutes",
        _ => $"about {time.TotalHours:0.#} hours",
    };

    /// <summary>just now, 5 minutes ago</summary>
    public static string Ago(DateTimeOffset moment, DateTimeOffset now) => (now - moment).TotalSeconds switch
    {
        < 60 => "just now",
        < 3_600 and var seconds => Plural((int)(seconds / 60), "minute") + " ago",
        < 86_400 and var seconds => Plural((int)(seconds / 3_600), "hour") + " ago",
        var seconds => Plural((int)(seconds / 86_400), "day") + " ago",
    };

    /// <summary>1 run, 2 runs</summary>
    public static string Plural(int count, string noun) => count == 1 ? $"1 {noun}" : $"{Number(count)} {noun}s";

    /// <summary>A run's state as a page calls it.</summary>
    public static string State(RunState state) => state switch
    {
        RunState.Queued => "waiting",
        RunState.Starting => "getting ready",
        RunState.Running => "training",
        RunState.Paused => "paused",
        RunState.Completed => "done",
        RunState.Failed => "failed",
        _ => "stopped",
    };
}
