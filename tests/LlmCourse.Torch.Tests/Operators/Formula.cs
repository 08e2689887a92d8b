namespace LlmCourse.Torch.Tests.Operators;

/// <summary>
/// Inputs that the golden scripts compute too, so that none needs to be stored; the twin of <c>tests/goldens/formula.py</c>.
/// Every number has at most 20 binary digits and is exact in float32 and float64 alike.
/// </summary>
public static class Formula
{
    /// <summary>Numbers in [0, 1) from a hash of seed and index.</summary>
    public static double[] Unit(uint seed, int count)
    {
        var result = new double[count];
        for (uint i = 0; i < count; i++)
        {
            var hash = unchecked(seed * 0x9E3779B1u + i * 0x85EBCA6Bu);
            hash ^= hash >> 15;
            hash = unchecked(hash * 0x2C1B3C6Du);
            hash ^= hash >> 12;
            hash = unchecked(hash * 0x297A2D39u);
            hash ^= hash >> 15;
            result[i] = (hash >> 12) / 1048576.0;
        }
        return result;
    }

    /// <summary>Values of a kind of input; class numbers and truth values come as whole numbers.</summary>
    public static double[] Values(string kind, uint seed, int count)
    {
        var unit = Unit(seed, count);
        return kind switch
        {
            "real" => Array.ConvertAll(unit, u => u * 4 - 2),
            "unit" => unit,
            "positive" => Array.ConvertAll(unit, u => u * 2 + 0.25),
            "above" => Array.ConvertAll(unit, u => u * 2 + 1.25),
            "inner" => Array.ConvertAll(unit, u => u * 1.5 - 0.75),
            "away" => Array.ConvertAll(unit, u => u < 0.5 ? -(0.25 + 2 * u) : 0.25 + 4 * (u - 0.5)),
            "distinct" => Ranks(unit),
            "bool" => Array.ConvertAll(unit, u => u < 0.5 ? 1.0 : 0.0),
            _ when kind.StartsWith("index", StringComparison.Ordinal) => Array.ConvertAll(unit, u => Math.Floor(u * int.Parse(kind[5..]))),
            _ => throw new ArgumentException($"No kind of input is called {kind}.", nameof(kind)),
        };
    }

    private static double[] Ranks(double[] unit)
    {
        var order = Enumerable.Range(0, unit.Length).OrderBy(i => unit[i]).ToArray(); // stable
        var result = new double[unit.Length];
        for (var rank = 0; rank < order.Length; rank++)
            result[order[rank]] = (rank + 0.5) / 8 - unit.Length / 16.0;
        return result;
    }
}
