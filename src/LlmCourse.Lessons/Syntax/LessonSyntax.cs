namespace LlmCourse.Lessons.Syntax;

/// <summary>A lesson's structure before any Markdown is read: stretches of prose, directives, and faults.</summary>
internal abstract record SyntaxNode;

/// <summary>A stretch of Markdown.</summary>
/// <param name="Start">Offset in the file.</param>
/// <param name="End">Offset behind it.</param>
internal sealed record ProseSyntax(int Start, int End) : SyntaxNode;

/// <summary>A place where the structure is broken; the findings are shown there.</summary>
internal sealed record FaultSyntax(Diagnostics.Diagnostic Diagnostic) : SyntaxNode;

/// <summary>A fenced directive.</summary>
internal sealed record DirectiveSyntax : SyntaxNode
{
    /// <summary>Its name as written.</summary>
    public required string Name { get; init; }

    /// <summary>Colons of its fences.</summary>
    public required int Colons { get; init; }

    /// <summary>Offset of its first colon.</summary>
    public required int Start { get; init; }

    /// <summary>Length of its opening line.</summary>
    public required int HeaderLength { get; init; }

    /// <summary>Offset of the name.</summary>
    public required int NameStart { get; init; }

    /// <summary>The rest of the opening line without the identifier; empty when there is none.</summary>
    public required string Title { get; init; }

    /// <summary>The identifier in <c>{#…}</c>; null when there is none.</summary>
    public required string? Id { get; init; }

    /// <summary>Offset of the identifier, or of the directive when it has none.</summary>
    public required int IdStart { get; init; }

    /// <summary>The options in order.</summary>
    public List<OptionSyntax> Options { get; } = [];

    /// <summary>What stands in a body of Markdown.</summary>
    public List<SyntaxNode> Children { get; } = [];

    /// <summary>Offset of the body.</summary>
    public int BodyStart { get; set; }

    /// <summary>Offset behind the body.</summary>
    public int BodyEnd { get; set; }
}

/// <summary>One <c>:key: value</c> line of a directive.</summary>
/// <param name="Key">The key.</param>
/// <param name="KeyStart">Its offset.</param>
/// <param name="Value">The value without the spaces around it.</param>
/// <param name="ValueStart">Its offset.</param>
internal sealed record OptionSyntax(string Key, int KeyStart, string Value, int ValueStart);
