using System.ComponentModel.DataAnnotations;

namespace LlmCourse.Web.People;

/// <summary>Who may make an account.</summary>
public enum Registration
{
    /// <summary>Whoever opens the page.</summary>
    Open,

    /// <summary>Whoever has an invitation code.</summary>
    Invitation,

    /// <summary>Nobody.</summary>
    Closed,
}

/// <summary>Accounts and how they are guarded. Settings live under <c>People</c>, e.g. <c>People:Registration</c> or <c>People__Registration</c>.</summary>
public sealed class PeopleOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "People";

    /// <summary>Who may make an account. Open, so that a class can start at once; an installation that the internet reaches may want invitations.</summary>
    [EnumDataType(typeof(Registration))]
    public Registration Registration { get; set; } = Registration.Open;

    /// <summary>Characters that a password has at least. Length is what makes guessing hopeless; rules about digits make people write it down.</summary>
    [Range(8, 100)]
    public int MinPasswordLength { get; set; } = 10;

    /// <summary>Wrong passwords after which an account rests. Enough for a person who mistypes, too few for a list of common passwords.</summary>
    [Range(1, 100)]
    public int FailuresBeforeRest { get; set; } = 5;

    /// <summary>Minutes an account rests after too many wrong passwords. Long enough to stop guessing, short enough for its owner to wait.</summary>
    [Range(1, 10_080)]
    public int RestMinutes { get; set; } = 15;

    /// <summary>Sign-ins and registrations that one address may try in a minute. A person needs one or two.</summary>
    [Range(1, 1_000_000)]
    public int AttemptsPerMinute { get; set; } = 6;

    /// <summary>Sign-ins and registrations that one address may try in an hour. A class behind one address registers within it; raise it for a lecture hall.</summary>
    [Range(1, 1_000_000)]
    public int AttemptsPerHour { get; set; } = 30;

    /// <summary>Days after which an unused session ends. A course pauses for a week and goes on.</summary>
    [Range(1, 365)]
    public int SessionDays { get; set; } = 14;

    /// <summary>Seconds after which an open page looks again whether its session still holds, should the news not have reached this process.</summary>
    [Range(1, 3_600)]
    public int RecheckSeconds { get; set; } = 30;

    /// <summary>Hours for which a link to set a new password works. A learner reads mail within a day.</summary>
    [Range(1, 720)]
    public int ResetLinkHours { get; set; } = 24;

    /// <summary>Days for which an invitation works unless its maker says otherwise.</summary>
    [Range(1, 3_650)]
    public int InvitationDays { get; set; } = 30;
}
