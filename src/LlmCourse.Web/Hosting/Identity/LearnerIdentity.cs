using System.Security.Claims;
using LlmCourse.Runs;
using LlmCourse.Web.People.Accounts;
using Microsoft.AspNetCore.Components.Authorization;

namespace LlmCourse.Web.Hosting.Identity;

/// <summary>The questions a page asks about its visitor.</summary>
public static class LearnerIdentity
{
    /// <summary>The identifier under which a visitor's progress is kept; a guest who registers keeps it.</summary>
    /// <exception cref="InvalidOperationException">The principal was made by no scheme of this site.</exception>
    public static string LearnerId(this ClaimsPrincipal visitor) =>
        visitor.FindFirstValue(ClaimTypes.NameIdentifier) ?? throw new InvalidOperationException("The visitor has no identifier. Every scheme of this site must give one.");

    /// <summary>The visitor's identifier.</summary>
    public static async Task<string> LearnerIdAsync(this Task<AuthenticationState> state) => (await state).User.LearnerId();

    /// <summary>The visitor as runs know them: they own what they submit, and instructors command every run.</summary>
    public static RunActor Actor(this ClaimsPrincipal visitor) =>
        new(visitor.LearnerId(), visitor.Identity?.Name ?? "guest", visitor.IsInRole(Roles.Instructor) || visitor.IsInRole(Roles.Operator));

    /// <summary>The visitor as runs know them.</summary>
    public static async Task<RunActor> ActorAsync(this Task<AuthenticationState> state) => (await state).User.Actor();

    /// <summary>Whether the visitor signed in to an account; guests did not.</summary>
    public static bool IsSignedIn(this ClaimsPrincipal visitor) => visitor.Identity is { AuthenticationType: Sessions.Scheme, IsAuthenticated: true };
}
