using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Results that the caller may want in a tensor of its own.</summary>
internal static class Outputs
{
    /// <summary>Writes the result into <paramref name="target"/> if there is one, and returns what holds it.</summary>
    public static Tensor Write(Tensor result, Tensor? target)
    {
        if (target is null)
            return result;
        using var source = result;
        return target.copy_(source);
    }
}

/// <summary>Equality up to a tolerance.</summary>
internal static class Closeness
{
    /// <summary>|a − b| ≤ atol + rtol·|b|, or equal (infinities), or both NaN if those count as equal.</summary>
    public static Tensor IsClose(Tensor a, Tensor b, double rtol, double atol, bool nanEqual)
    {
        Errors.Require(a.Type == b.Type, $"{a.Type} did not match {b.Type}");
        using var mode = no_grad();
        var close = a.eq(b);
        if (!a.Type.IsFloating())
            return close | (a - b).abs().le(b.abs() * rtol + atol);
        close = close | ((a - b).abs().le(b.abs() * rtol + atol) & b.isfinite());
        return nanEqual ? close | (a.isnan() & b.isnan()) : close;
    }
}
