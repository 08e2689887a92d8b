namespace LlmCourse.Lessons.Diagnostics;

/// <summary>A text file with line ends made <c>\n</c>, and the way from an offset in it to a line and column.</summary>
internal sealed class SourceText
{
    private readonly int[] _lineStarts;

    public SourceText(string file, string text)
    {
        File = file;
        Text = text.ReplaceLineEndings("\n");
        var starts = new List<int> { 0 };
        for (var i = 0; i < Text.Length; i++)
        {
            if (Text[i] == '\n')
                starts.Add(i + 1);
        }

        _lineStarts = [.. starts];
    }

    /// <summary>Path relative to the content folder, with forward slashes.</summary>
    public string File { get; }

    /// <summary>The whole text.</summary>
    public string Text { get; }

    /// <summary>Lines, counting the empty one after a last line end.</summary>
    public int LineCount => _lineStarts.Length;

    /// <summary>Offset of the first character of a line (from 0).</summary>
    public int LineStart(int line) => _lineStarts[line];

    /// <summary>A line (from 0) without its end.</summary>
    public ReadOnlySpan<char> Line(int line)
    {
        var start = _lineStarts[line];
        var end = line + 1 < _lineStarts.Length ? _lineStarts[line + 1] - 1 : Text.Length;
        return Text.AsSpan(start, end - start);
    }

    /// <summary>Line and column, both from 1, of an offset.</summary>
    public (int Line, int Column) Place(int offset)
    {
        offset = Math.Clamp(offset, 0, Text.Length);
        var index = Array.BinarySearch(_lineStarts, offset);
        var line = index >= 0 ? index : ~index - 1;
        return (line + 1, offset - _lineStarts[line] + 1);
    }
}
