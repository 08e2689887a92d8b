using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Makes tensors: what the many overloads of the factories come down to.</summary>
internal static class Factories
{
    /// <summary>Uninitialised memory.</summary>
    public static Tensor Empty(ReadOnlySpan<long> sizes, ScalarType? dtype, Device? device, bool requiresGrad)
    {
        CheckDevice(device);
        foreach (var size in sizes)
            Errors.Require(size >= 0, $"Trying to create tensor with negative dimension {size}: {Layout.Show(sizes)}");
        return Finish(Tensor.New(sizes, dtype ?? get_default_dtype()), requiresGrad);
    }

    /// <summary>One number everywhere.</summary>
    public static Tensor Full(ReadOnlySpan<long> sizes, Number value, ScalarType dtype, bool requiresGrad, Device? device = null)
    {
        var tensor = Empty(sizes, dtype, device, requiresGrad: false);
        Copying.Fill(tensor, value);
        return Finish(tensor, requiresGrad);
    }

    /// <summary>Elements from memory, in row-major order.</summary>
    public static Tensor From<T>(ReadOnlySpan<T> values, ReadOnlySpan<long> sizes, ScalarType? dtype, Device? device, bool requiresGrad)
        where T : unmanaged
    {
        CheckDevice(device);
        var tensor = Tensor.New(sizes, ScalarTypes.Of<T>());
        if (tensor.Layout.Count != values.Length)
        {
            tensor.Dispose();
            throw new ArgumentException($"The shape {Layout.Show(sizes)} has another number of elements than the {values.Length} that were given.", nameof(sizes));
        }
        tensor.CopyFrom(values);
        if (dtype is { } type && type != tensor.Type)
        {
            using var source = tensor;
            tensor = source.Cast(type);
        }
        return Finish(tensor, requiresGrad);
    }

    /// <summary>Elements from a list, in row-major order.</summary>
    public static Tensor From<T>(IList<T> values, ReadOnlySpan<long> sizes, ScalarType? dtype, Device? device, bool requiresGrad)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(values);
        return From(values as T[] ?? [.. values], sizes, dtype, device, requiresGrad);
    }

    /// <summary>Elements of a C# array of any number of dimensions.</summary>
    public static Tensor FromArray<T>(Array values, ScalarType? dtype, Device? device, bool requiresGrad)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(values);
        Span<long> sizes = stackalloc long[Layout.MaxRank];
        for (var dim = 0; dim < values.Rank; dim++)
            sizes[dim] = values.GetLongLength(dim);
        var flat = System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpan(
            ref System.Runtime.CompilerServices.Unsafe.As<byte, T>(ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(values)), values.Length);
        return From(flat, sizes[..values.Rank], dtype, device, requiresGrad);
    }

    /// <summary>The type that <c>full</c> gives a number: int64 to integers and booleans, else the default real type.</summary>
    public static ScalarType TypeOf(Scalar value) => value.Type.IsFloating() ? get_default_dtype() : ScalarType.Int64;

    /// <summary>Evenly spaced numbers start, start + step, … before stop.</summary>
    public static unsafe Tensor Range(Number start, Number stop, Number step, ScalarType? dtype, Device? device, bool requiresGrad)
    {
        var integers = !start.Type.IsFloating() && !stop.Type.IsFloating() && !step.Type.IsFloating();
        Errors.Require(step.Real != 0, "step must be nonzero");
        Errors.Require(step.Real > 0 ? stop.Real >= start.Real : stop.Real <= start.Real, "upper bound and larger bound inconsistent with step sign");
        var count = (long)Math.Ceiling((stop.Real - start.Real) / step.Real);
        CheckDevice(device);
        var values = Tensor.New([count], integers ? ScalarType.Int64 : ScalarType.Float64);
        for (var i = 0L; i < count; i++)
        {
            if (integers)
                values.Pointer<long>()[i] = start.Integer + i * step.Integer;
            else
                values.Pointer<double>()[i] = start.Real + i * step.Real;
        }
        var type = dtype ?? (integers ? ScalarType.Int64 : get_default_dtype());
        if (type != values.Type)
        {
            using var source = values;
            values = source.Cast(type);
        }
        return Finish(values, requiresGrad);
    }

    /// <summary>Refuses a device other than the processor.</summary>
    public static void CheckDevice(Device? device)
    {
        if (device is not null && device.type != DeviceType.CPU)
            throw Errors.DType($"This engine computes on the processor; device '{device}' is not available. Build with -p:Torch=cuda for a graphics processor.");
    }

    private static Tensor Finish(Tensor tensor, bool requiresGrad) => requiresGrad ? tensor.requires_grad_() : tensor;
}
