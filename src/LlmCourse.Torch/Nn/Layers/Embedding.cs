namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>A table of vectors, looked up by number; entries start from a standard normal distribution.</summary>
            /// <param name="num_embeddings">Rows of the table.</param>
            /// <param name="embedding_dims">Width of each row.</param>
            /// <param name="padding_idx">A row that stays zero and gets no gradient.</param>
            /// <param name="max_norm">Not supported by this engine; must be null.</param>
            /// <param name="norm_type">Used with <paramref name="max_norm"/> only.</param>
            /// <param name="scale_grad_by_freq">Not supported by this engine; must be false.</param>
            /// <param name="sparse">Not supported by this engine; must be false.</param>
            /// <param name="device">Where the table lies.</param>
            /// <param name="dtype">Element type of the table.</param>
            /// <exception cref="NotSupportedException">An option that this engine lacks was asked for.</exception>
            public static Embedding Embedding(long num_embeddings, long embedding_dims, long? padding_idx = null, double? max_norm = null, double norm_type = 2.0, bool scale_grad_by_freq = false, bool sparse = false, Device? device = null, ScalarType? dtype = null)
            {
                Modules.Embedding.CheckOptions(max_norm, scale_grad_by_freq, sparse);
                var result = new Embedding(new Parameter(empty(num_embeddings, embedding_dims, dtype: dtype, device: device)), padding_idx);
                result.Reset();
                return result;
            }

            /// <summary>A table of vectors with given entries.</summary>
            /// <param name="embeddings">The table <c>[rows, width]</c>; copied.</param>
            /// <param name="freeze">Whether the table stays as it is in training.</param>
            /// <param name="padding_idx">A row that gets no gradient.</param>
            /// <param name="max_norm">Not supported by this engine; must be null.</param>
            /// <param name="norm_type">Used with <paramref name="max_norm"/> only.</param>
            /// <param name="scale_grad_by_freq">Not supported by this engine; must be false.</param>
            /// <param name="sparse">Not supported by this engine; must be false.</param>
            /// <param name="device">Where the table lies.</param>
            /// <param name="dtype">Element type of the table.</param>
            /// <exception cref="NotSupportedException">An option that this engine lacks was asked for.</exception>
            public static Embedding Embedding_from_pretrained(Tensor embeddings, bool freeze = true, long? padding_idx = null, double? max_norm = null, double norm_type = 2.0, bool scale_grad_by_freq = false, bool sparse = false, Device? device = null, ScalarType? dtype = null)
            {
                Modules.Embedding.CheckOptions(max_norm, scale_grad_by_freq, sparse);
                using var _ = no_grad();
                var table = embeddings.to(dtype ?? embeddings.dtype, device ?? embeddings.device, copy: true);
                return new Embedding(new Parameter(table, requires_grad: !freeze), padding_idx);
            }
        }
    }
}

namespace TorchSharp.Modules
{
    using TorchSharp.Utils;
    using static TorchSharp.torch;
    using static TorchSharp.torch.nn;

    /// <summary>A table of vectors, looked up by number: <c>[…]</c> int64 → <c>[…, width]</c>.</summary>
    public sealed class Embedding : Module<Tensor, Tensor>
    {
        private readonly long? _paddingIndex;

        [ComponentName(Name = nameof(weight))]
        private Parameter _weight;

        internal Embedding(Parameter weight, long? paddingIndex) : base(nameof(Embedding))
        {
            var rows = weight.shape[0];
            if (paddingIndex is { } index && (index < -rows || index >= rows))
                throw new ArgumentOutOfRangeException(nameof(paddingIndex), index, $"The padding row must lie in a table of {rows} rows.");
            _paddingIndex = paddingIndex < 0 ? paddingIndex + rows : paddingIndex;
            _weight = weight;
            RegisterComponents();
        }

        /// <summary>The table <c>[rows, width]</c>. Setting frees the old one.</summary>
        public Parameter? weight
        {
            get => _weight;
            set
            {
                ArgumentNullException.ThrowIfNull(value);
                if (ReferenceEquals(value, _weight))
                    return;
                _weight.Dispose();
                _weight = value;
                value.DetachFromDisposeScope();
                ConditionallyRegisterParameter(nameof(weight), value);
            }
        }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input) => functional.LookUp(input, _weight, _paddingIndex);

        internal void Reset()
        {
            init.normal_(_weight);
            if (_paddingIndex is not { } index)
                return;
            using var _ = no_grad();
            using var row = _weight[TensorIndex.Single(index)];
            row.zero_();
        }

        internal static void CheckOptions(double? maxNorm, bool scaleGradientByFrequency, bool sparse)
        {
            if (maxNorm is not null || scaleGradientByFrequency || sparse)
                throw new NotSupportedException("This engine's embedding has no max_norm, scale_grad_by_freq or sparse gradients. Leave them at their defaults.");
        }
    }
}
