namespace LlmCourse.Web.People.Accounts;

/// <summary>A row of <c>accounts</c>.</summary>
internal sealed class AccountRow
{
    public const string Columns =
        "id AS Id, name AS Name, normalized_name AS NormalizedName, password_hash AS PasswordHash, security_stamp AS SecurityStamp, role AS Role, "
        + "rests_until AS RestsUntil, locked_at AS LockedAt, created_at AS CreatedAt, signed_in_at AS SignedInAt";

    public string Id { get; set; } = "";

    public string Name { get; set; } = "";

    public string NormalizedName { get; set; } = "";

    public string? PasswordHash { get; set; }

    public string SecurityStamp { get; set; } = "";

    public string Role { get; set; } = "";

    public long? RestsUntil { get; set; }

    public long? LockedAt { get; set; }

    public long CreatedAt { get; set; }

    public long? SignedInAt { get; set; }

    public Account ToAccount() => new()
    {
        Id = Id,
        Name = Name,
        NormalizedName = NormalizedName,
        PasswordHash = PasswordHash,
        SecurityStamp = SecurityStamp,
        Role = Role,
        RestsUntil = Moments.Of(RestsUntil),
        LockedAt = Moments.Of(LockedAt),
        CreatedAt = Moments.Of(CreatedAt),
        SignedInAt = Moments.Of(SignedInAt),
    };
}
