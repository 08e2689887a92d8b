namespace LlmCourse.Web.Hosting.Identity;

/// <summary>What a person may be; a guest is a learner without an account.</summary>
public static class Roles
{
    /// <summary>Follows lessons, owns runs.</summary>
    public const string Learner = "learner";

    /// <summary>Writes lessons and sees how a class gets on.</summary>
    public const string Instructor = "instructor";

    /// <summary>Keeps the installation: people, roles, invitations.</summary>
    public const string Operator = "operator";

    /// <summary>All of them; each allows what those before it allow.</summary>
    public static IReadOnlyList<string> All { get; } = [Learner, Instructor, Operator];
}
