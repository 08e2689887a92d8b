using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Fills tensors with random numbers, one stream for each generator, in row-major order.</summary>
internal static unsafe class RandomTensors
{
    /// <summary>Even in [0, 1).</summary>
    public static Tensor Uniform(ReadOnlySpan<long> sizes, ScalarType? dtype, Device? device, bool requiresGrad, Generator? generator)
    {
        var tensor = Factories.Empty(sizes, RealType(dtype), device, requiresGrad: false);
        FillUniform(tensor, 0, 1, generator);
        return requiresGrad ? tensor.requires_grad_() : tensor;
    }

    /// <summary>From the standard normal distribution.</summary>
    public static Tensor Normal(ReadOnlySpan<long> sizes, ScalarType? dtype, Device? device, bool requiresGrad, Generator? generator)
    {
        var tensor = Factories.Empty(sizes, RealType(dtype), device, requiresGrad: false);
        FillNormal(tensor, 0, 1, generator);
        return requiresGrad ? tensor.requires_grad_() : tensor;
    }

    /// <summary>Integers even in [low, high).</summary>
    public static Tensor Integers(long low, long high, ReadOnlySpan<long> sizes, ScalarType? dtype, Device? device, bool requiresGrad, Generator? generator)
    {
        Errors.Require(low < high, $"random_ expects 'from' to be less than 'to', but got from={low} >= to={high}");
        var tensor = Factories.Empty(sizes, dtype ?? ScalarType.Int64, device, requiresGrad: false);
        FillIntegers(tensor, low, high, generator);
        return requiresGrad ? tensor.requires_grad_() : tensor;
    }

    /// <summary>Writes numbers even in [from, to).</summary>
    public static void FillUniform(Tensor tensor, double from, double to, Generator? generator)
    {
        var stream = (generator ?? Generator.Default).Stream;
        lock (stream)
        {
            // A double's draw rounded to single could reach the upper end; draw with the bits that the type has.
            if (tensor.Type == ScalarType.Float64)
                Fill(tensor, () => from + stream.NextDouble() * (to - from));
            else
                Fill(tensor, () => (float)from + stream.NextSingle() * (float)(to - from));
        }
    }

    /// <summary>Writes numbers from a normal distribution.</summary>
    public static void FillNormal(Tensor tensor, double mean, double std, Generator? generator)
    {
        var stream = (generator ?? Generator.Default).Stream;
        lock (stream)
            Fill(tensor, () => mean + std * stream.NextNormal());
    }

    /// <summary>Writes integers even in [low, high).</summary>
    public static void FillIntegers(Tensor tensor, long low, long high, Generator? generator)
    {
        var stream = (generator ?? Generator.Default).Stream;
        lock (stream)
        {
            if (tensor.Type == ScalarType.Int64 && tensor.IsDense)
            {
                foreach (ref var element in tensor.Span<long>())
                    element = low + (long)stream.NextBelow((ulong)(high - low));
            }
            else
                Fill(tensor, () => low + (double)stream.NextBelow((ulong)(high - low)));
        }
    }

    /// <summary>Writes successive draws over the elements in row-major order.</summary>
    public static void Fill(Tensor tensor, Func<double> draw)
    {
        if (tensor.IsDense && tensor.Type == ScalarType.Float32)
        {
            var elements = tensor.Pointer<float>();
            for (var i = 0L; i < tensor.Layout.Count; i++)
                elements[i] = (float)draw();
            return;
        }
        using var values = Tensor.New(tensor.Layout, ScalarType.Float64);
        var pointer = values.Pointer<double>();
        for (var i = 0L; i < values.Layout.Count; i++)
            pointer[i] = draw();
        Copying.Copy(values, tensor);
    }

    private static ScalarType RealType(ScalarType? dtype)
    {
        var type = dtype ?? get_default_dtype();
        Errors.Require(type.IsFloating(), $"random real numbers cannot be of type {type}; use randint for integers");
        return type;
    }
}
