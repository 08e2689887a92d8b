namespace TorchSharp;

using Modules;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>The larger of x and 0.</summary>
            /// <param name="x">The input.</param>
            /// <param name="inplace">Whether to overwrite it.</param>
            public static Tensor relu(Tensor x, bool inplace = false) => inplace ? x.relu_().alias() : x.relu();

            /// <summary>The Gaussian error linear unit <c>x · Φ(x)</c> (Hendrycks and Gimpel 2016, arXiv:1606.08415).</summary>
            /// <param name="x">The input.</param>
            public static Tensor gelu(Tensor x) => x.gelu();

            /// <inheritdoc cref="gelu(Tensor)"/>
            /// <param name="x">The input.</param>
            /// <param name="inplace">Whether to overwrite it.</param>
            public static Tensor gelu(Tensor x, bool inplace) => inplace ? x.gelu_().alias() : x.gelu();

            /// <inheritdoc cref="gelu(Tensor)"/>
            /// <param name="x">The input.</param>
            /// <param name="approximate">Exact, or GPT-2's form with tanh.</param>
            /// <param name="inplace">Whether to overwrite the input.</param>
            public static Tensor gelu(Tensor x, GELU.Approximate approximate, bool inplace = false)
                => inplace ? x.gelu_(approximate).alias() : x.gelu(approximate);

            /// <summary><c>x · sigmoid(x)</c> (Elfwing et al. 2017, arXiv:1702.03118).</summary>
            /// <param name="x">The input.</param>
            /// <param name="inplace">Whether to overwrite it.</param>
            public static Tensor silu(Tensor x, bool inplace = false) => inplace ? x.silu_().alias() : x.silu();

            /// <summary>The hyperbolic tangent.</summary>
            /// <param name="x">The input.</param>
            /// <param name="inplace">Whether to overwrite it.</param>
            public static Tensor tanh(Tensor x, bool inplace = false) => inplace ? x.tanh_().alias() : x.tanh();

            /// <summary>The logistic function.</summary>
            /// <param name="x">The input.</param>
            public static Tensor sigmoid(Tensor x) => x.sigmoid();

            /// <summary>The logistic function.</summary>
            /// <param name="x">The input.</param>
            /// <param name="inplace">Whether to overwrite it.</param>
            public static Tensor sigmoid(Tensor x, bool inplace) => inplace ? x.sigmoid_().alias() : x.sigmoid();

            /// <summary>The logarithm of the logistic function, <c>min(x, 0) − ln(1 + e^−|x|)</c>, safe for any x.</summary>
            /// <param name="x">The input.</param>
            public static Tensor logsigmoid(Tensor x) => x.log_sigmoid();

            /// <summary><c>exp(x) / Σ exp(x)</c> along a dimension.</summary>
            /// <param name="input">The input.</param>
            /// <param name="dim">The dimension.</param>
            /// <param name="dtype">Element type to convert to first.</param>
            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null)
                => (dtype is { } type ? input.to(type) : input).softmax(dim);

            /// <summary>The logarithm of <see cref="softmax"/>, computed without overflow.</summary>
            /// <param name="x">The input.</param>
            /// <param name="dim">The dimension.</param>
            public static Tensor log_softmax(Tensor x, long dim) => x.log_softmax(dim);

            /// <summary>Softmax of the negated input.</summary>
            /// <param name="x">The input.</param>
            /// <param name="dim">The dimension.</param>
            public static Tensor softmin(Tensor x, long dim) => x.neg().softmax(dim);

            /// <summary>The first half times the logistic function of the second (Dauphin et al. 2017, arXiv:1612.08083).</summary>
            /// <param name="input">A tensor whose size along <paramref name="dim"/> is even.</param>
            /// <param name="dim">The dimension that is halved.</param>
            public static Tensor glu(Tensor input, long dim = -1)
            {
                var halves = input.chunk(2, dim);
                return halves[0].mul(halves[1].sigmoid());
            }

            /// <summary>
            /// In training, zeroes each element with a probability and scales the rest by 1/(1 − p) (Srivastava et al. 2014).
            /// </summary>
            /// <param name="input">The input.</param>
            /// <param name="p">Probability of zeroing, from 0 to 1.</param>
            /// <param name="training">Whether it acts at all.</param>
            /// <param name="inplace">Whether to overwrite the input.</param>
            /// <exception cref="ArgumentOutOfRangeException"><paramref name="p"/> is not a probability.</exception>
            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false)
            {
                if (!(p is >= 0 and <= 1))
                    throw new ArgumentOutOfRangeException(nameof(p), p, "A dropout probability lies between 0 and 1.");
                if (!training || p == 0)
                    return input.alias();
                using var mask = Mask(input, p);
                return inplace ? input.mul_(mask).alias() : input.mul(mask);
            }

            private static Tensor Mask(Tensor input, double p)
            {
                using var _ = no_grad();
                var mask = empty_like(input);
                return p == 1 ? mask.zero_() : mask.bernoulli_(1 - p).mul_(1 / (1 - p));
            }
        }
    }
}
