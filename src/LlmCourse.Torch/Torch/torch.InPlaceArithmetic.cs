namespace TorchSharp;

public static partial class torch
{
    /// <summary>Remainder with the divisor's sign, in place.</summary>
    public static Tensor remainder_(Tensor left, Scalar right) => left.remainder_(right);

    /// <summary>Remainder with the divisor's sign, in place.</summary>
    public static Tensor remainder_(Tensor left, Tensor right) => left.remainder_(right);

    /// <summary>Remainder with the dividend's sign, in place.</summary>
    public static Tensor fmod_(Tensor left, Scalar right) => left.fmod_(right);

    /// <summary>Remainder with the dividend's sign, in place.</summary>
    public static Tensor fmod_(Tensor left, Tensor right) => left.fmod_(right);

    /// <summary>Quotient rounded down, in place.</summary>
    public static Tensor floor_divide_(Tensor input, Tensor other) => input.floor_divide_(other);

    /// <summary>Quotient, in place.</summary>
    public static Tensor true_divide_(Tensor dividend, Tensor divisor) => dividend.true_divide_(divisor);

    /// <summary>To the power of exponent's elements, in place.</summary>
    public static Tensor pow_(Tensor left, Tensor exponent) => left.pow_(exponent);

    /// <summary>Quotient, in place.</summary>
    public static Tensor divide_(Tensor left, Scalar right) => left.div_(right);

    /// <summary>Elements not below a limit, in place.</summary>
    public static Tensor clamp_min_(Tensor input, Scalar min) => input.clamp_min_(min);

    /// <summary>Elements not above a limit, in place.</summary>
    public static Tensor clamp_max_(Tensor input, Scalar max) => input.clamp_max_(max);

    /// <summary>Whether both are not zero, in place.</summary>
    public static Tensor logical_and_(Tensor left, Tensor right) => left.logical_and_(right);

    /// <summary>Rounded to the nearest integer, halves to even, or to decimals, in place.</summary>
    public static Tensor round_(Tensor input, long decimals = 0) => input.round_(decimals);

    public partial class Tensor
    {
        /// <summary>Remainder with the divisor's sign, in place.</summary>
        public Tensor remainder_(Scalar scalar) => OverwriteWith(BeforeOverwriting().remainder(scalar));

        /// <summary>Remainder with the divisor's sign, in place.</summary>
        public Tensor remainder_(Tensor target) => OverwriteWith(BeforeOverwriting(target).remainder(target));

        /// <summary>Remainder with the dividend's sign, in place.</summary>
        public Tensor fmod_(Scalar scalar) => OverwriteWith(BeforeOverwriting().fmod(scalar));

        /// <summary>Remainder with the dividend's sign, in place.</summary>
        public Tensor fmod_(Tensor target) => OverwriteWith(BeforeOverwriting(target).fmod(target));

        /// <summary>Quotient rounded down, in place.</summary>
        public Tensor floor_divide_(Scalar other) => div_(other, RoundingMode.floor);

        /// <summary>Quotient rounded down, in place.</summary>
        public Tensor floor_divide_(Tensor other) => div_(other, RoundingMode.floor);

        /// <summary>Quotient, in place.</summary>
        public Tensor true_divide_(Scalar other) => div_(other);

        /// <summary>Quotient, in place.</summary>
        public Tensor true_divide_(Tensor other) => div_(other);

        /// <summary>To the power of exponent's elements, in place.</summary>
        public Tensor pow_(Tensor exponent) => OverwriteWith(BeforeOverwriting(exponent).pow(exponent));

        /// <summary>Rounded to the nearest integer, halves to even, or to decimals, in place.</summary>
        public Tensor round_(long decimals = 0) => OverwriteWith(round(decimals));
    }
}
