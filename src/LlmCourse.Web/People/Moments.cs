namespace LlmCourse.Web.People;

/// <summary>Moments as the tables keep them: UTC ticks.</summary>
internal static class Moments
{
    public static DateTimeOffset Of(long ticks) => new(ticks, TimeSpan.Zero);

    public static DateTimeOffset? Of(long? ticks) => ticks is { } known ? Of(known) : null;
}
