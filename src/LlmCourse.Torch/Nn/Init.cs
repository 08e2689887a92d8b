namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Ways to fill a tensor before training. All write in place and return the tensor.</summary>
        public static class init
        {
            /// <summary>Which side of a weight to keep the variance of.</summary>
            public enum FanInOut
            {
                /// <summary>Activations keep their variance on the way forward.</summary>
                FanIn,

                /// <summary>Gradients keep their variance on the way back.</summary>
                FanOut,
            }

            /// <summary>What follows a weight, which decides the gain.</summary>
            public enum NonlinearityType
            {
                /// <summary>Nothing.</summary>
                Linear,

                /// <summary>Nothing, after a convolution in 1 dimension.</summary>
                Conv1D,

                /// <summary>Nothing, after a convolution in 2 dimensions.</summary>
                Conv2D,

                /// <summary>Nothing, after a convolution in 3 dimensions.</summary>
                Conv3D,

                /// <summary>Nothing, after a transposed convolution in 1 dimension.</summary>
                ConvTranspose1D,

                /// <summary>Nothing, after a transposed convolution in 2 dimensions.</summary>
                ConvTranspose2D,

                /// <summary>Nothing, after a transposed convolution in 3 dimensions.</summary>
                ConvTranspose3D,

                /// <summary>The logistic function.</summary>
                Sigmoid,

                /// <summary>The hyperbolic tangent.</summary>
                Tanh,

                /// <summary>The rectifier.</summary>
                ReLU,

                /// <summary>The rectifier with a slope below zero.</summary>
                LeakyReLU,
            }

            /// <summary>The factor on the standard deviation that a nonlinearity asks for.</summary>
            /// <param name="nonlinearity">What follows the weight.</param>
            /// <param name="param">Slope below zero, for <see cref="NonlinearityType.LeakyReLU"/>.</param>
            public static double calculate_gain(NonlinearityType nonlinearity, double param = 0.0) => nonlinearity switch
            {
                NonlinearityType.Tanh => 5.0 / 3.0,
                NonlinearityType.ReLU => Math.Sqrt(2.0),
                NonlinearityType.LeakyReLU => Math.Sqrt(2.0 / (1.0 + param * param)),
                _ => 1.0,
            };

            /// <summary>Fills with one value.</summary>
            /// <param name="tensor">The tensor to fill.</param>
            /// <param name="val">The value.</param>
            public static Tensor constant_(Tensor tensor, Scalar val) => Fill(tensor, t => t.fill_(val));

            /// <summary>Fills with ones.</summary>
            /// <param name="tensor">The tensor to fill.</param>
            public static Tensor ones_(Tensor tensor) => Fill(tensor, t => t.fill_(1));

            /// <summary>Fills with zeros.</summary>
            /// <param name="tensor">The tensor to fill.</param>
            public static Tensor zeros_(Tensor tensor) => Fill(tensor, t => t.zero_());

            /// <summary>Fills from a uniform distribution.</summary>
            /// <param name="tensor">The tensor to fill.</param>
            /// <param name="low">Smallest value.</param>
            /// <param name="high">Bound of the largest value.</param>
            /// <param name="generator">Source of chance; null takes the default one.</param>
            public static Tensor uniform_(Tensor tensor, double low = 0, double high = 1, Generator? generator = null)
                => Fill(tensor, t => t.uniform_(low, high, generator));

            /// <summary>Fills from a normal distribution.</summary>
            /// <param name="tensor">The tensor to fill.</param>
            /// <param name="mean">Its mean.</param>
            /// <param name="std">Its standard deviation.</param>
            /// <param name="generator">Source of chance; null takes the default one.</param>
            public static Tensor normal_(Tensor tensor, double mean = 0, double std = 1, Generator? generator = null)
                => Fill(tensor, t => t.normal_(mean, std, generator));

            /// <summary>Fills a matrix with ones on the diagonal and zeros elsewhere.</summary>
            /// <param name="tensor">A matrix.</param>
            public static Tensor eye_(Tensor tensor)
            {
                if (tensor.dim() != 2)
                    throw new ArgumentException($"eye_ fills a matrix, got {tensor.dim()} dimensions.", nameof(tensor));
                return Fill(tensor, t =>
                {
                    using var scope = NewDisposeScope();
                    var identity = arange(t.shape[0]).unsqueeze(-1).eq(arange(t.shape[1]));
                    return t.copy_(identity);
                });
            }

            /// <summary>Xavier's uniform rule (Glorot and Bengio 2010): bounds ±gain·√(6/(fanIn + fanOut)).</summary>
            /// <param name="tensor">A tensor of at least two dimensions.</param>
            /// <param name="gain">Factor on the bounds.</param>
            public static Tensor xavier_uniform_(Tensor tensor, double gain = 1.0)
            {
                var (fanIn, fanOut) = CalculateFanInAndFanOut(tensor);
                var bound = gain * Math.Sqrt(6.0 / (fanIn + fanOut));
                return uniform_(tensor, -bound, bound);
            }

            /// <inheritdoc cref="xavier_uniform_"/>
            public static Tensor glorot_uniform_(Tensor tensor, double gain = 1.0) => xavier_uniform_(tensor, gain);

            /// <summary>Xavier's normal rule (Glorot and Bengio 2010): deviation gain·√(2/(fanIn + fanOut)).</summary>
            /// <param name="tensor">A tensor of at least two dimensions.</param>
            /// <param name="gain">Factor on the deviation.</param>
            public static Tensor xavier_normal_(Tensor tensor, double gain = 1.0)
            {
                var (fanIn, fanOut) = CalculateFanInAndFanOut(tensor);
                return normal_(tensor, 0, gain * Math.Sqrt(2.0 / (fanIn + fanOut)));
            }

            /// <inheritdoc cref="xavier_normal_"/>
            public static Tensor glorot_normal_(Tensor tensor, double gain = 1.0) => xavier_normal_(tensor, gain);

            /// <summary>Kaiming's uniform rule (He et al. 2015, arXiv:1502.01852): bounds ±gain·√(3/fan).</summary>
            /// <param name="tensor">A tensor of at least two dimensions.</param>
            /// <param name="a">Slope below zero of the rectifier that follows.</param>
            /// <param name="mode">Which side to keep the variance of.</param>
            /// <param name="nonlinearity">What follows.</param>
            public static Tensor kaiming_uniform_(Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn, NonlinearityType nonlinearity = NonlinearityType.LeakyReLU)
            {
                var bound = Math.Sqrt(3.0) * KaimingDeviation(tensor, a, mode, nonlinearity);
                return uniform_(tensor, -bound, bound);
            }

            /// <summary>Kaiming's normal rule (He et al. 2015, arXiv:1502.01852): deviation gain/√fan.</summary>
            /// <inheritdoc cref="kaiming_uniform_"/>
            public static Tensor kaiming_normal_(Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn, NonlinearityType nonlinearity = NonlinearityType.LeakyReLU)
                => normal_(tensor, 0, KaimingDeviation(tensor, a, mode, nonlinearity));

            /// <summary>How many inputs feed one output of a weight, and how many outputs one input feeds.</summary>
            /// <param name="tensor">A weight <c>[out, in, …]</c> of at least two dimensions.</param>
            /// <exception cref="ArgumentException">The tensor has fewer than two dimensions.</exception>
            public static (long fanIn, long fanOut) CalculateFanInAndFanOut(Tensor tensor)
            {
                var shape = tensor.shape;
                if (shape.Length < 2)
                    throw new ArgumentException($"Fan in and out need at least two dimensions, got shape [{string.Join(", ", shape)}].", nameof(tensor));
                var receptive = shape.Skip(2).Aggregate(1L, (product, size) => product * size);
                return (shape[1] * receptive, shape[0] * receptive);
            }

            private static double KaimingDeviation(Tensor tensor, double a, FanInOut mode, NonlinearityType nonlinearity)
            {
                var (fanIn, fanOut) = CalculateFanInAndFanOut(tensor);
                var fan = mode == FanInOut.FanIn ? fanIn : fanOut;
                return calculate_gain(nonlinearity, a) / Math.Sqrt(Math.Max(fan, 1));
            }

            private static Tensor Fill(Tensor tensor, Func<Tensor, Tensor> write)
            {
                using var _ = no_grad();
                write(tensor);
                return tensor;
            }
        }
    }
}
