namespace TorchSharp;

public static partial class torch
{
    /// <summary>2ˣ of every element.</summary>
    public static Tensor exp2(Tensor input) => input.exp2();

    /// <summary>2ˣ of every element, in place.</summary>
    public static Tensor exp2_(Tensor input) => input.exp2_();

    /// <summary>Angle of the point (other, input) in radians, from −π to π.</summary>
    public static Tensor atan2(Tensor input, Tensor other) => Angles.Atan2(input, other);

    /// <summary>Angle of the point (other, input) in radians, in place.</summary>
    public static Tensor atan2_(Tensor input, Tensor other) => input.atan2_(other);

    /// <summary>As <see cref="atan2(Tensor, Tensor)"/>.</summary>
    public static Tensor arctan2(Tensor input, Tensor other) => Angles.Atan2(input, other);

    /// <summary>Degrees as radians.</summary>
    public static Tensor deg2rad(Tensor input) => input.deg2rad();

    /// <summary>Radians as degrees.</summary>
    public static Tensor rad2deg(Tensor input) => input.rad2deg();

    /// <summary>The part after the point, with the element's sign.</summary>
    public static Tensor frac(Tensor input) => input.frac();

    /// <summary>The tensor itself.</summary>
    public static Tensor positive(Tensor input) => input;

    /// <summary>NaN and infinities replaced by numbers: 0 and the type's limits unless told.</summary>
    public static Tensor nan_to_num(Tensor input, double nan = 0, double? posinf = null, double? neginf = null) => input.nan_to_num(nan, posinf, neginf);

    /// <summary>NaN and infinities replaced by numbers, in place.</summary>
    public static Tensor nan_to_num_(Tensor input, double nan = 0, double? posinf = null, double? neginf = null) => input.nan_to_num_(nan, posinf, neginf);

    public partial class Tensor
    {
        /// <summary>2ˣ of every element.</summary>
        public Tensor exp2() => Unary.Apply<Exp2Function>(this);

        /// <summary>2ˣ of every element, in place.</summary>
        public Tensor exp2_() => Unary.ApplyInPlace<Exp2Function>(this);

        /// <summary>Angle of the point (other, input) in radians, from −π to π.</summary>
        public Tensor atan2(Tensor other) => Angles.Atan2(this, other);

        /// <summary>Angle of the point (other, input) in radians, in place.</summary>
        public Tensor atan2_(Tensor other) => OverwriteWith(Angles.Atan2(BeforeOverwriting(other), other));

        /// <summary>As <see cref="atan2"/>.</summary>
        public Tensor arctan2(Tensor other) => Angles.Atan2(this, other);

        /// <summary>Degrees as radians.</summary>
        public Tensor deg2rad() => this * (Math.PI / 180);

        /// <summary>Radians as degrees.</summary>
        public Tensor rad2deg() => this * (180 / Math.PI);

        /// <summary>The part after the point, with the element's sign.</summary>
        public Tensor frac() => this - trunc();

        /// <summary>The tensor itself.</summary>
        public Tensor positive() => this;

        /// <summary>NaN and infinities replaced by numbers: 0 and the type's limits unless told.</summary>
        public Tensor nan_to_num(double nan = 0, double? posinf = null, double? neginf = null) => Finite.Replace(this, nan, posinf, neginf);

        /// <summary>NaN and infinities replaced by numbers, in place.</summary>
        public Tensor nan_to_num_(double nan = 0, double? posinf = null, double? neginf = null) => OverwriteWith(nan_to_num(nan, posinf, neginf));
    }
}
