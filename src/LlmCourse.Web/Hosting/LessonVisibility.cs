using System.Security.Claims;
using LlmCourse.Lessons.Courses;
using LlmCourse.Web.Hosting.Identity;

namespace LlmCourse.Web.Hosting;

/// <summary>Drafts are for those who write; everybody else has a course without them.</summary>
public static class LessonVisibility
{
    /// <summary>Whether a lesson says that it is a draft.</summary>
    public static bool IsDraft(this Lesson lesson) => lesson.FrontMatter is { Status: LessonStatus.Draft };

    /// <summary>Whether the visitor writes lessons.</summary>
    public static bool MayWrite(this ClaimsPrincipal visitor) => visitor.IsInRole(Roles.Instructor) || visitor.IsInRole(Roles.Operator);

    /// <summary>Whether the visitor may see a lesson. A broken one is not hidden: what it says is why it is broken.</summary>
    public static bool MaySee(this ClaimsPrincipal visitor, Lesson lesson) => !lesson.IsDraft() || visitor.MayWrite();

    /// <summary>The course as the visitor may see it; modules that are left without lessons are left out.</summary>
    public static Course SeenBy(this Course course, ClaimsPrincipal visitor) => visitor.MayWrite() || !course.Lessons.Any(IsDraft)
        ? course
        : course with
        {
            Modules = [.. course.Modules
                .Select(module => module with { Lessons = [.. module.Lessons.Where(visitor.MaySee)] })
                .Where(module => module.Lessons.Count > 0)],
        };
}
