namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>The surprise <c>−ln p(target)</c> in nats of a model that gives logits; softmax is included.</summary>
            /// <param name="input">Logits <c>[rows, classes]</c>, <c>[rows, classes, …]</c>, or <c>[classes]</c> of one row.</param>
            /// <param name="target">
            /// Class numbers (int64) of the input's shape without the classes, or probabilities of the input's own shape.
            /// </param>
            /// <param name="weight">A factor for each class, <c>[classes]</c>.</param>
            /// <param name="ignore_index">A class number that is not counted, neither in the loss nor in its mean.</param>
            /// <param name="reduction">What to do with the loss of each row. The mean is weighted by the classes' factors.</param>
            /// <param name="label_smoothing">Share of each target that is spread over all classes, from 0 to 1.</param>
            /// <exception cref="System.Runtime.InteropServices.ExternalException">The sizes do not fit.</exception>
            public static Tensor cross_entropy(Tensor input, Tensor target, Tensor? weight = null, long ignore_index = -100, Reduction reduction = Reduction.Mean, double label_smoothing = 0.0)
            {
                Fused.Type(nameof(cross_entropy), input, weight);
                if (!(label_smoothing is >= 0 and <= 1))
                    throw new ArgumentOutOfRangeException(nameof(label_smoothing), label_smoothing, "Label smoothing is a share from 0 to 1.");
                var classes = CheckClasses(nameof(cross_entropy), input, weight);
                if (target.Type.IsFloating())
                    return ProbabilityLoss(input, target, weight, reduction, label_smoothing, classes);
                CheckTargets(nameof(cross_entropy), input, target);
                if (label_smoothing > 0)
                    return SmoothedLoss(input, target, weight, ignore_index, reduction, label_smoothing, classes);
                if (input.Sizes.Length == 2)
                    return CrossEntropyNode.Loss(input, target, weight, ignore_index, reduction);
                var loss = CrossEntropyNode.Loss(ClassesLast(input, classes), target.reshape(-1), weight, ignore_index, reduction);
                return reduction == Reduction.None ? loss.view(target.shape) : loss;
            }

            /// <summary>The surprise in nats of a model that gives log probabilities.</summary>
            /// <param name="input">Log probabilities <c>[rows, classes]</c>, <c>[rows, classes, …]</c>, or <c>[classes]</c>.</param>
            /// <param name="target">Class numbers (int64) of the input's shape without the classes.</param>
            /// <param name="weight">A factor for each class, <c>[classes]</c>.</param>
            /// <param name="reduction">What to do with the loss of each row. The mean is weighted by the classes' factors.</param>
            /// <exception cref="System.Runtime.InteropServices.ExternalException">The sizes do not fit.</exception>
            public static Tensor nll_loss(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean)
            {
                var classes = CheckClasses(nameof(nll_loss), input, weight);
                CheckTargets(nameof(nll_loss), input, target);
                var loss = RowLosses(ClassesLast(input, classes), target.reshape(-1), weight, -100, out var factors);
                return Reduce(loss, factors, reduction, target);
            }

            private static long CheckClasses(string name, Tensor input, Tensor? weight)
            {
                if (input.Sizes.Length == 0)
                    throw Errors.Shape($"{name}: the input must have a dimension of classes, got {input.Layout}.");
                var classes = input.Sizes[input.Sizes.Length == 1 ? 0 : 1];
                if (weight is not null && (weight.Sizes.Length != 1 || weight.Sizes[0] != classes))
                    throw Errors.Shape($"{name}: weight {weight.Layout} needs one element for each of the {classes} classes.");
                return classes;
            }

            private static void CheckTargets(string name, Tensor input, Tensor target)
            {
                var sizes = input.Sizes;
                var wanted = target.Sizes;
                var fits = sizes.Length == 1
                    ? wanted.Length == 0
                    : wanted.Length == sizes.Length - 1 && wanted[0] == sizes[0] && wanted[1..].SequenceEqual(sizes[2..]);
                if (!fits)
                    throw Errors.Shape($"{name}: target {target.Layout} does not fit input {input.Layout}: it must be the input's shape without the classes.");
            }

            /// <summary>The input as [rows, classes].</summary>
            private static Tensor ClassesLast(Tensor input, long classes)
            {
                if (input.Sizes.Length == 1)
                    return input.unsqueeze(0);
                var (rows, places) = (input.Sizes[0], 1L);
                foreach (var size in input.Sizes[2..])
                    places *= size;
                return input.reshape(rows, classes, places).transpose(1, 2).reshape(rows * places, classes);
            }

            private static Tensor SmoothedLoss(Tensor input, Tensor target, Tensor? weight, long ignoreIndex, Reduction reduction, double smoothing, long classes)
            {
                var logProbabilities = ClassesLast(input, classes).log_softmax(-1);
                var numbers = target.reshape(-1);
                var loss = RowLosses(logProbabilities, numbers, weight, ignoreIndex, out var factors);
                var spread = (weight is null ? logProbabilities : logProbabilities * weight).sum(-1).neg();
                spread = spread.masked_fill(numbers.eq(ignoreIndex), 0);
                return Reduce(loss * (1 - smoothing) + spread * (smoothing / classes), factors, reduction, target);
            }

            private static Tensor ProbabilityLoss(Tensor input, Tensor target, Tensor? weight, Reduction reduction, double smoothing, long classes)
            {
                if (!target.Layout.SameSizes(input.Layout))
                    throw Errors.Shape($"cross_entropy: probabilities {target.Layout} must have the input's shape {input.Layout}.");
                var logProbabilities = ClassesLast(input, classes).log_softmax(-1);
                var probabilities = ClassesLast(target, classes);
                if (smoothing > 0)
                    probabilities = probabilities * (1 - smoothing) + smoothing / classes;
                if (weight is not null)
                    probabilities = probabilities * weight;
                var loss = (logProbabilities * probabilities).sum(-1).neg();
                var sizes = input.shape.Where((_, dim) => input.dim() == 1 ? dim != 0 : dim != 1).ToArray();
                return reduction switch
                {
                    Reduction.Mean => loss.mean(),
                    Reduction.Sum => loss.sum(),
                    _ => loss.view(sizes),
                };
            }

            /// <summary>Weighted surprise of each row, 0 where ignored, and the weights themselves.</summary>
            private static Tensor RowLosses(Tensor logProbabilities, Tensor numbers, Tensor? weight, long ignoreIndex, out Tensor factors)
            {
                var ignored = numbers.eq(ignoreIndex);
                var safe = numbers.masked_fill(ignored, 0);
                factors = weight is null ? ones(numbers.shape, dtype: logProbabilities.dtype) : weight[TensorIndex.Tensor(safe)];
                factors = factors.masked_fill(ignored, 0);
                return logProbabilities[TensorIndex.Tensor(arange(safe.shape[0])), TensorIndex.Tensor(safe)].neg() * factors;
            }

            private static Tensor Reduce(Tensor loss, Tensor factors, Reduction reduction, Tensor target) => reduction switch
            {
                Reduction.Mean => loss.sum() / factors.sum(),
                Reduction.Sum => loss.sum(),
                _ => loss.view(target.shape),
            };
        }
    }
}
