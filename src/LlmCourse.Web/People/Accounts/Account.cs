using LlmCourse.Web.Hosting.Identity;

namespace LlmCourse.Web.People.Accounts;

/// <summary>A person who can sign in; the identifier is that of the guest they were.</summary>
public sealed class Account
{
    /// <summary>Identifier under which progress and runs are kept.</summary>
    public required string Id { get; init; }

    /// <summary>The name they sign in with and that others see.</summary>
    public string Name { get; set; } = "";

    /// <summary>The name as it is compared.</summary>
    public string NormalizedName { get; set; } = "";

    /// <summary>The password's hash with its salt and parameters; null while none was set.</summary>
    public string? PasswordHash { get; set; }

    /// <summary>Changes with every password, and when sessions are revoked: a session that carries another one is over.</summary>
    public string SecurityStamp { get; set; } = "";

    /// <summary>One of <see cref="Roles"/>.</summary>
    public string Role { get; set; } = Roles.Learner;

    /// <summary>Until when no password is tried, after too many wrong ones.</summary>
    public DateTimeOffset? RestsUntil { get; init; }

    /// <summary>When an operator locked the account; null when it is open.</summary>
    public DateTimeOffset? LockedAt { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When somebody last signed in with it.</summary>
    public DateTimeOffset? SignedInAt { get; init; }
}
