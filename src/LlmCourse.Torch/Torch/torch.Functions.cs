namespace TorchSharp;

public static partial class torch
{
    /// <summary>eˣ of every element.</summary>
    public static Tensor exp(Tensor input) => input.exp();

    /// <summary>eˣ of every element, in place.</summary>
    public static Tensor exp_(Tensor input) => Unary.ApplyInPlace<ExpFunction>(input);

    /// <summary>Natural logarithm of every element.</summary>
    public static Tensor log(Tensor input) => input.log();

    /// <summary>Natural logarithm of every element, in place.</summary>
    public static Tensor log_(Tensor input) => Unary.ApplyInPlace<LogFunction>(input);

    /// <summary>Logarithm to base 2 of every element.</summary>
    public static Tensor log2(Tensor input) => input.log2();

    /// <summary>Logarithm to base 2 of every element, in place.</summary>
    public static Tensor log2_(Tensor input) => Unary.ApplyInPlace<Log2Function>(input);

    /// <summary>Logarithm to base 10 of every element.</summary>
    public static Tensor log10(Tensor input) => input.log10();

    /// <summary>Logarithm to base 10 of every element, in place.</summary>
    public static Tensor log10_(Tensor input) => Unary.ApplyInPlace<Log10Function>(input);

    /// <summary>ln(1 + x) of every element, accurate near 0.</summary>
    public static Tensor log1p(Tensor input) => input.log1p();

    /// <summary>ln(1 + x) of every element, accurate near 0, in place.</summary>
    public static Tensor log1p_(Tensor input) => Unary.ApplyInPlace<Log1pFunction>(input);

    /// <summary>eˣ − 1 of every element, accurate near 0.</summary>
    public static Tensor expm1(Tensor input) => input.expm1();

    /// <summary>eˣ − 1 of every element, accurate near 0, in place.</summary>
    public static Tensor expm1_(Tensor input) => Unary.ApplyInPlace<Expm1Function>(input);

    /// <summary>Square root of every element.</summary>
    public static Tensor sqrt(Tensor input) => input.sqrt();

    /// <summary>Square root of every element, in place.</summary>
    public static Tensor sqrt_(Tensor input) => Unary.ApplyInPlace<SqrtFunction>(input);

    /// <summary>1/√x of every element.</summary>
    public static Tensor rsqrt(Tensor input) => input.rsqrt();

    /// <summary>1/√x of every element, in place.</summary>
    public static Tensor rsqrt_(Tensor input) => Unary.ApplyInPlace<RsqrtFunction>(input);

    /// <summary>Sine of every element.</summary>
    public static Tensor sin(Tensor input) => input.sin();

    /// <summary>Sine of every element, in place.</summary>
    public static Tensor sin_(Tensor input) => Unary.ApplyInPlace<SinFunction>(input);

    /// <summary>Cosine of every element.</summary>
    public static Tensor cos(Tensor input) => input.cos();

    /// <summary>Cosine of every element, in place.</summary>
    public static Tensor cos_(Tensor input) => Unary.ApplyInPlace<CosFunction>(input);

    /// <summary>Tangent of every element.</summary>
    public static Tensor tan(Tensor input) => input.tan();

    /// <summary>Tangent of every element, in place.</summary>
    public static Tensor tan_(Tensor input) => Unary.ApplyInPlace<TanFunction>(input);

    /// <summary>Arc sine of every element.</summary>
    public static Tensor asin(Tensor input) => input.asin();

    /// <summary>Arc sine of every element, in place.</summary>
    public static Tensor asin_(Tensor input) => Unary.ApplyInPlace<AsinFunction>(input);

    /// <summary>Arc cosine of every element.</summary>
    public static Tensor acos(Tensor input) => input.acos();

    /// <summary>Arc cosine of every element, in place.</summary>
    public static Tensor acos_(Tensor input) => Unary.ApplyInPlace<AcosFunction>(input);

    /// <summary>Arc tangent of every element.</summary>
    public static Tensor atan(Tensor input) => input.atan();

    /// <summary>Arc tangent of every element, in place.</summary>
    public static Tensor atan_(Tensor input) => Unary.ApplyInPlace<AtanFunction>(input);

    /// <summary>Hyperbolic sine of every element.</summary>
    public static Tensor sinh(Tensor input) => input.sinh();

    /// <summary>Hyperbolic sine of every element, in place.</summary>
    public static Tensor sinh_(Tensor input) => Unary.ApplyInPlace<SinhFunction>(input);

    /// <summary>Hyperbolic cosine of every element.</summary>
    public static Tensor cosh(Tensor input) => input.cosh();

    /// <summary>Hyperbolic cosine of every element, in place.</summary>
    public static Tensor cosh_(Tensor input) => Unary.ApplyInPlace<CoshFunction>(input);

    /// <summary>Hyperbolic tangent of every element.</summary>
    public static Tensor tanh(Tensor input) => input.tanh();

    /// <summary>Hyperbolic tangent of every element, in place.</summary>
    public static Tensor tanh_(Tensor input) => Unary.ApplyInPlace<TanhFunction>(input);

    /// <summary>Inverse hyperbolic sine of every element.</summary>
    public static Tensor asinh(Tensor input) => input.asinh();

    /// <summary>Inverse hyperbolic sine of every element, in place.</summary>
    public static Tensor asinh_(Tensor input) => Unary.ApplyInPlace<AsinhFunction>(input);

    /// <summary>Inverse hyperbolic cosine of every element.</summary>
    public static Tensor acosh(Tensor input) => input.acosh();

    /// <summary>Inverse hyperbolic cosine of every element, in place.</summary>
    public static Tensor acosh_(Tensor input) => Unary.ApplyInPlace<AcoshFunction>(input);

    /// <summary>Inverse hyperbolic tangent of every element.</summary>
    public static Tensor atanh(Tensor input) => input.atanh();

    /// <summary>Inverse hyperbolic tangent of every element, in place.</summary>
    public static Tensor atanh_(Tensor input) => Unary.ApplyInPlace<AtanhFunction>(input);

    /// <summary>1/(1 + e⁻ˣ) of every element.</summary>
    public static Tensor sigmoid(Tensor input) => input.sigmoid();

    /// <summary>1/(1 + e⁻ˣ) of every element, in place.</summary>
    public static Tensor sigmoid_(Tensor input) => Unary.ApplyInPlace<SigmoidFunction>(input);

    /// <summary>Error function of every element.</summary>
    public static Tensor erf(Tensor input) => input.erf();

    /// <summary>Error function of every element, in place.</summary>
    public static Tensor erf_(Tensor input) => Unary.ApplyInPlace<ErfFunction>(input);

    /// <summary>1 − erf(x) of every element.</summary>
    public static Tensor erfc(Tensor input) => input.erfc();

    /// <summary>1 − erf(x) of every element, in place.</summary>
    public static Tensor erfc_(Tensor input) => Unary.ApplyInPlace<ErfcFunction>(input);

    /// <summary>1/x of every element.</summary>
    public static Tensor reciprocal(Tensor input) => input.reciprocal();

    /// <summary>1/x of every element, in place.</summary>
    public static Tensor reciprocal_(Tensor input) => Unary.ApplyInPlace<ReciprocalFunction>(input);

    /// <summary>Every element negated.</summary>
    public static Tensor neg(Tensor input) => input.neg();

    /// <summary>Every element negated, in place.</summary>
    public static Tensor neg_(Tensor input) => Numeric.ApplyInPlace<NegFunction>(input);

    /// <summary>Every element negated.</summary>
    public static Tensor negative(Tensor input) => input.negative();

    /// <summary>Every element negated, in place.</summary>
    public static Tensor negative_(Tensor input) => Numeric.ApplyInPlace<NegFunction>(input);

    /// <summary>Every element without its sign.</summary>
    public static Tensor abs(Tensor input) => input.abs();

    /// <summary>Every element without its sign, in place.</summary>
    public static Tensor abs_(Tensor input) => Numeric.ApplyInPlace<AbsFunction>(input);

    /// <summary>Every element without its sign.</summary>
    public static Tensor absolute(Tensor input) => input.absolute();

    /// <summary>Every element without its sign, in place.</summary>
    public static Tensor absolute_(Tensor input) => Numeric.ApplyInPlace<AbsFunction>(input);

    /// <summary>−1, 0 or 1 for every element.</summary>
    public static Tensor sign(Tensor input) => input.sign();

    /// <summary>−1, 0 or 1 for every element, in place.</summary>
    public static Tensor sign_(Tensor input) => Numeric.ApplyInPlace<SignFunction>(input);

    /// <summary>Every element rounded down.</summary>
    public static Tensor floor(Tensor input) => input.floor();

    /// <summary>Every element rounded down, in place.</summary>
    public static Tensor floor_(Tensor input) => Numeric.ApplyInPlace<FloorFunction>(input);

    /// <summary>Every element rounded up.</summary>
    public static Tensor ceil(Tensor input) => input.ceil();

    /// <summary>Every element rounded up, in place.</summary>
    public static Tensor ceil_(Tensor input) => Numeric.ApplyInPlace<CeilFunction>(input);

    /// <summary>Every element rounded towards zero.</summary>
    public static Tensor trunc(Tensor input) => input.trunc();

    /// <summary>Every element rounded towards zero, in place.</summary>
    public static Tensor trunc_(Tensor input) => Numeric.ApplyInPlace<TruncFunction>(input);

    /// <summary>Every element rounded towards zero.</summary>
    public static Tensor fix(Tensor input) => input.fix();

    /// <summary>Every element rounded towards zero, in place.</summary>
    public static Tensor fix_(Tensor input) => Numeric.ApplyInPlace<TruncFunction>(input);

    /// <summary>The square of every element.</summary>
    public static Tensor square(Tensor input) => input.square();
}
