namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>A linear map <c>y = x Wᵀ + b</c>; weights and bias start uniform in ±1/√inputSize.</summary>
            /// <param name="inputSize">Width of the input.</param>
            /// <param name="outputSize">Width of the output.</param>
            /// <param name="hasBias">Whether a bias is added.</param>
            /// <param name="device">Where the parameters lie.</param>
            /// <param name="dtype">Element type of the parameters.</param>
            public static Linear Linear(long inputSize, long outputSize, bool hasBias = true, Device? device = null, ScalarType? dtype = null)
                => new(inputSize, outputSize, hasBias, device, dtype);

            /// <summary>A linear map with given parameters.</summary>
            /// <param name="weight">Weights <c>[out, in]</c>.</param>
            /// <param name="bias">Bias <c>[out]</c>, or null.</param>
            public static Linear Linear(Parameter weight, Parameter? bias = null) => new(weight, bias);
        }
    }
}

namespace TorchSharp.Modules
{
    using TorchSharp.Utils;
    using static TorchSharp.torch;
    using static TorchSharp.torch.nn;

    /// <summary>A linear map <c>y = x Wᵀ + b</c> over the last dimension.</summary>
    public sealed class Linear : Module<Tensor, Tensor>
    {
        [ComponentName(Name = nameof(weight))]
        private Parameter _weight;

        [ComponentName(Name = nameof(bias))]
        private Parameter? _bias;

        internal Linear(Parameter weight, Parameter? bias) : base(nameof(Linear))
        {
            (out_features, in_features) = (weight.shape[0], weight.shape[1]);
            (_weight, _bias) = (weight, bias);
            RegisterComponents();
        }

        internal Linear(long inputSize, long outputSize, bool hasBias, Device? device, ScalarType? dtype)
            : this(new Parameter(empty(outputSize, inputSize, dtype: dtype, device: device)),
                   hasBias ? new Parameter(empty(outputSize, dtype: dtype, device: device)) : null)
        {
            // PyTorch's choice: Kaiming's rule with a = √5 comes out as ±1/√inputSize, the bias's own range.
            init.kaiming_uniform_(weight, Math.Sqrt(5));
            if (bias is not null)
            {
                var bound = inputSize > 0 ? 1 / Math.Sqrt(inputSize) : 0;
                init.uniform_(bias, -bound, bound);
            }
        }

        /// <summary>Width of the input.</summary>
        public long in_features { get; set; }

        /// <summary>Width of the output.</summary>
        public long out_features { get; set; }

        /// <summary>Weights <c>[out, in]</c>. Setting frees the old ones; two modules may share one parameter.</summary>
        public Parameter weight
        {
            get => _weight;
            set
            {
                if (ReferenceEquals(value, _weight))
                    return;
                _weight.Dispose();
                _weight = value;
                value.DetachFromDisposeScope();
                ConditionallyRegisterParameter(nameof(weight), value);
            }
        }

        /// <summary>Bias <c>[out]</c>, or null. Setting frees the old one.</summary>
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

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => functional.linear(tensor, _weight, _bias);
    }
}
