namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Scales each vector along a dimension to norm 1.</summary>
            /// <param name="input">The input.</param>
            /// <param name="p">Exponent of the norm.</param>
            /// <param name="dim">The dimension that the vectors lie along.</param>
            /// <param name="eps">The smallest norm that is divided by.</param>
            public static Tensor normalize(Tensor input, double p = 2, long dim = 1, double eps = 1e-12)
            {
                return input.div(input.norm((int)dim, keepdim: true, (float)p).clamp_min(eps));
            }

            /// <summary>The cosine of the angle between vectors along a dimension.</summary>
            /// <param name="x1">The first vectors.</param>
            /// <param name="x2">The second ones.</param>
            /// <param name="dim">The dimension that the vectors lie along.</param>
            /// <param name="eps">The smallest length that is divided by.</param>
            public static Tensor cosine_similarity(Tensor x1, Tensor x2, long dim = 1, double eps = 1e-8)
            {
                var product = x1.mul(x2).sum(dim);
                var squares = x1.square().sum(dim).clamp_min(eps * eps).mul(x2.square().sum(dim).clamp_min(eps * eps));
                return product.div(squares.sqrt());
            }

            /// <summary>Vectors with a one at each class and zeros elsewhere.</summary>
            /// <param name="x">Class numbers (int64), of any shape.</param>
            /// <param name="num_classes">Number of classes; −1 takes one more than the largest number.</param>
            /// <returns>int64, of the input's shape and one dimension more.</returns>
            /// <exception cref="ArgumentException">A class number is negative or too large.</exception>
            public static Tensor one_hot(Tensor x, long num_classes = -1)
            {
                if (x.Type != ScalarType.Int64)
                    throw Errors.DType($"one_hot: class numbers are Int64, got {x.Type}.");
                if (x.numel() > 0)
                {
                    using var numbers = x.Dense();
                    var smallest = System.Numerics.Tensors.TensorPrimitives.Min<long>(numbers.Span<long>());
                    var largest = System.Numerics.Tensors.TensorPrimitives.Max<long>(numbers.Span<long>());
                    if (smallest < 0 || (num_classes != -1 && largest >= num_classes))
                        throw new ArgumentException($"one_hot: class numbers run from {smallest} to {largest}, there are {num_classes} classes.", nameof(x));
                    num_classes = num_classes == -1 ? largest + 1 : num_classes;
                }
                else if (num_classes <= 0)
                    throw new ArgumentException("one_hot: an empty tensor does not tell the number of classes; give it.", nameof(num_classes));
                return x.unsqueeze(-1).eq(arange(num_classes)).to(ScalarType.Int64);
            }
        }
    }
}
