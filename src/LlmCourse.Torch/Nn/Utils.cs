namespace TorchSharp;

using Kernels;
using Modules;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>What training loops do with parameters and their gradients.</summary>
        public static partial class utils
        {
            // PyTorch's guard against a division by zero when all gradients are zero.
            private const double NormGuard = 1e-6;

            /// <summary>
            /// Scales all gradients by one factor so that their joint norm is at most <paramref name="max_norm"/>
            /// (Pascanu et al. 2013, arXiv:1211.5063).
            /// </summary>
            /// <param name="tensors">The parameters; those without a gradient are passed over.</param>
            /// <param name="max_norm">The largest norm allowed.</param>
            /// <param name="norm_type">The exponent of the norm; infinity takes the largest absolute value.</param>
            /// <returns>The norm before scaling. It is NaN or infinite when a gradient is; then all gradients become NaN.</returns>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2.0)
            {
                using var scope = NewDisposeScope();
                using var _ = no_grad();
                var gradients = tensors.Select(parameter => parameter.Gradient).OfType<Tensor>().ToList();
                var norm = NormOf(gradients, norm_type);
                var factor = max_norm / (norm + NormGuard);
                if (factor >= 1)
                    return norm;
                foreach (var gradient in gradients)
                    gradient.mul_(factor);
                return norm;
            }

            /// <summary>Clamps every element of every gradient.</summary>
            /// <param name="tensors">The parameters; those without a gradient are passed over.</param>
            /// <param name="clip_value">The largest absolute value allowed.</param>
            public static void clip_grad_value_(IEnumerable<Parameter> tensors, double clip_value)
            {
                using var _ = no_grad();
                foreach (var parameter in tensors)
                    parameter.Gradient?.clamp_(-clip_value, clip_value);
            }

            /// <summary>All parameters in one vector, in order; part of the graph.</summary>
            /// <param name="tensors">The parameters.</param>
            public static Tensor parameters_to_vector(IEnumerable<Parameter> tensors)
                => cat(tensors.Select(parameter => parameter.reshape(-1)).ToList(), 0);

            /// <summary>Copies a vector's parts into parameters, in order.</summary>
            /// <param name="vec">As many elements as all the parameters together.</param>
            /// <param name="tensors">The parameters.</param>
            /// <exception cref="ArgumentException">The numbers of elements differ; nothing was copied.</exception>
            public static void vector_to_parameters(Tensor vec, IEnumerable<Parameter> tensors)
            {
                var parameters = tensors.ToList();
                var needed = parameters.Sum(parameter => parameter.numel());
                if (vec.numel() != needed)
                    throw new ArgumentException($"The vector has {vec.numel()} elements, the parameters {needed}. Nothing was copied.", nameof(vec));
                using var scope = NewDisposeScope();
                using var _ = no_grad();
                var start = 0L;
                foreach (var parameter in parameters)
                {
                    parameter.copy_(vec.narrow(0, start, parameter.numel()).view_as(parameter));
                    start += parameter.numel();
                }
            }

            private static double NormOf(List<Tensor> gradients, double exponent)
            {
                if (double.IsPositiveInfinity(exponent))
                    return gradients.Select(LargestMagnitude).DefaultIfEmpty(0).Aggregate(Math.Max);
                if (exponent == 2)
                    return Math.Sqrt(gradients.Sum(SumOfSquares));
                return Math.Pow(gradients.Sum(gradient => gradient.to(ScalarType.Float64).abs().pow(exponent).sum().item<double>()), 1 / exponent);
            }

            private static double LargestMagnitude(Tensor gradient)
            {
                using var numbers = gradient.to(ScalarType.Float64).contiguous();
                return numbers.numel() == 0 ? 0 : Math.Abs(System.Numerics.Tensors.TensorPrimitives.MaxMagnitude<double>(numbers.Span<double>()));
            }

            private static unsafe double SumOfSquares(Tensor gradient)
            {
                if (!gradient.IsDense)
                    gradient = gradient.contiguous();
                return gradient.Type switch
                {
                    ScalarType.Float32 => AdamWKernel.SumOfSquares(gradient.Pointer<float>(), gradient.numel()),
                    ScalarType.Float64 => AdamWKernel.SumOfSquares(gradient.Pointer<double>(), gradient.numel()),
                    _ => gradient.to(ScalarType.Float64).square().sum().item<double>(),
                };
            }
        }
    }
}
