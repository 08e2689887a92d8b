namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Layer normalisation over the last dimensions (Ba et al. 2016, arXiv:1607.06450).</summary>
            /// <param name="normalized_shape">Sizes of the last dimensions, which are normalised together.</param>
            /// <param name="eps">Added to the variance.</param>
            /// <param name="elementwise_affine">Whether a trained weight (and bias) follows.</param>
            /// <param name="bias">Whether there is a bias, when <paramref name="elementwise_affine"/>.</param>
            /// <param name="device">Where the parameters lie.</param>
            /// <param name="dtype">Element type of the parameters.</param>
            public static LayerNorm LayerNorm(long[] normalized_shape, double eps = 1e-05, bool elementwise_affine = true, bool bias = true, Device? device = null, ScalarType? dtype = null)
                => new(normalized_shape, eps, elementwise_affine, bias, device, dtype);

            /// <summary>Layer normalisation over the last dimension.</summary>
            /// <param name="normalized_shape">Size of the last dimension.</param>
            /// <param name="eps">Added to the variance.</param>
            /// <param name="elementwise_affine">Whether a trained weight (and bias) follows.</param>
            /// <param name="bias">Whether there is a bias, when <paramref name="elementwise_affine"/>.</param>
            /// <param name="device">Where the parameters lie.</param>
            /// <param name="dtype">Element type of the parameters.</param>
            public static LayerNorm LayerNorm(long normalized_shape, double eps = 1e-05, bool elementwise_affine = true, bool bias = true, Device? device = null, ScalarType? dtype = null)
                => LayerNorm([normalized_shape], eps, elementwise_affine, bias, device, dtype);
        }
    }
}

namespace TorchSharp.Modules
{
    using TorchSharp.Utils;
    using static TorchSharp.torch;
    using static TorchSharp.torch.nn;

    /// <summary>Normalises the last dimensions to mean 0 and variance 1, then scales and shifts them.</summary>
    public sealed class LayerNorm : Module<Tensor, Tensor>
    {
        [ComponentName(Name = nameof(weight))]
        private Parameter? _weight;

        [ComponentName(Name = nameof(bias))]
        private Parameter? _bias;

        internal LayerNorm(long[] normalizedShape, double eps, bool elementwiseAffine, bool hasBias, Device? device, ScalarType? dtype)
            : base(nameof(LayerNorm))
        {
            normalized_shape = normalizedShape;
            this.eps = eps;
            elementwise_affine = elementwiseAffine;
            if (elementwiseAffine)
            {
                _weight = new Parameter(empty(normalizedShape, dtype: dtype, device: device));
                _bias = hasBias ? new Parameter(empty(normalizedShape, dtype: dtype, device: device)) : null;
            }
            reset_parameters();
            RegisterComponents();
        }

        /// <summary>Sizes of the last dimensions, which are normalised together.</summary>
        public long[] normalized_shape { get; set; }

        /// <summary>Added to the variance.</summary>
        public double eps { get; set; }

        /// <summary>Whether a trained weight (and bias) follows.</summary>
        public bool elementwise_affine { get; set; }

        /// <summary>Factors, one for each normalised element. Null at run time without <see cref="elementwise_affine"/>.</summary>
        public Parameter weight
        {
            get => _weight!;
            set
            {
                if (ReferenceEquals(value, _weight))
                    return;
                _weight?.Dispose();
                _weight = value;
                value.DetachFromDisposeScope();
                ConditionallyRegisterParameter(nameof(weight), value);
            }
        }

        /// <summary>Shifts, one for each normalised element, or null.</summary>
        public Parameter? bias
        {
            get => _bias;
            set
            {
                if (ReferenceEquals(value, _bias))
                    return;
                _bias?.Dispose();
                _bias = value;
                value?.DetachFromDisposeScope();
                ConditionallyRegisterParameter(nameof(bias), value);
            }
        }

        /// <summary>Sets the weight to ones and the bias to zeros.</summary>
        public void reset_parameters()
        {
            if (_weight is not null)
                init.ones_(_weight);
            if (_bias is not null)
                init.zeros_(_bias);
        }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => functional.layer_norm(tensor, normalized_shape, _weight, _bias, eps);
    }
}
