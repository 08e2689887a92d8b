using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LlmCourse.Lessons.Sources;

/// <summary>A stretch of code with the class of its span.</summary>
internal readonly record struct ClassifiedSpan(TextSpan Span, string Class);

/// <summary>Tells what each token of a C# file is, by its syntax alone: no compilation, so that any file can be shown.</summary>
internal static class CSharpClassifier
{
    /// <summary>The spans that have a class, in order and without overlap.</summary>
    public static IReadOnlyList<ClassifiedSpan> Classify(SyntaxNode root)
    {
        var spans = new List<ClassifiedSpan>();
        foreach (var token in root.DescendantTokens())
        {
            AddTrivia(spans, token.LeadingTrivia);
            if (ClassOf(token) is { } name && token.Span.Length > 0)
                spans.Add(new ClassifiedSpan(token.Span, name));
            AddTrivia(spans, token.TrailingTrivia);
        }

        return spans;
    }

    private static void AddTrivia(List<ClassifiedSpan> spans, SyntaxTriviaList list)
    {
        foreach (var trivia in list)
        {
            if (trivia.IsDirective || trivia.IsKind(SyntaxKind.DisabledTextTrivia))
                spans.Add(new ClassifiedSpan(trivia.FullSpan, TokenClasses.Directive));
            else if (!trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia))
                spans.Add(new ClassifiedSpan(trivia.FullSpan, TokenClasses.Comment));
        }
    }

    private static string? ClassOf(SyntaxToken token) => token.Kind() switch
    {
        SyntaxKind.NumericLiteralToken => TokenClasses.Number,
        SyntaxKind.StringLiteralToken or SyntaxKind.Utf8StringLiteralToken or SyntaxKind.CharacterLiteralToken
            or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
            or SyntaxKind.Utf8SingleLineRawStringLiteralToken or SyntaxKind.Utf8MultiLineRawStringLiteralToken
            or SyntaxKind.InterpolatedStringStartToken or SyntaxKind.InterpolatedVerbatimStringStartToken
            or SyntaxKind.InterpolatedSingleLineRawStringStartToken or SyntaxKind.InterpolatedMultiLineRawStringStartToken
            or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.InterpolatedStringEndToken
            or SyntaxKind.InterpolatedRawStringEndToken => TokenClasses.String,
        SyntaxKind.IdentifierToken => ClassOfName(token),
        var kind when SyntaxFacts.IsKeywordKind(kind) => TokenClasses.Keyword,
        _ => null,
    };

    private static string? ClassOfName(SyntaxToken token) => token.Parent switch
    {
        BaseTypeDeclarationSyntax or DelegateDeclarationSyntax or TypeParameterSyntax or ConstructorDeclarationSyntax => TokenClasses.Type,
        MethodDeclarationSyntax or LocalFunctionStatementSyntax => TokenClasses.Method,
        IdentifierNameSyntax { IsVar: true } or IdentifierNameSyntax { IsNotNull: true } or IdentifierNameSyntax { IsUnmanaged: true } => TokenClasses.Keyword,
        SimpleNameSyntax name when IsCalled(name) => TokenClasses.Method,
        SimpleNameSyntax name when IsType(name) => TokenClasses.Type,
        _ => null,
    };

    private static bool IsCalled(SimpleNameSyntax name)
    {
        ExpressionSyntax called = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
        if (name.Parent is MemberBindingExpressionSyntax binding)
            called = binding;
        return called.Parent is InvocationExpressionSyntax invocation && invocation.Expression == called;
    }

    // A generic name outside a call is always a type; so is what stands where only types can.
    private static bool IsType(SimpleNameSyntax name) =>
        name is GenericNameSyntax || (name.Parent is not (NamespaceDeclarationSyntax or FileScopedNamespaceDeclarationSyntax or UsingDirectiveSyntax)
            && SyntaxFacts.IsInTypeOnlyContext(name));
}
