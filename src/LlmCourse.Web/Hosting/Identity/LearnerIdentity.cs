using System.Security.Claims;
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

    /// <summary>The visitor's name, which owns the runs they submit.</summary>
    public static async Task<string> OwnerAsync(this Task<AuthenticationState>? state) =>
        state is null ? "guest" : (await state).User.Identity?.Name ?? "guest";

    /// <summary>Whether the visitor signed in to an account; guests did not.</summary>
    public static bool IsSignedIn(this ClaimsPrincipal visitor) => visitor.Identity is { AuthenticationType: Sessions.Scheme, IsAuthenticated: true };
}
