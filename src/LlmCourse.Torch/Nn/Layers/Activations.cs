namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>The larger of the input and 0.</summary>
            /// <param name="inplace">Whether to overwrite the input.</param>
            public static ReLU ReLU(bool inplace = false) => new(inplace);

            /// <summary><c>x · sigmoid(x)</c> (Elfwing et al. 2017, arXiv:1702.03118).</summary>
            public static SiLU SiLU() => new(false);

            /// <summary><c>x · sigmoid(x)</c> (Elfwing et al. 2017, arXiv:1702.03118).</summary>
            /// <param name="inplace">Whether to overwrite the input.</param>
            public static SiLU SiLU(bool inplace) => new(inplace);

            /// <summary>The hyperbolic tangent.</summary>
            public static Tanh Tanh() => new(false);

            /// <summary>The hyperbolic tangent.</summary>
            /// <param name="inplace">Whether to overwrite the input.</param>
            public static Tanh Tanh(bool inplace = false) => new(inplace);

            /// <summary>The logistic function <c>1/(1 + e^−x)</c>.</summary>
            public static Sigmoid Sigmoid() => new(false);

            /// <summary>The logistic function <c>1/(1 + e^−x)</c>.</summary>
            /// <param name="inplace">Whether to overwrite the input.</param>
            public static Sigmoid Sigmoid(bool inplace) => new(inplace);

            /// <summary><c>exp(x) / Σ exp(x)</c> along a dimension.</summary>
            /// <param name="dim">The dimension.</param>
            public static Modules.Softmax Softmax(long dim) => new(dim);

            /// <summary>The logarithm of softmax along a dimension, computed without overflow.</summary>
            /// <param name="dim">The dimension.</param>
            public static LogSoftmax LogSoftmax(long dim) => new(dim);

            /// <summary>The logarithm of the logistic function.</summary>
            public static LogSigmoid LogSigmoid() => new();

            /// <summary>The Gaussian error linear unit <c>x · Φ(x)</c> (Hendrycks and Gimpel 2016, arXiv:1606.08415).</summary>
            public static GELU GELU() => new(Modules.GELU.Approximate.none, false);

            /// <inheritdoc cref="GELU()"/>
            /// <param name="inplace">Whether to overwrite the input.</param>
            public static GELU GELU(bool inplace) => new(Modules.GELU.Approximate.none, inplace);

            /// <inheritdoc cref="GELU()"/>
            /// <param name="approximate">Exact, or GPT-2's form with tanh.</param>
            /// <param name="inplace">Whether to overwrite the input.</param>
            public static GELU GELU(GELU.Approximate approximate, bool inplace = false) => new(approximate, inplace);

            /// <summary>Joins neighbouring dimensions into one.</summary>
            /// <param name="start_dim">First of them.</param>
            /// <param name="end_dim">Last of them.</param>
            public static Flatten Flatten(long start_dim = 1, long end_dim = -1) => new(start_dim, end_dim);
        }
    }
}

namespace TorchSharp.Modules
{
    using static TorchSharp.torch;
    using static TorchSharp.torch.nn;

    /// <summary>The larger of the input and 0.</summary>
    public sealed class ReLU : ParameterLessModule<Tensor, Tensor>
    {
        internal ReLU(bool inplace) : base(nameof(ReLU)) => this.inplace = inplace;

        /// <summary>Whether to overwrite the input.</summary>
        public bool inplace { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => functional.relu(tensor, inplace);
    }

    /// <summary><c>x · sigmoid(x)</c> (Elfwing et al. 2017, arXiv:1702.03118).</summary>
    public sealed class SiLU : ParameterLessModule<Tensor, Tensor>
    {
        internal SiLU(bool inplace) : base(nameof(SiLU)) => this.inplace = inplace;

        /// <summary>Whether to overwrite the input.</summary>
        public bool inplace { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => functional.silu(tensor, inplace);
    }

    /// <summary>The hyperbolic tangent.</summary>
    public sealed class Tanh : ParameterLessModule<Tensor, Tensor>
    {
        internal Tanh(bool inplace) : base(nameof(Tanh)) => this.inplace = inplace;

        /// <summary>Whether to overwrite the input.</summary>
        public bool inplace { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => functional.tanh(tensor, inplace);
    }

    /// <summary>The logistic function <c>1/(1 + e^−x)</c>.</summary>
    public sealed class Sigmoid : ParameterLessModule<Tensor, Tensor>
    {
        internal Sigmoid(bool inplace) : base(nameof(Sigmoid)) => this.inplace = inplace;

        /// <summary>Whether to overwrite the input.</summary>
        public bool inplace { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => functional.sigmoid(tensor, inplace);
    }

    /// <summary><c>exp(x) / Σ exp(x)</c> along a dimension.</summary>
    public sealed class Softmax : ParameterLessModule<Tensor, Tensor>
    {
        internal Softmax(long dim) : base(nameof(Softmax)) => this.dim = dim;

        /// <summary>The dimension.</summary>
        public long dim { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => functional.softmax(tensor, dim);
    }

    /// <summary>The logarithm of softmax along a dimension, computed without overflow.</summary>
    public sealed class LogSoftmax : ParameterLessModule<Tensor, Tensor>
    {
        internal LogSoftmax(long dim) : base(nameof(LogSoftmax)) => this.dim = dim;

        /// <summary>The dimension.</summary>
        public long dim { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => functional.log_softmax(tensor, dim);
    }

    /// <summary>The logarithm of the logistic function.</summary>
    public sealed class LogSigmoid : ParameterLessModule<Tensor, Tensor>
    {
        internal LogSigmoid() : base(nameof(LogSigmoid))
        {
        }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => functional.logsigmoid(tensor);
    }

    /// <summary>The Gaussian error linear unit <c>x · Φ(x)</c>.</summary>
    public sealed class GELU : ParameterLessModule<Tensor, Tensor>
    {
        internal GELU(Approximate approximate, bool inplace) : base(nameof(GELU))
            => (this.approximate, this.inplace) = (approximate, inplace);

        /// <summary>Ways to compute it.</summary>
        public enum Approximate
        {
            /// <summary>Exactly, with the error function.</summary>
            none,

            /// <summary>With tanh, as GPT-2 was trained; differs by less than 0.001.</summary>
            tanh,
        }

        /// <summary>Exact, or with tanh.</summary>
        public Approximate approximate { get; set; }

        /// <summary>Whether to overwrite the input.</summary>
        public bool inplace { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => functional.gelu(tensor, approximate, inplace);
    }

    /// <summary>Joins neighbouring dimensions into one.</summary>
    public sealed class Flatten : ParameterLessModule<Tensor, Tensor>
    {
        internal Flatten(long start_dim, long end_dim) : base(nameof(Flatten)) => (this.start_dim, this.end_dim) = (start_dim, end_dim);

        /// <summary>First dimension joined.</summary>
        public long start_dim { get; set; }

        /// <summary>Last dimension joined.</summary>
        public long end_dim { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input) => input.flatten(start_dim, end_dim);
    }
}
