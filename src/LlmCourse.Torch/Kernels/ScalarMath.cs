namespace TorchSharp.Kernels;

/// <summary>Functions that System.Math lacks, in float64.</summary>
internal static class ScalarMath
{
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
