namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>eˣ of every element.</summary>
        public Tensor exp() => Unary.Apply<ExpFunction>(this);

        /// <summary>eˣ of every element, in place.</summary>
        public Tensor exp_() => Unary.ApplyInPlace<ExpFunction>(this);

        /// <summary>Natural logarithm of every element.</summary>
        public Tensor log() => Unary.Apply<LogFunction>(this);

        /// <summary>Natural logarithm of every element, in place.</summary>
        public Tensor log_() => Unary.ApplyInPlace<LogFunction>(this);

        /// <summary>Logarithm to base 2 of every element.</summary>
        public Tensor log2() => Unary.Apply<Log2Function>(this);

        /// <summary>Logarithm to base 2 of every element, in place.</summary>
        public Tensor log2_() => Unary.ApplyInPlace<Log2Function>(this);

        /// <summary>Logarithm to base 10 of every element.</summary>
        public Tensor log10() => Unary.Apply<Log10Function>(this);

        /// <summary>Logarithm to base 10 of every element, in place.</summary>
        public Tensor log10_() => Unary.ApplyInPlace<Log10Function>(this);

        /// <summary>ln(1 + x) of every element, accurate near 0.</summary>
        public Tensor log1p() => Unary.Apply<Log1pFunction>(this);

        /// <summary>ln(1 + x) of every element, accurate near 0, in place.</summary>
        public Tensor log1p_() => Unary.ApplyInPlace<Log1pFunction>(this);

        /// <summary>eˣ − 1 of every element, accurate near 0.</summary>
        public Tensor expm1() => Unary.Apply<Expm1Function>(this);

        /// <summary>eˣ − 1 of every element, accurate near 0, in place.</summary>
        public Tensor expm1_() => Unary.ApplyInPlace<Expm1Function>(this);

        /// <summary>Square root of every element.</summary>
        public Tensor sqrt() => Unary.Apply<SqrtFunction>(this);

        /// <summary>Square root of every element, in place.</summary>
        public Tensor sqrt_() => Unary.ApplyInPlace<SqrtFunction>(this);

        /// <summary>1/√x of every element.</summary>
        public Tensor rsqrt() => Unary.Apply<RsqrtFunction>(this);

        /// <summary>1/√x of every element, in place.</summary>
        public Tensor rsqrt_() => Unary.ApplyInPlace<RsqrtFunction>(this);

        /// <summary>Sine of every element.</summary>
        public Tensor sin() => Unary.Apply<SinFunction>(this);

        /// <summary>Sine of every element, in place.</summary>
        public Tensor sin_() => Unary.ApplyInPlace<SinFunction>(this);

        /// <summary>Cosine of every element.</summary>
        public Tensor cos() => Unary.Apply<CosFunction>(this);

        /// <summary>Cosine of every element, in place.</summary>
        public Tensor cos_() => Unary.ApplyInPlace<CosFunction>(this);

        /// <summary>Tangent of every element.</summary>
        public Tensor tan() => Unary.Apply<TanFunction>(this);

        /// <summary>Tangent of every element, in place.</summary>
        public Tensor tan_() => Unary.ApplyInPlace<TanFunction>(this);

        /// <summary>Arc sine of every element.</summary>
        public Tensor asin() => Unary.Apply<AsinFunction>(this);

        /// <summary>Arc sine of every element, in place.</summary>
        public Tensor asin_() => Unary.ApplyInPlace<AsinFunction>(this);

        /// <summary>Arc cosine of every element.</summary>
        public Tensor acos() => Unary.Apply<AcosFunction>(this);

        /// <summary>Arc cosine of every element, in place.</summary>
        public Tensor acos_() => Unary.ApplyInPlace<AcosFunction>(this);

        /// <summary>Arc tangent of every element.</summary>
        public Tensor atan() => Unary.Apply<AtanFunction>(this);

        /// <summary>Arc tangent of every element, in place.</summary>
        public Tensor atan_() => Unary.ApplyInPlace<AtanFunction>(this);

        /// <summary>Hyperbolic sine of every element.</summary>
        public Tensor sinh() => Unary.Apply<SinhFunction>(this);

        /// <summary>Hyperbolic sine of every element, in place.</summary>
        public Tensor sinh_() => Unary.ApplyInPlace<SinhFunction>(this);

        /// <summary>Hyperbolic cosine of every element.</summary>
        public Tensor cosh() => Unary.Apply<CoshFunction>(this);

        /// <summary>Hyperbolic cosine of every element, in place.</summary>
        public Tensor cosh_() => Unary.ApplyInPlace<CoshFunction>(this);

        /// <summary>Hyperbolic tangent of every element.</summary>
        public Tensor tanh() => Unary.Apply<TanhFunction>(this);

        /// <summary>Hyperbolic tangent of every element, in place.</summary>
        public Tensor tanh_() => Unary.ApplyInPlace<TanhFunction>(this);

        /// <summary>Inverse hyperbolic sine of every element.</summary>
        public Tensor asinh() => Unary.Apply<AsinhFunction>(this);

        /// <summary>Inverse hyperbolic sine of every element, in place.</summary>
        public Tensor asinh_() => Unary.ApplyInPlace<AsinhFunction>(this);

        /// <summary>Inverse hyperbolic cosine of every element.</summary>
        public Tensor acosh() => Unary.Apply<AcoshFunction>(this);

        /// <summary>Inverse hyperbolic cosine of every element, in place.</summary>
        public Tensor acosh_() => Unary.ApplyInPlace<AcoshFunction>(this);

        /// <summary>Inverse hyperbolic tangent of every element.</summary>
        public Tensor atanh() => Unary.Apply<AtanhFunction>(this);

        /// <summary>Inverse hyperbolic tangent of every element, in place.</summary>
        public Tensor atanh_() => Unary.ApplyInPlace<AtanhFunction>(this);

        /// <summary>1/(1 + e⁻ˣ) of every element.</summary>
        public Tensor sigmoid() => Unary.Apply<SigmoidFunction>(this);

        /// <summary>1/(1 + e⁻ˣ) of every element, in place.</summary>
        public Tensor sigmoid_() => Unary.ApplyInPlace<SigmoidFunction>(this);

        /// <summary>Error function of every element.</summary>
        public Tensor erf() => Unary.Apply<ErfFunction>(this);

        /// <summary>Error function of every element, in place.</summary>
        public Tensor erf_() => Unary.ApplyInPlace<ErfFunction>(this);

        /// <summary>1 − erf(x) of every element.</summary>
        public Tensor erfc() => Unary.Apply<ErfcFunction>(this);

        /// <summary>1 − erf(x) of every element, in place.</summary>
        public Tensor erfc_() => Unary.ApplyInPlace<ErfcFunction>(this);

        /// <summary>1/x of every element.</summary>
        public Tensor reciprocal() => Unary.Apply<ReciprocalFunction>(this);

        /// <summary>1/x of every element, in place.</summary>
        public Tensor reciprocal_() => Unary.ApplyInPlace<ReciprocalFunction>(this);

        /// <summary>Every element negated.</summary>
        public Tensor neg() => Numeric.Apply<NegFunction>(this);

        /// <summary>Every element negated, in place.</summary>
        public Tensor neg_() => Numeric.ApplyInPlace<NegFunction>(this);

        /// <summary>Every element negated.</summary>
        public Tensor negative() => Numeric.Apply<NegFunction>(this);

        /// <summary>Every element without its sign.</summary>
        public Tensor abs() => Numeric.Apply<AbsFunction>(this);

        /// <summary>Every element without its sign, in place.</summary>
        public Tensor abs_() => Numeric.ApplyInPlace<AbsFunction>(this);

        /// <summary>Every element without its sign.</summary>
        public Tensor absolute() => Numeric.Apply<AbsFunction>(this);

        /// <summary>Every element without its sign, in place.</summary>
        public Tensor absolute_() => Numeric.ApplyInPlace<AbsFunction>(this);

        /// <summary>−1, 0 or 1 for every element.</summary>
        public Tensor sign() => Numeric.Apply<SignFunction>(this);

        /// <summary>−1, 0 or 1 for every element, in place.</summary>
        public Tensor sign_() => Numeric.ApplyInPlace<SignFunction>(this);

        /// <summary>Every element rounded down.</summary>
        public Tensor floor() => Numeric.Apply<FloorFunction>(this);

        /// <summary>Every element rounded down, in place.</summary>
        public Tensor floor_() => Numeric.ApplyInPlace<FloorFunction>(this);

        /// <summary>Every element rounded up.</summary>
        public Tensor ceil() => Numeric.Apply<CeilFunction>(this);

        /// <summary>Every element rounded up, in place.</summary>
        public Tensor ceil_() => Numeric.ApplyInPlace<CeilFunction>(this);

        /// <summary>Every element rounded towards zero.</summary>
        public Tensor trunc() => Numeric.Apply<TruncFunction>(this);

        /// <summary>Every element rounded towards zero, in place.</summary>
        public Tensor trunc_() => Numeric.ApplyInPlace<TruncFunction>(this);

        /// <summary>Every element rounded towards zero.</summary>
        public Tensor fix() => Numeric.Apply<TruncFunction>(this);

        /// <summary>Every element rounded towards zero, in place.</summary>
        public Tensor fix_() => Numeric.ApplyInPlace<TruncFunction>(this);

        /// <summary>The square of every element.</summary>
        public Tensor square() => Numeric.Apply<SquareFunction>(this);

        /// <summary>max(x, 0) of every element.</summary>
        public Tensor relu() => Numeric.Apply<ReluFunction>(this);

        /// <summary>max(x, 0) of every element, in place.</summary>
        public Tensor relu_() => Numeric.ApplyInPlace<ReluFunction>(this);
    }
}
