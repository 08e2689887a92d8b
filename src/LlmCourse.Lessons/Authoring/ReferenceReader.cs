using System.Text;
using LlmCourse.Lessons.Prose;
using Markdig;

namespace LlmCourse.Lessons.Authoring;

/// <summary>
/// Reads a topic of the reference: a first-level heading, then examples, each a second-level heading with fences of six
/// tildes: <c>markdown</c> (the lesson), <c>file PATH</c> (further files), <c>diagnostics</c> (all that must be found;
/// nothing when missing), <c>blocks</c> (what must be shown), <c>passes</c> (rules that the example shows how to keep).
/// </summary>
internal sealed class ReferenceReader
{
    private const string Fence = "~~~~~~";

    private readonly List<ReferenceExample> _examples = [];
    private readonly List<(string Info, string Text)> _fences = [];
    private readonly StringBuilder _prose = new();
    private readonly ProseWriter _writer = new();
    private string _title = "";
    private string _explanation = "";
    private string? _example;

    private ReferenceReader()
    {
    }

    /// <summary>Reads a topic.</summary>
    /// <exception cref="FormatException">A fence is not closed, or an example has no lesson.</exception>
    public static ReferenceTopic Read(string id, string text)
    {
        var reader = new ReferenceReader();
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith(Fence, StringComparison.Ordinal))
                i = reader.ReadFence(lines, i);
            else
                reader.ReadLine(lines[i]);
        }

        reader.EndExample();
        return new ReferenceTopic(id, reader._title, reader._explanation, reader._examples);
    }

    private int ReadFence(string[] lines, int start)
    {
        var end = Array.IndexOf(lines, Fence, start + 1);
        if (end < 0)
            throw new FormatException($"The fence in line {start + 1} is not closed.");
        _fences.Add((lines[start][Fence.Length..], string.Concat(lines[(start + 1)..end].Select(line => line + "\n"))));
        return end;
    }

    private void ReadLine(string line)
    {
        if (line.StartsWith("# ", StringComparison.Ordinal) && _example is null)
        {
            _title = line[2..];
        }
        else if (line.StartsWith("## ", StringComparison.Ordinal))
        {
            EndExample();
            _example = line[3..];
        }
        else
        {
            _prose.Append(line).Append('\n');
        }
    }

    private void EndExample()
    {
        var prose = _prose.ToString().Trim();
        _prose.Clear();
        if (_example is null)
        {
            _explanation = Html(prose);
            return;
        }

        if (Find("markdown") is not { } markdown)
            throw new FormatException($"The example “{_example}” has no lesson.");
        _examples.Add(new ReferenceExample(
            _example, Html(prose), markdown,
            [.. _fences.Where(fence => fence.Info.StartsWith("file ", StringComparison.Ordinal)).Select(fence => new ReferenceFile(fence.Info["file ".Length..], fence.Text))],
            [.. (Find("diagnostics") ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Finding)],
            (Find("passes") ?? "").Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries),
            Find("blocks")?.TrimEnd()));
        _fences.Clear();
    }

    private string Html(string prose) => _writer.Write(Markdown.Parse(prose, ProsePipeline.Instance));

    private string? Find(string info) => _fences.Where(fence => fence.Info == info).Select(fence => fence.Text).FirstOrDefault();

    /// <summary>Reads <c>[file] line:column rule [… part of the message]</c>.</summary>
    private static ReferenceFinding Finding(string line)
    {
        var parts = line.Split(" … ", 2);
        var words = parts[0].Split(' ');
        return new ReferenceFinding(words.Length == 3 ? words[0] : null, words[^2], words[^1], parts.Length == 2 ? parts[1] : "");
    }
}
