using LlmCourse.Web.Hosting.Identity;

namespace LlmCourse.Web.Tests.Access;

/// <summary>Who may pass a door.</summary>
public enum Allowed
{
    /// <summary>Everybody, guests and people whose account is locked too: they are guests then.</summary>
    Everybody,

    /// <summary>Instructors and operators.</summary>
    Instructors,

    /// <summary>Operators.</summary>
    Operators,

    /// <summary>Nobody who comes with a browser: web tiers that show the trainer's secret.</summary>
    WebTiers,
}

/// <summary>One endpoint of the site.</summary>
/// <param name="Pattern">Its route, as it is declared.</param>
/// <param name="Sample">An address that leads to it; <c>{run}</c> and <c>{person}</c> stand for ones that exist.</param>
/// <param name="Allowed">Who may.</param>
/// <param name="IsPage">Whether it is a page of components: such a page takes forms, so a form without its token must be refused.</param>
public sealed record Door(string Pattern, string Sample, Allowed Allowed, bool IsPage = true);

/// <summary>
/// Every endpoint and who may use it. Whoever adds a page, a file or a hub adds a row here; a test fails until then.
/// </summary>
internal static class AccessMatrix
{
    public static IReadOnlyList<Door> Doors { get; } =
    [
        new("/", "/", Allowed.Everybody),
        new("/lessons/{Id}", "/lessons/words-into-pieces", Allowed.Everybody),
        new("/lessons/{lessonId}/files/{**name}", "/lessons/words-into-pieces/files/nothing.png", Allowed.Everybody, IsPage: false),
        new("/runs", "/runs", Allowed.Everybody),
        new("/runs/{Id}", "/runs/{run}", Allowed.Everybody),
        new("/runs/{runId}/artifacts/{name}", "/runs/{run}/artifacts/nothing.safetensors", Allowed.Everybody, IsPage: false),
        new("/error", "/error", Allowed.Everybody),
        new("/not-found", "/not-found", Allowed.Everybody),
        new("/problem/{Code:int}", "/problem/404", Allowed.Everybody),

        new("/account", "/account", Allowed.Everybody),
        new("/account/sign-in", "/account/sign-in", Allowed.Everybody),
        new("/account/register", "/account/register", Allowed.Everybody),
        new("/account/first", "/account/first", Allowed.Everybody),
        new("/account/reset", "/account/reset", Allowed.Everybody),
        new("/people", "/people", Allowed.Operators),
        new("/people/{Id}", "/people/{person}", Allowed.Operators),
        new("/people/invitations", "/people/invitations", Allowed.Operators),
        new("/people/audit", "/people/audit", Allowed.Operators),
        new("/people/audit.csv", "/people/audit.csv", Allowed.Operators, IsPage: false),

        new("/progress", "/progress", Allowed.Everybody),
        new("/your-data", "/your-data", Allowed.Everybody),
        new("/your-data/export.json", "/your-data/export.json", Allowed.Everybody, IsPage: false),
        new("/search", "/search?q=token", Allowed.Everybody),
        new("/glossary", "/glossary", Allowed.Everybody),
        new("/glossary/{term}", "/glossary/nothing", Allowed.Everybody, IsPage: false),
        new("/class", "/class", Allowed.Instructors),
        new("/authoring", "/authoring", Allowed.Instructors),
        new("/authoring/lessons/{Id}", "/authoring/lessons/words-into-pieces", Allowed.Instructors),
        new("/authoring/files/{*Path}", "/authoring/files/course.yaml", Allowed.Instructors),
        new("/authoring/reference", "/authoring/reference", Allowed.Instructors),
        new("/authoring/reference/{Id}", "/authoring/reference/quiz", Allowed.Instructors),
        new("/class/{table}.csv", "/class/roster.csv", Allowed.Instructors, IsPage: false),

        new("/hubs/trainer", "/hubs/trainer", Allowed.WebTiers, IsPage: false),
        new("/hubs/trainer/negotiate", "/hubs/trainer/negotiate", Allowed.WebTiers, IsPage: false),

        // The framework's own: a circuit opens only with the signed descriptor of a page that the visitor was shown.
        new("/_blazor", "/_blazor", Allowed.Everybody, IsPage: false),
        new("/_blazor/negotiate", "/_blazor/negotiate", Allowed.Everybody, IsPage: false),
        new("/_blazor/disconnect", "/_blazor/disconnect", Allowed.Everybody, IsPage: false),
        new("/_blazor/initializers", "/_blazor/initializers", Allowed.Everybody, IsPage: false),
        new("/_framework/opaque-redirect", "/_framework/opaque-redirect", Allowed.Everybody, IsPage: false),
        new("/{**path:file}", "/nothing-here.js", Allowed.Everybody, IsPage: false),
    ];

    /// <summary>Roles of the matrix; null is a guest.</summary>
    public static IReadOnlyList<string?> Visitors { get; } = [null, Roles.Learner, Roles.Instructor, Roles.Operator, Locked];

    /// <summary>An operator whose account was locked while the session was open.</summary>
    public const string Locked = "locked operator";

    public static bool MayPass(Door door, string? visitor) => door.Allowed switch
    {
        Allowed.Everybody => true,
        Allowed.Instructors => visitor is Roles.Instructor or Roles.Operator,
        Allowed.Operators => visitor is Roles.Operator,
        _ => false,
    };
}
