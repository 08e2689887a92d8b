namespace TorchSharp.Kernels;

/// <summary>
/// A vector width. Kernels are written once over this and compiled by the JIT for 16, 8 and 4 lanes: the calls resolve
/// at compile time (the implementations are structs) and leave only the instructions.
/// </summary>
/// <typeparam name="TVector">The vector of float32 lanes.</typeparam>
internal unsafe interface ILanes<TVector>
    where TVector : struct
{
    /// <summary>Lanes in a vector.</summary>
    static abstract int Count { get; }

    static abstract TVector Load(float* source);
    static abstract void Store(TVector value, float* target);

    /// <summary>The first <paramref name="count"/> lanes from memory (nothing beyond is read), the others from <paramref name="rest"/>.</summary>
    static abstract TVector LoadPartial(float* source, int count, TVector rest);

    /// <summary>Writes the first <paramref name="count"/> lanes and touches nothing beyond.</summary>
    static abstract void StorePartial(TVector value, float* target, int count);

    static abstract TVector Broadcast(float value);
    static abstract TVector Add(TVector a, TVector b);
    static abstract TVector Subtract(TVector a, TVector b);
    static abstract TVector Multiply(TVector a, TVector b);
    static abstract TVector Divide(TVector a, TVector b);

    /// <summary><c>a · b + c</c> with one rounding.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);

    /// <summary>The larger of each pair; NaN where <paramref name="b"/> is NaN (what a NaN in <paramref name="a"/> gives depends on the processor).</summary>
    static abstract TVector Max(TVector a, TVector b);

    /// <summary>The smaller of each pair; NaN where <paramref name="b"/> is NaN (what a NaN in <paramref name="a"/> gives depends on the processor).</summary>
    static abstract TVector Min(TVector a, TVector b);

    static abstract TVector Sqrt(TVector a);

    /// <summary>The nearest integers, ties to even.</summary>
    static abstract TVector Round(TVector a);

    /// <summary><c>value · 2ⁿ</c>, rounded once, for integers n in [−240, 240] and values near 1.</summary>
    static abstract TVector Scale(TVector value, TVector n);

    /// <summary>Splits finite positive normal numbers into a mantissa in [√½, √2) and an integer exponent.</summary>
    static abstract TVector Split(TVector a, out TVector exponent);

    static abstract TVector Abs(TVector a);

    /// <summary>Magnitude of the first with the sign of the second.</summary>
    static abstract TVector CopySign(TVector magnitude, TVector sign);

    /// <summary>Lane by lane <c>a &lt; b ? yes : no</c>; a comparison with NaN is false.</summary>
    static abstract TVector SelectLess(TVector a, TVector b, TVector yes, TVector no);

    /// <summary>The sum of all lanes, by halves (a fixed order).</summary>
    static abstract float Sum(TVector a);

    /// <summary>The largest lane; with a NaN among them, some lane.</summary>
    static abstract float Largest(TVector a);
}
