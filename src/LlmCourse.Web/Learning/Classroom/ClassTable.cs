using System.Globalization;
using System.Text;
using LlmCourse.Web.Hosting;

namespace LlmCourse.Web.Learning.Classroom;

/// <summary>A table about a class: one model for the page, its sorting and its CSV.</summary>
/// <param name="Name">Its name in addresses.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Note">The rule behind it, in a sentence or two.</param>
/// <param name="Empty">What to say while it has no rows.</param>
/// <param name="Columns">Headings of the columns, in order.</param>
/// <param name="Rows">Rows, at most <see cref="MaxRows"/>, each with a cell a column.</param>
public sealed record ClassTable(string Name, string Title, string Note, string Empty, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<ClassCell>> Rows)
{
    /// <summary>Most rows of a table; a larger class is cut, newest first.</summary>
    public const int MaxRows = 1_000;

    /// <summary>The table ordered by a column; a descending order puts what is missing last, as an ascending one does.</summary>
    public ClassTable Sorted(int column, bool descending)
    {
        if (column < 0 || column >= Columns.Count) return this;
        var missingLast = Rows.OrderBy(row => row[column].Number is null && row[column].Text.Length == 0);
        var byText = Rows.Any(row => row[column] is { Number: null, Text.Length: > 0 });
        var ordered = (byText, descending) switch
        {
            (true, false) => missingLast.ThenBy(row => row[column].Text, StringComparer.OrdinalIgnoreCase),
            (true, true) => missingLast.ThenByDescending(row => row[column].Text, StringComparer.OrdinalIgnoreCase),
            (false, false) => missingLast.ThenBy(row => row[column].Number),
            (false, true) => missingLast.ThenByDescending(row => row[column].Number),
        };
        return this with { Rows = [.. ordered] };
    }

    /// <summary>The table as CSV by RFC 4180. A cell that a spreadsheet would run as a formula is kept from it by an apostrophe.</summary>
    public string ToCsv()
    {
        var csv = new StringBuilder(Csv.Row(Columns));
        foreach (var row in Rows) csv.Append(Csv.Row(row.Select(cell => cell.Csv ?? cell.Text)));
        return csv.ToString();
    }
}

/// <summary>A cell.</summary>
/// <param name="Text">What the page shows.</param>
/// <param name="Number">What it sorts by; null sorts by the text.</param>
/// <param name="Csv">What the CSV holds; null takes the text.</param>
/// <param name="Address">Where it leads within the site.</param>
public sealed record ClassCell(string Text, double? Number = null, string? Csv = null, string? Address = null)
{
    /// <summary>A whole number.</summary>
    public static ClassCell Of(long value) => new(value.ToString("N0", CultureInfo.InvariantCulture), value, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A number with a few digits.</summary>
    public static ClassCell Of(double? value, string format = "0.##") => value is { } known
        ? new(known.ToString(format, CultureInfo.InvariantCulture), known, known.ToString("0.####", CultureInfo.InvariantCulture))
        : new("");

    /// <summary>A share of one, as a percentage.</summary>
    public static ClassCell Share(double value) => new(value.ToString("P0", CultureInfo.InvariantCulture).Replace(" ", "", StringComparison.Ordinal), value, value.ToString("0.###", CultureInfo.InvariantCulture));

    /// <summary>A moment; the site knows no reader's time zone, so it names its own.</summary>
    public static ClassCell At(DateTimeOffset moment) => new(moment.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture), moment.UtcTicks, moment.ToString("O", CultureInfo.InvariantCulture));
}
