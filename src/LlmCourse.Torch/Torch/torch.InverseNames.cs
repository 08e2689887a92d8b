namespace TorchSharp;

public static partial class torch
{
    /// <summary>As <see cref="acos(Tensor)"/>.</summary>
    public static Tensor arccos(Tensor input) => input.acos();

    /// <summary>As <see cref="acos_(Tensor)"/>.</summary>
    public static Tensor arccos_(Tensor input) => input.acos_();

    /// <summary>As <see cref="acosh(Tensor)"/>.</summary>
    public static Tensor arccosh(Tensor input) => input.acosh();

    /// <summary>As <see cref="acosh_(Tensor)"/>.</summary>
    public static Tensor arccosh_(Tensor input) => input.acosh_();

    /// <summary>As <see cref="asin(Tensor)"/>.</summary>
    public static Tensor arcsin(Tensor input) => input.asin();

    /// <summary>As <see cref="asin_(Tensor)"/>.</summary>
    public static Tensor arcsin_(Tensor input) => input.asin_();

    /// <summary>As <see cref="asinh(Tensor)"/>.</summary>
    public static Tensor arcsinh(Tensor input) => input.asinh();

    /// <summary>As <see cref="asinh_(Tensor)"/>.</summary>
    public static Tensor arcsinh_(Tensor input) => input.asinh_();

    /// <summary>As <see cref="atan(Tensor)"/>.</summary>
    public static Tensor arctan(Tensor input) => input.atan();

    /// <summary>As <see cref="atan_(Tensor)"/>.</summary>
    public static Tensor arctan_(Tensor input) => input.atan_();

    /// <summary>As <see cref="atanh(Tensor)"/>.</summary>
    public static Tensor arctanh(Tensor input) => input.atanh();

    /// <summary>As <see cref="atanh_(Tensor)"/>.</summary>
    public static Tensor arctanh_(Tensor input) => input.atanh_();

    public partial class Tensor
    {
        /// <summary>As <see cref="acos()"/>.</summary>
        public Tensor arccos() => acos();

        /// <summary>As <see cref="acos_()"/>.</summary>
        public Tensor arccos_() => acos_();

        /// <summary>As <see cref="acosh()"/>.</summary>
        public Tensor arccosh() => acosh();

        /// <summary>As <see cref="acosh_()"/>.</summary>
        public Tensor arccosh_() => acosh_();

        /// <summary>As <see cref="asin()"/>.</summary>
        public Tensor arcsin() => asin();

        /// <summary>As <see cref="asin_()"/>.</summary>
        public Tensor arcsin_() => asin_();

        /// <summary>As <see cref="asinh()"/>.</summary>
        public Tensor arcsinh() => asinh();

        /// <summary>As <see cref="asinh_()"/>.</summary>
        public Tensor arcsinh_() => asinh_();

        /// <summary>As <see cref="atan()"/>.</summary>
        public Tensor arctan() => atan();

        /// <summary>As <see cref="atan_()"/>.</summary>
        public Tensor arctan_() => atan_();

        /// <summary>As <see cref="atanh()"/>.</summary>
        public Tensor arctanh() => atanh();

        /// <summary>As <see cref="atanh_()"/>.</summary>
        public Tensor arctanh_() => atanh_();
    }
}
