using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TorchSharp.Kernels;

/// <summary>
/// Elementary functions of a vector of float32 lanes. The polynomials are minimax fits of our own (Lawson's reweighted
/// least squares at Chebyshev points, coefficients rounded to float32); the range reductions are the classical ones
/// (Muller, "Elementary Functions", 3rd edition, chapters 11 and 4). The error bounds are the largest error found over a
/// dense sweep of all magnitudes, in units of the last place; the kernel tests hold them.
/// </summary>
internal static class Functions
{
    private const float Log2E = 1.44269504f;

    // ln 2 in two parts; the first has so few bits that its product with an exponent is exact.
    private const float Ln2High = 0.693359375f, Ln2Low = -2.12194440e-4f;

    /// <summary>
    /// exp(x), at most 1.5 ulp; ∞ from 88.73 on, NaN stays NaN. <c>x = n ln 2 + r</c>, <c>exp(x) = 2ⁿ (1 + expm1(r))</c>.
    /// </summary>
    /// <remarks>
    /// Results below the smallest normal number are 0: computing a subnormal costs the processor some 150 cycles, and a
    /// masked softmax would meet one in every second lane.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Exp<TLanes, TVector>(TVector x)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        // Beyond these limits the result is 0 or infinity; within them n stays small enough to scale by.
        var smallest = TLanes.Broadcast(-87.33f); // just above ln 2⁻¹²⁶
        var limited = TLanes.Max(smallest, TLanes.Min(TLanes.Broadcast(100), x));
        var p = ReducedExpm1<TLanes, TVector>(limited, out var n);
        var result = TLanes.Scale(TLanes.Add(TLanes.Broadcast(1), p), n);
        return TLanes.SelectLess(x, smallest, TLanes.Broadcast(0), result);
    }

    /// <summary>Writes x as n ln 2 + r with |r| ≤ ½ ln 2 and gives exp(r) − 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector ReducedExpm1<TLanes, TVector>(TVector x, out TVector n)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        n = TLanes.Round(TLanes.Multiply(x, TLanes.Broadcast(Log2E)));
        var r = TLanes.MultiplyAdd(n, TLanes.Broadcast(-Ln2High), x);
        r = TLanes.MultiplyAdd(n, TLanes.Broadcast(-Ln2Low), r);
        var p = TLanes.Broadcast(0.00138143182f);
        p = TLanes.MultiplyAdd(p, r, TLanes.Broadcast(0.00836885162f));
        p = TLanes.MultiplyAdd(p, r, TLanes.Broadcast(0.0416684002f));
        p = TLanes.MultiplyAdd(p, r, TLanes.Broadcast(0.166665196f));
        p = TLanes.MultiplyAdd(p, r, TLanes.Broadcast(0.49999994f));
        return TLanes.MultiplyAdd(TLanes.Multiply(r, r), p, r);
    }

    /// <summary>
    /// ln(x), at most 1 ulp; −∞ at 0, NaN below 0. With <c>x = 2ᵉ (1 + f)</c> and <c>s = f / (2 + f)</c>,
    /// <c>ln(1 + f) = 2 artanh(s) = f − s (f − s² R(s²))</c>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Log<TLanes, TVector>(TVector x)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var zero = TLanes.Broadcast(0);
        var smallest = TLanes.Broadcast(1.17549435e-38f);
        var isSmall = TLanes.SelectLess(x, smallest, TLanes.Broadcast(-23), zero);
        var normal = TLanes.SelectLess(x, smallest, TLanes.Multiply(x, TLanes.Broadcast(8388608)), x);
        var f = TLanes.Subtract(TLanes.Split(normal, out var e), TLanes.Broadcast(1));
        e = TLanes.Add(e, isSmall);
        var s = TLanes.Divide(f, TLanes.Add(f, TLanes.Broadcast(2)));
        var z = TLanes.Multiply(s, s);
        var r = TLanes.MultiplyAdd(TLanes.Broadcast(0.298744231f), z, TLanes.Broadcast(0.399774492f));
        r = TLanes.Multiply(TLanes.MultiplyAdd(r, z, TLanes.Broadcast(0.666667759f)), z);
        // f − (s (f − R) − e · low) + e · high: the small parts first.
        var small = TLanes.MultiplyAdd(e, TLanes.Broadcast(-Ln2Low), TLanes.Multiply(s, TLanes.Subtract(f, r)));
        var result = TLanes.MultiplyAdd(e, TLanes.Broadcast(Ln2High), TLanes.Subtract(f, small));
        // 0 gives −∞; below 0 there is no logarithm; NaN and +∞ pass through.
        var pole = TLanes.SelectLess(x, zero, TLanes.Broadcast(float.NaN), TLanes.Broadcast(float.NegativeInfinity));
        result = TLanes.SelectLess(zero, x, result, pole);
        return TLanes.SelectLess(x, TLanes.Broadcast(float.PositiveInfinity), result, x);
    }

    /// <summary>ln(x) of one number, without a call into the C library.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Log(float x) => Log<Lanes128, Vector128<float>>(Vector128.Create(x)).ToScalar();

    /// <summary>
    /// tanh(x), at most 2.5 ulp, without cancellation near 0: <c>tanh |x| = m / (m + 2)</c> with <c>m = exp(2|x|) − 1</c>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Tanh<TLanes, TVector>(TVector x)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        // From 9.02 on the float32 nearest to tanh is 1.
        var twice = TLanes.Min(TLanes.Broadcast(20), TLanes.Multiply(TLanes.Broadcast(2), TLanes.Abs(x)));
        var p = ReducedExpm1<TLanes, TVector>(twice, out var n);
        var power = TLanes.Scale(TLanes.Broadcast(1), n);
        var m = TLanes.MultiplyAdd(p, power, TLanes.Subtract(power, TLanes.Broadcast(1)));
        return TLanes.CopySign(TLanes.Divide(m, TLanes.Add(m, TLanes.Broadcast(2))), x);
    }

    /// <summary>1 / (1 + exp(−x)), at most 3 ulp where the result is normal; 0 below −88.8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Sigmoid<TLanes, TVector>(TVector x)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var one = TLanes.Broadcast(1);
        return TLanes.Divide(one, TLanes.Add(one, Exp<TLanes, TVector>(TLanes.Subtract(TLanes.Broadcast(0), x))));
    }

    /// <summary>
    /// erf(x), at most 2.5 ulp: an odd polynomial below 0.921875, above it <c>1 − exp(−Q(|x|))</c> with <c>Q ≈ −ln erfc</c>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Erf<TLanes, TVector>(TVector x)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var magnitude = TLanes.Abs(x);
        var square = TLanes.Multiply(x, x);
        var inner = TLanes.Broadcast(-0.000599099207f);
        inner = TLanes.MultiplyAdd(inner, square, TLanes.Broadcast(0.00499321287f));
        inner = TLanes.MultiplyAdd(inner, square, TLanes.Broadcast(-0.0267666448f));
        inner = TLanes.MultiplyAdd(inner, square, TLanes.Broadcast(0.112818174f));
        inner = TLanes.MultiplyAdd(inner, square, TLanes.Broadcast(-0.376124948f));
        inner = TLanes.Multiply(magnitude, TLanes.MultiplyAdd(inner, square, TLanes.Broadcast(1.12837911f)));

        // From 3.92 on the float32 nearest to erf is 1.
        var limited = TLanes.Min(TLanes.Broadcast(4), magnitude);
        var q = TLanes.Broadcast(-0.000194734617f);
        q = TLanes.MultiplyAdd(q, limited, TLanes.Broadcast(0.00303160166f));
        q = TLanes.MultiplyAdd(q, limited, TLanes.Broadcast(-0.0221814029f));
        q = TLanes.MultiplyAdd(q, limited, TLanes.Broadcast(0.103838913f));
        q = TLanes.MultiplyAdd(q, limited, TLanes.Broadcast(0.637285769f));
        q = TLanes.MultiplyAdd(q, limited, TLanes.Broadcast(1.12761545f));
        q = TLanes.MultiplyAdd(q, limited, TLanes.Broadcast(0.000209913516f));
        var p = ReducedExpm1<TLanes, TVector>(TLanes.Subtract(TLanes.Broadcast(0), q), out var n);
        var one = TLanes.Broadcast(1);
        var outer = TLanes.Subtract(one, TLanes.Scale(TLanes.Add(one, p), n));
        return TLanes.CopySign(TLanes.SelectLess(magnitude, TLanes.Broadcast(0.921875f), inner, outer), x);
    }
}
