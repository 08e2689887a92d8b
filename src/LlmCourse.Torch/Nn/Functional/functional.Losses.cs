namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>The squared error <c>(input − target)²</c>.</summary>
            /// <param name="input">The input.</param>
            /// <param name="target">The target, of the input's shape.</param>
            /// <param name="reduction">What to do with the loss of each element.</param>
            public static Tensor mse_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean)
                => Reduce(input.sub(target).square(), reduction);

            /// <summary>The absolute error.</summary>
            /// <param name="input">The input.</param>
            /// <param name="target">The target, of the input's shape.</param>
            /// <param name="reduction">What to do with the loss of each element.</param>
            public static Tensor l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean)
                => Reduce(input.sub(target).abs(), reduction);

            /// <summary>The surprise of logits of "yes" against targets from 0 to 1, safe for any logit.</summary>
            /// <param name="input">Logits.</param>
            /// <param name="target">Targets, of the input's shape.</param>
            /// <param name="weight">A factor for each element.</param>
            /// <param name="reduction">What to do with the loss of each element.</param>
            /// <param name="pos_weights">A factor on the "yes" part.</param>
            public static Tensor binary_cross_entropy_with_logits(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null)
            {
                // −[w t ln σ(x) + (1 − t) ln(1 − σ(x))], with ln(1 − σ(x)) = ln σ(x) − x.
                var factor = pos_weights is null ? null : target.mul(pos_weights.sub(1)).add(1);
                var logYes = logsigmoid(input);
                var loss = target.neg().add(1).mul(input).sub(factor is null ? logYes : logYes.mul(factor));
                return Reduce(weight is null ? loss : loss.mul(weight), reduction);
            }

            /// <summary>The surprise of probabilities of "yes" against targets from 0 to 1; logarithms are cut off at −100.</summary>
            /// <param name="input">Probabilities.</param>
            /// <param name="target">Targets, of the input's shape.</param>
            /// <param name="weight">A factor for each element.</param>
            /// <param name="reduction">What to do with the loss of each element.</param>
            public static Tensor binary_cross_entropy(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean)
            {
                var yes = target.mul(input.log().clamp_min(-100));
                var no = target.neg().add(1).mul(input.neg().log1p().clamp_min(-100));
                var loss = yes.add(no).neg();
                return Reduce(weight is null ? loss : loss.mul(weight), reduction);
            }

            /// <summary>The divergence <c>target · (ln target − input)</c> of log probabilities from a target.</summary>
            /// <param name="input">Log probabilities.</param>
            /// <param name="target">Log probabilities or, if not <paramref name="log_target"/>, probabilities.</param>
            /// <param name="log_target">Whether the target holds log probabilities too.</param>
            /// <param name="reduction">What to do with the loss of each element. The mean is over all elements.</param>
            public static Tensor kl_div(Tensor input, Tensor target, bool log_target = true, Reduction reduction = Reduction.Mean)
            {
                if (log_target)
                    return Reduce(target.exp().mul(target.sub(input)), reduction);
                // 0 · ln 0 counts as 0.
                var logTarget = target.log().masked_fill(target.eq(0), 0);
                return Reduce(target.mul(logTarget.sub(input)), reduction);
            }

            private static Tensor Reduce(Tensor loss, Reduction reduction) => reduction switch
            {
                Reduction.Mean => loss.mean(),
                Reduction.Sum => loss.sum(),
                _ => loss,
            };
        }
    }
}
