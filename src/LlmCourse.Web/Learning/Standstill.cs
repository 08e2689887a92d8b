using System.Data.Common;
using Dapper;

namespace LlmCourse.Web.Learning;

/// <summary>Time at work without progress, by which a class sees who is stuck.</summary>
internal static class Standstill
{
    /// <summary>Progress of any kind (a section read, a right answer, an outcome, a scored prediction) ends a standstill.</summary>
    public static Task ProgressedAsync(this DbConnection connection, string learner, DbTransaction transaction) =>
        connection.ExecuteAsync("UPDATE learning_learners SET stalled_seconds = 0 WHERE learner = @learner", new { learner }, transaction);
}
