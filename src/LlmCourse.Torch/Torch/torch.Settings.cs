using TorchSharp.Kernels;

namespace TorchSharp;

public static partial class torch
{
    private static ScalarType defaultType = ScalarType.Float32;

    /// <summary>The element type of new real tensors.</summary>
    public static ScalarType get_default_dtype() => defaultType;

    /// <summary>Sets the element type of new real tensors.</summary>
    public static void set_default_dtype(ScalarType dtype)
    {
        Errors.Require(dtype.IsFloating(), $"only floating-point types are supported as the default type, but got {dtype}");
        defaultType = dtype;
    }

    /// <summary>Where new tensors live: the processor.</summary>
    public static Device get_default_device() => CPU;

    /// <summary>Threads that share the work of one operator.</summary>
    public static int get_num_threads() => ComputePool.Threads;

    /// <summary>Sets how many threads share the work of one operator. Results keep their bits for one number of threads.</summary>
    public static void set_num_threads(int num) => ComputePool.Threads = num;
}
