using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>
/// Einstein summation. Operands are multiplied two at a time; each pair becomes one batched matrix product over the
/// labels that only the pair still needs.
/// </summary>
internal static class Einsum
{
    private const char FirstEllipsis = '\u0100';

    /// <summary>Evaluates an equation such as <c>bthd,bshd->bhts</c>; <c>...</c> stands for any leading dimensions.</summary>
    public static Tensor Evaluate(string equation, Tensor[] operands)
    {
        var parts = equation.Replace(" ", "", StringComparison.Ordinal).Split("->");
        var inputs = parts[0].Split(',');
        Errors.Require(parts.Length <= 2 && inputs.Length == operands.Length, $"einsum(): the equation '{equation}' names {inputs.Length} operands, but {operands.Length} were given");

        var sizes = new Dictionary<char, long>();
        var labels = new List<string>();
        var widest = 0;
        for (var i = 0; i < inputs.Length; i++)
        {
            var ellipsis = operands[i].Layout.Rank - inputs[i].Replace("...", "", StringComparison.Ordinal).Length;
            Errors.Require(inputs[i].Contains("...", StringComparison.Ordinal) ? ellipsis >= 0 : ellipsis == 0, $"einsum(): '{inputs[i]}' does not fit operand {i} of shape {operands[i].Layout}");
            widest = Math.Max(widest, ellipsis);
            labels.Add(inputs[i].Replace("...", EllipsisLabels(ellipsis), StringComparison.Ordinal));
        }
        var output = parts.Length == 2
            ? parts[1].Replace("...", EllipsisLabels(widest), StringComparison.Ordinal)
            : EllipsisLabels(widest) + new string([.. labels.SelectMany(x => x).GroupBy(x => x).Where(x => x.Count() == 1 && x.Key < FirstEllipsis).Select(x => x.Key).Order()]);

        var terms = new List<(string Labels, Tensor Value)>();
        for (var i = 0; i < operands.Length; i++)
            terms.Add(Diagonals(labels[i], operands[i], sizes, equation));
        foreach (var label in output)
            Errors.Require(sizes.ContainsKey(label), $"einsum(): the output of '{equation}' names a dimension that no operand has");

        var current = terms[0];
        for (var i = 1; i < terms.Count; i++)
        {
            var needed = output + string.Concat(terms.Skip(i + 1).Select(x => x.Labels));
            current = Contract(current, terms[i], needed, sizes);
        }
        return Arrange(Reduce(current, output), output);
    }

    // Ellipsis dimensions align at the right: the last is always the same label.
    private static string EllipsisLabels(int count) =>
        new([.. Enumerable.Range(0, count).Select(i => (char)(FirstEllipsis + count - 1 - i))]);

    /// <summary>Takes the diagonal of dimensions that share a label and notes every label's size.</summary>
    private static (string Labels, Tensor Value) Diagonals(string labels, Tensor value, Dictionary<char, long> sizes, string equation)
    {
        for (var i = 0; i < labels.Length; i++)
        {
            var second = labels.IndexOf(labels[i], i + 1);
            if (second < 0)
                continue;
            Errors.Require(value.Sizes[i] == value.Sizes[second], $"einsum(): repeated label in '{equation}' for dimensions of different sizes, shape {value.Layout}");
            value = Triangles.Diagonal(value, 0, i, second);
            labels = labels.Remove(second, 1).Remove(i, 1) + labels[i];
            i = -1;
        }
        for (var i = 0; i < labels.Length; i++)
        {
            var known = sizes.GetValueOrDefault(labels[i], 1);
            Errors.Require(known == 1 || value.Sizes[i] == 1 || known == value.Sizes[i], $"einsum(): a label of '{equation}' has size {known} in one operand and {value.Sizes[i]} in another");
            sizes[labels[i]] = Math.Max(known, value.Sizes[i]);
            if (value.Sizes[i] == 0)
                sizes[labels[i]] = 0;
        }
        return (labels, value);
    }

    private static (string Labels, Tensor Value) Contract((string Labels, Tensor Value) a, (string Labels, Tensor Value) b, string needed, Dictionary<char, long> sizes)
    {
        a = Reduce(a, needed + b.Labels);
        b = Reduce(b, needed + a.Labels);
        var both = a.Labels.Where(b.Labels.Contains).ToArray();
        var batch = new string([.. both.Where(needed.Contains)]);
        var summed = new string([.. both.Where(x => !needed.Contains(x))]);
        var left = new string([.. a.Labels.Where(x => !b.Labels.Contains(x))]);
        var right = new string([.. b.Labels.Where(x => !a.Labels.Contains(x))]);

        var matrixA = AsMatrices(a, batch, left, summed, sizes);
        var matrixB = AsMatrices(b, batch, summed, right, sizes);
        var product = MatMul.Product(matrixA, matrixB);
        var shape = (batch + left + right).Select(x => sizes[x]).ToArray();
        return (batch + left + right, product.reshape(shape));
    }

    /// <summary>[batch, rows, columns], each the product of its labels' sizes.</summary>
    private static Tensor AsMatrices((string Labels, Tensor Value) term, string batch, string rows, string columns, Dictionary<char, long> sizes)
    {
        var order = batch + rows + columns;
        var arranged = Arrange(term, order);
        var expanded = arranged.expand(order.Select(x => sizes[x]).ToArray());
        return expanded.reshape(Extent(batch, sizes), Extent(rows, sizes), Extent(columns, sizes));
    }

    private static long Extent(string labels, Dictionary<char, long> sizes) => labels.Aggregate(1L, (product, label) => product * sizes[label]);

    /// <summary>Sums over labels that nobody needs.</summary>
    private static (string Labels, Tensor Value) Reduce((string Labels, Tensor Value) term, string needed)
    {
        var dims = Enumerable.Range(0, term.Labels.Length).Where(i => !needed.Contains(term.Labels[i])).Select(i => (long)i).ToArray();
        return dims.Length == 0 ? term : (new string([.. term.Labels.Where(needed.Contains)]), term.Value.sum(dims));
    }

    private static Tensor Arrange((string Labels, Tensor Value) term, string order) =>
        term.Value.permute(order.Select(label => (long)term.Labels.IndexOf(label)).ToArray());
}
