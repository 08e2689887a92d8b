namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>What a loss does with its value for each element.</summary>
            public enum Reduction : long
            {
                /// <summary>Returns them all.</summary>
                None = 0,

                /// <summary>Returns their mean.</summary>
                Mean = 1,

                /// <summary>Returns their sum.</summary>
                Sum = 2,
            }

            /// <summary>The surprise <c>−ln p(target)</c> of a model that gives logits.</summary>
            /// <param name="weight">A factor for each class.</param>
            /// <param name="ignore_index">A target that is not counted; null means −100.</param>
            /// <param name="reduction">What to do with the loss of each position.</param>
            public static CrossEntropyLoss CrossEntropyLoss(Tensor? weight = null, long? ignore_index = null, Reduction reduction = Reduction.Mean)
                => new(weight, ignore_index, reduction);

            /// <summary>The surprise of a model that gives log probabilities.</summary>
            /// <param name="weight">A factor for each class.</param>
            /// <param name="reduction">What to do with the loss of each position.</param>
            public static NLLLoss NLLLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean) => new(weight, reduction);

            /// <summary>The surprise of a model that gives the logit of "yes".</summary>
            /// <param name="weight">A factor for each element.</param>
            /// <param name="reduction">What to do with the loss of each element.</param>
            /// <param name="pos_weights">A factor on the "yes" part.</param>
            public static BCEWithLogitsLoss BCEWithLogitsLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null)
                => new(weight, reduction, pos_weights);

            /// <summary>The divergence <c>Σ target · (ln target − input)</c> of log probabilities from a target.</summary>
            /// <param name="log_target">Whether the target holds log probabilities too.</param>
            /// <param name="reduction">What to do with the loss of each element.</param>
            public static KLDivLoss KLDivLoss(bool log_target = true, Reduction reduction = Reduction.Mean) => new(log_target, reduction);

            /// <summary>The mean squared error <c>(input − target)²</c>.</summary>
            /// <param name="reduction">What to do with the loss of each element.</param>
            public static MSELoss MSELoss(Reduction reduction = Reduction.Mean) => new(reduction);

            /// <summary>The mean absolute error.</summary>
            /// <param name="reduction">What to do with the loss of each element.</param>
            public static L1Loss L1Loss(Reduction reduction = Reduction.Mean) => new(reduction);
        }
    }
}

namespace TorchSharp.Modules
{
    using static TorchSharp.torch;
    using static TorchSharp.torch.nn;

    /// <summary>The surprise <c>−ln p(target)</c> of a model that gives logits.</summary>
    public sealed class CrossEntropyLoss : WeightedLoss<Tensor, Tensor, Tensor>
    {
        /// <summary>Makes the loss.</summary>
        /// <param name="weight">A factor for each class.</param>
        /// <param name="ignore_index">A target that is not counted; null means −100.</param>
        /// <param name="reduction">What to do with the loss of each position.</param>
        /// <param name="label_smoothing">Share of each target that is spread over all classes, from 0 to 1.</param>
        public CrossEntropyLoss(Tensor? weight = null, long? ignore_index = null, Reduction reduction = Reduction.Mean, double label_smoothing = 0.0)
            : base(weight, reduction) => (this.ignore_index, this.label_smoothing) = (ignore_index, label_smoothing);

        /// <summary>A target that is not counted; null means −100.</summary>
        public long? ignore_index { get; }

        /// <summary>Share of each target that is spread over all classes.</summary>
        public double label_smoothing { get; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input, Tensor target)
            => functional.cross_entropy(input, target, weight, ignore_index ?? -100, reduction, label_smoothing);
    }

    /// <summary>The surprise of a model that gives log probabilities.</summary>
    public sealed class NLLLoss : WeightedLoss<Tensor, Tensor, Tensor>
    {
        /// <summary>Makes the loss.</summary>
        /// <param name="weight">A factor for each class.</param>
        /// <param name="reduction">What to do with the loss of each position.</param>
        public NLLLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean) : base(weight, reduction)
        {
        }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input, Tensor target) => functional.nll_loss(input, target, weight, reduction);
    }

    /// <summary>The surprise of a model that gives the logit of "yes".</summary>
    public sealed class BCEWithLogitsLoss : WeightedLoss<Tensor, Tensor, Tensor>
    {
        /// <summary>Makes the loss.</summary>
        /// <param name="weight">A factor for each element.</param>
        /// <param name="reduction">What to do with the loss of each element.</param>
        /// <param name="pos_weights">A factor on the "yes" part.</param>
        public BCEWithLogitsLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null)
            : base(weight, reduction) => this.pos_weights = pos_weights;

        /// <summary>A factor on the "yes" part.</summary>
        public Tensor? pos_weights { get; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input, Tensor target)
            => functional.binary_cross_entropy_with_logits(input, target, weight, reduction, pos_weights);
    }

    /// <summary>The divergence <c>Σ target · (ln target − input)</c> of log probabilities from a target.</summary>
    public sealed class KLDivLoss : Loss<Tensor, Tensor, Tensor>
    {
        /// <summary>Makes the loss.</summary>
        /// <param name="log_target">Whether the target holds log probabilities too.</param>
        /// <param name="reduction">What to do with the loss of each element.</param>
        public KLDivLoss(bool log_target = true, Reduction reduction = Reduction.Mean) : base(reduction) => this.log_target = log_target;

        /// <summary>Whether the target holds log probabilities too.</summary>
        public bool log_target { get; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input, Tensor target) => functional.kl_div(input, target, log_target, reduction);
    }

    /// <summary>The mean squared error <c>(input − target)²</c>.</summary>
    public sealed class MSELoss : Loss<Tensor, Tensor, Tensor>
    {
        /// <summary>Makes the loss.</summary>
        /// <param name="reduction">What to do with the loss of each element.</param>
        public MSELoss(Reduction reduction = Reduction.Mean) : base(reduction)
        {
        }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input, Tensor target) => functional.mse_loss(input, target, reduction);
    }

    /// <summary>The mean absolute error.</summary>
    public sealed class L1Loss : Loss<Tensor, Tensor, Tensor>
    {
        /// <summary>Makes the loss.</summary>
        /// <param name="reduction">What to do with the loss of each element.</param>
        public L1Loss(Reduction reduction = Reduction.Mean) : base(reduction)
        {
        }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input, Tensor target) => functional.l1_loss(input, target, reduction);
    }
}
