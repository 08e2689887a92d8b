using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Numbers in place of NaN and infinities.</summary>
internal static class Finite
{
    /// <summary>NaN, +∞ and −∞ replaced; infinities by the type's limits unless told. No gradient flows where one stood.</summary>
    public static Tensor Replace(Tensor x, double nan, double? positive, double? negative)
    {
        if (!x.Type.IsFloating())
            return x.clone();
        var limit = x.Type switch
        {
            ScalarType.Float64 => double.MaxValue,
            ScalarType.Float16 => (double)Half.MaxValue,
            ScalarType.BFloat16 => BFloat16.MaxValue.ToSingle(),
            _ => float.MaxValue,
        };
        return x.masked_fill(x.isnan(), nan)
            .masked_fill(x.eq(double.PositiveInfinity), positive ?? limit)
            .masked_fill(x.eq(double.NegativeInfinity), negative ?? -limit);
    }
}
