using System.Globalization;
using System.Text;
using LlmCourse.Web.Hosting;
using LlmCourse.Web.Hosting.Identity;

namespace LlmCourse.Web.People.Audit;

/// <summary>The audit log as a file.</summary>
internal static class AuditFile
{
    private const int RowsARead = 1_000;

    // A file beyond this opens in no spreadsheet; filters narrow it.
    private const int MaxRows = 100_000;

    /// <summary>Maps the endpoint.</summary>
    public static void MapAuditFile(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/people/audit.csv", WriteAsync).RequireAuthorization(Policies.Operator);

    private static IResult WriteAsync(string? who, string? action, string? subject, SqliteAuditLog log, CancellationToken cancellationToken) => Results.Stream(
        async stream =>
        {
            await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
            await writer.WriteAsync(Csv.Row("number", "at", "who", "name", "action", "subject", "details"));
            for (var skip = 0; skip < MaxRows; skip += RowsARead)
            {
                var (entries, _) = await log.ListAsync(new AuditQuery(who, action, subject), skip, RowsARead, cancellationToken);
                foreach (var entry in entries)
                {
                    await writer.WriteAsync(Csv.Row(
                        entry.Number.ToString(CultureInfo.InvariantCulture), entry.At.ToString("O", CultureInfo.InvariantCulture), entry.Who, entry.WhoName, entry.Action, entry.Subject, entry.Details));
                }

                if (entries.Count < RowsARead) break;
            }
        },
        Csv.MediaType,
        "audit.csv");
}
