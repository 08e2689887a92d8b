namespace TorchSharp;

public static partial class torch
{
    /// <summary>Integers even in [0, high).</summary>
    public static Tensor randint(long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        RandomTensors.Integers(0, high, size, dtype, device, requires_grad, generator);

    /// <summary>Integers even in [0, high).</summary>
    public static Tensor randint(int high, int[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        RandomTensors.Integers(0, high, Array.ConvertAll(size, x => (long)x), dtype, device, requires_grad, generator);

    /// <summary>Integers even in [low, high).</summary>
    public static Tensor randint(long low, long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        RandomTensors.Integers(low, high, size, dtype, device, requires_grad, generator);

    /// <summary>Integers even in [low, high).</summary>
    public static Tensor randint(int low, int high, int[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        RandomTensors.Integers(low, high, Array.ConvertAll(size, x => (long)x), dtype, device, requires_grad, generator);

    /// <summary>Integers even in [0, high).</summary>
    public static Tensor randint(long high, Size size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        RandomTensors.Integers(0, high, size.Shape, dtype, device, requires_grad, generator);

    /// <summary>Integers even in [low, high).</summary>
    public static Tensor randint(long low, long high, Size size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        RandomTensors.Integers(low, high, size.Shape, dtype, device, requires_grad, generator);

    /// <summary>Random numbers, even in [0, 1), in the shape of a tensor.</summary>
    public static Tensor rand_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        RandomTensors.Uniform(input.Sizes, dtype ?? input.Type, device, requires_grad, null);

    /// <summary>Standard normal random numbers in the shape of a tensor.</summary>
    public static Tensor randn_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        RandomTensors.Normal(input.Sizes, dtype ?? input.Type, device, requires_grad, null);

    /// <summary>Integers even in [low, high), in the shape of a tensor.</summary>
    public static Tensor randint_like(Tensor input, long low, long high, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        RandomTensors.Integers(low, high, input.Sizes, dtype ?? input.Type, device, requires_grad, null);

    /// <summary>The numbers 0 to n − 1 in random order.</summary>
    public static Tensor randperm(long n, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null)
    {
        Errors.Require(n >= 0, $"n must be non-negative, got {n}");
        using var order = arange(n, int64);
        var stream = (generator ?? Generator.Default).Stream;
        lock (stream)
        {
            // Fisher and Yates: each place takes one of those not yet taken.
            var elements = order.Span<long>();
            for (var i = elements.Length - 1; i > 0; i--)
            {
                var j = (int)stream.NextBelow((ulong)i + 1);
                (elements[i], elements[j]) = (elements[j], elements[i]);
            }
        }
        Factories.CheckDevice(device);
        var result = order.As(dtype ?? int64);
        return requires_grad ? result.requires_grad_() : result;
    }

    /// <summary>Normal random numbers in this shape.</summary>
    public static Tensor normal(double mean, double std, ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null)
    {
        var result = Factories.Empty(size, dtype, device, requiresGrad: false);
        RandomTensors.FillNormal(result, mean, std, generator);
        return requires_grad ? result.requires_grad_() : result;
    }

    public partial class Tensor
    {
        /// <summary>Writes numbers even in [from, to).</summary>
        public Tensor uniform_(double from, double to, Generator? generator = null)
        {
            BeforeInPlace();
            RandomTensors.FillUniform(this, from, to, generator);
            return AfterInPlace(Node.Records(this) ? new ZeroGradientNode(this) : null);
        }

        /// <summary>Writes normal random numbers.</summary>
        public Tensor normal_(double mean = 0, double std = 1, Generator? generator = null)
        {
            BeforeInPlace();
            RandomTensors.FillNormal(this, mean, std, generator);
            return AfterInPlace(Node.Records(this) ? new ZeroGradientNode(this) : null);
        }

        /// <summary>Writes 1 with probability <paramref name="p"/>, otherwise 0.</summary>
        public Tensor bernoulli_(double p = 0.5, Generator? generator = null)
        {
            Errors.Require(p is >= 0 and <= 1, $"bernoulli_ expects p to be in [0, 1], but got p={p}");
            BeforeInPlace();
            var stream = (generator ?? Generator.Default).Stream;
            lock (stream)
                RandomTensors.Fill(this, () => stream.NextDouble() < p ? 1 : 0);
            return AfterInPlace(Node.Records(this) ? new ZeroGradientNode(this) : null);
        }

        /// <summary>Random numbers, even in [0, 1), in this shape.</summary>
        public Tensor rand_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            torch.rand_like(this, dtype, device, requires_grad);

        /// <summary>Standard normal random numbers in this shape.</summary>
        public Tensor randn_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            torch.randn_like(this, dtype, device, requires_grad);

        /// <summary>Integers even in [low, high) in this shape.</summary>
        public Tensor randint_like(long low, long high, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            torch.randint_like(this, low, high, dtype, device, requires_grad);
    }
}
