using System.Security.Claims;
using LlmCourse.Web.Hosting.Identity;

namespace LlmCourse.Web.Components.People;

/// <summary>Roles in words.</summary>
internal static class RoleWords
{
    /// <summary>A role with its article, such as “an operator”.</summary>
    public static string With(ClaimsPrincipal visitor) =>
        visitor.IsInRole(Roles.Operator) ? "an operator" : visitor.IsInRole(Roles.Instructor) ? "an instructor" : "a learner";

    /// <summary>What a role allows.</summary>
    public static string Allows(string role) => role switch
    {
        Roles.Operator => "keeps people, roles, invitations; everything an instructor does",
        Roles.Instructor => "writes lessons, sees the class, commands every run",
        _ => "follows lessons, owns runs",
    };
}
