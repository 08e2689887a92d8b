namespace LlmCourse.Web.Hosting;

/// <summary>Rows of comma-separated values (RFC 4180) that are safe to open in a spreadsheet.</summary>
public static class Csv
{
    /// <summary>Type to serve them with.</summary>
    public const string MediaType = "text/csv; charset=utf-8";

    /// <summary>One row with its line end.</summary>
    public static string Row(params IEnumerable<string?> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    // A spreadsheet computes a cell that begins with one of these, and what a learner typed must not become a formula.
    private static string Cell(string? text)
    {
        var value = text ?? "";
        if (value is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] && !double.TryParse(value, out _)) value = "'" + value;
        return value.AsSpan().IndexOfAny("\",\r\n") < 0 ? value : $"\"{value.Replace("\"", "\"\"")}\"";
    }
}
