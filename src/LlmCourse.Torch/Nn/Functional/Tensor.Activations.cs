namespace TorchSharp;

using Modules;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The Gaussian error linear unit <c>x · Φ(x)</c>, exact.</summary>
        public Tensor gelu() => GeluNode.Apply(this, tanh: false);

        /// <summary>The Gaussian error linear unit <c>x · Φ(x)</c>.</summary>
        /// <param name="approximate">Exact, or GPT-2's form with tanh.</param>
        public Tensor gelu(GELU.Approximate approximate) => GeluNode.Apply(this, approximate == GELU.Approximate.tanh);

        /// <summary>Overwrites this tensor with its <see cref="gelu()"/>; returns it.</summary>
        public Tensor gelu_() => OverwriteWith(BeforeOverwriting().gelu());

        /// <summary>Overwrites this tensor with its <see cref="gelu(GELU.Approximate)"/>; returns it.</summary>
        /// <param name="approximate">Exact, or GPT-2's form with tanh.</param>
        public Tensor gelu_(GELU.Approximate approximate) => OverwriteWith(BeforeOverwriting().gelu(approximate));

        /// <summary><c>x · sigmoid(x)</c>.</summary>
        public Tensor silu() => SiluNode.Apply(this);

        /// <summary>Overwrites this tensor with its <see cref="silu"/>; returns it.</summary>
        public Tensor silu_() => OverwriteWith(BeforeOverwriting().silu());

        /// <summary>The logarithm of the logistic function, <c>min(x, 0) − ln(1 + e^−|x|)</c>, safe for any x.</summary>
        public Tensor log_sigmoid() => LogSigmoidNode.Apply(this);

        /// <summary>The value that the gradient needs, which overwriting would destroy: a copy when a graph is recorded.</summary>
        private Tensor BeforeOverwriting(Tensor? other = null) => Node.Records(this, other ?? this) ? clone() : this;

        /// <summary>Copies a value made of this tensor into it, graph included, and drops the value.</summary>
        private Tensor OverwriteWith(Tensor value)
        {
            copy_(value);
            value.Dispose();
            return this;
        }
    }
}
