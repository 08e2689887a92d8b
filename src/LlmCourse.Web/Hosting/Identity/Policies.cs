using Microsoft.AspNetCore.Authorization;

namespace LlmCourse.Web.Hosting.Identity;

/// <summary>Who may do what, by name: pages, hub and files ask for one of these.</summary>
public static class Policies
{
    /// <summary>Instructors and operators.</summary>
    public const string Instructor = nameof(Instructor);

    /// <summary>Operators only.</summary>
    public const string Operator = nameof(Operator);

    /// <summary>Writes the policies down.</summary>
    internal static void Configure(AuthorizationOptions options)
    {
        options.AddPolicy(Instructor, policy => policy.RequireRole(Roles.Instructor, Roles.Operator));
        options.AddPolicy(Operator, policy => policy.RequireRole(Roles.Operator));
    }
}
