using System.Security.Claims;

namespace LlmCourse.Web.People;

/// <summary>What instructors and operators did, kept for those who must answer for it.</summary>
public interface IAuditLog
{
    /// <summary>Adds an entry.</summary>
    /// <param name="who">The person who acted.</param>
    /// <param name="action">What was done, such as <c>lesson.publish</c> or <c>role.give</c>.</param>
    /// <param name="subject">What it was done to, such as a lesson's or a person's identifier.</param>
    /// <param name="details">More for a human reader; never a secret.</param>
    /// <param name="cancellationToken">Stops the write.</param>
    Task RecordAsync(ClaimsPrincipal who, string action, string subject, string? details = null, CancellationToken cancellationToken = default);
}
