namespace LlmCourse.Web.Components.People;

/// <summary>Where to go after signing in: a page of this site, whatever the address bar asked for.</summary>
internal static class LocalAddress
{
    public static string Of(string? wanted) =>
        wanted is ['/', not '/' and not '\\', ..] or "/" && !wanted.Any(char.IsControl) ? wanted : "/";
}
