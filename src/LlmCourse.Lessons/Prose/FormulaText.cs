using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace LlmCourse.Lessons.Prose;

/// <summary>
/// A formula as it reads in a line of plain text, where nothing can typeset it: excerpts of the search, titles, the outline.
/// Signs take the place of their commands, a fraction becomes a quotient, and a name that is not known stays a name.
/// </summary>
internal static class FormulaText
{
    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>Commands and their signs, by turns.</summary>
    private const string SignTable =
        """
        alpha α beta β gamma γ delta δ epsilon ε eta η theta θ lambda λ mu μ pi π rho ρ sigma σ tau τ phi φ omega ω
        Delta Δ Sigma Σ Theta Θ sum Σ prod Π sqrt √ infty ∞ approx ≈ neq ≠ ne ≠ le ≤ leq ≤ ge ≥ geq ≥
        cdot · times × pm ± mid | in ∈ cup ∪ cap ∩ to → rightarrow → dots … ldots … cdots …
        """;

    private static readonly FrozenDictionary<string, string> Signs = SignTable
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Chunk(2)
        .ToFrozenDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    /// <summary>Commands that say how something is set, and nothing else.</summary>
    private static readonly FrozenSet<string> Silent = FrozenSet.Create(StringComparer.Ordinal, "text", "mathrm", "mathbf", "operatorname", "left", "right");

    /// <summary>Reads a formula of LaTeX; whatever it holds, some text comes of it.</summary>
    public static string Of(ReadOnlySpan<char> latex)
    {
        var text = new StringBuilder(latex.Length);
        var groups = new Stack<(int Start, bool IsNumerator, bool IsPart)>(); // the groups that are open, from where their text begins
        var (numerators, denominators) = (0, 0); // groups to come that are parts of fractions
        for (var i = 0; i < latex.Length; i++)
        {
            switch (latex[i])
            {
                case '\\':
                    var length = NameLength(latex[(i + 1)..]);
                    var name = latex.Slice(i + 1, length).ToString();
                    i += Math.Max(length, 1);
                    if (name is "frac" or "dfrac" or "tfrac")
                        numerators++;
                    else if (length > 0)
                        text.Append(Silent.Contains(name) ? "" : Signs.GetValueOrDefault(name, name));
                    else if (i < latex.Length)
                        text.Append(latex[i] is '{' or '}' or '%' or '$' or '#' or '_' or '&' ? latex[i] : ' ');
                    break;
                case '{':
                    var (isNumerator, isDenominator) = (numerators > 0, numerators == 0 && denominators > 0);
                    if (isNumerator) numerators--;
                    if (isDenominator) denominators--;
                    groups.Push((text.Length, isNumerator, isNumerator || isDenominator));
                    break;
                case '}' when groups.TryPop(out var group):
                    if (group.IsPart && text.ToString(group.Start, text.Length - group.Start).AsSpan().Trim().IndexOfAny(" +-·") >= 0)
                        text.Insert(group.Start, '(').Append(')');
                    if (group.IsNumerator)
                    {
                        text.Append(" / ");
                        denominators++;
                    }

                    break;
                case '}' or '&':
                    break;
                default:
                    text.Append(latex[i]);
                    break;
            }
        }

        return string.Join(' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static int NameLength(ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOfAnyExcept(Letters);
        return end < 0 ? rest.Length : end;
    }
}
