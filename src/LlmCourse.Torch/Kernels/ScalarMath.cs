namespace TorchSharp.Kernels;

/// <summary>Functions that System.Math lacks, in float64.</summary>
internal static class ScalarMath
{
    /// <summary>
    /// eˣ − 1, accurate near 0: with u = eˣ as rounded, (u − 1)·x/ln u, where the error of u cancels (W. Kahan; N. J.
    /// Higham, Accuracy and Stability of Numerical Algorithms, 2002, 1.14.1).
    /// </summary>
    public static double Expm1(double x)
    {
        var power = Math.Exp(x);
        if (power == 1)
            return x;
        var result = power - 1;
        return result == -1 || double.IsPositiveInfinity(power) ? result : result * (x / Math.Log(power));
    }

    /// <summary>ln(1 + x), accurate near 0, by the same way: with u = 1 + x as rounded, x·ln u/(u − 1).</summary>
    public static double Log1p(double x)
    {
        var sum = 1 + x;
        if (sum == 1)
            return x;
        return double.IsPositiveInfinity(sum) ? sum : Math.Log(sum) * (x / (sum - 1));
    }

    /// <summary>
    /// erf(x). For |x| &lt; 3 the Maclaurin series with positive terms <c>2/√π · e^(−x²) · Σ 2ⁿ x^(2n+1) / (2n+1)!!</c>
    /// (DLMF 7.6.2), above it <c>1 − erfc</c> with the continued fraction of DLMF 7.9.4 read from the back. Relative error
    /// below 1e-15.
    /// </summary>
    public static double Erf(double x)
    {
        var magnitude = Math.Abs(x);
        if (!(magnitude < 6))
            return double.IsNaN(x) ? x : Math.Sign(x);
        var square = x * x;
        if (magnitude < 3)
        {
            var (term, sum) = (x, x);
            for (var n = 1; Math.Abs(term) > 1e-17 * Math.Abs(sum); n++)
                sum += term *= 2 * square / (2 * n + 1);
            return 2 / Math.Sqrt(Math.PI) * Math.Exp(-square) * sum;
        }
        var fraction = magnitude;
        for (var n = 60; n >= 1; n--)
            fraction = magnitude + n / 2.0 / fraction;
        return Math.CopySign(1 - Math.Exp(-square) / (Math.Sqrt(Math.PI) * fraction), x);
    }
}
