using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Conversions of one-element tensors to C# numbers, and the other way round.</summary>
public static partial class TensorExtensionMethods
{
    /// <summary>The only element in half precision.</summary>
    public static Half ToHalf(this Tensor value) => value.item<Half>();

    /// <summary>The only element as bfloat16.</summary>
    public static BFloat16 ToBFloat16(this Tensor value) => value.item<BFloat16>();

    /// <summary>The only element in single precision.</summary>
    public static float ToSingle(this Tensor value) => value.item<float>();

    /// <summary>The only element in double precision.</summary>
    public static double ToDouble(this Tensor value) => value.item<double>();

    /// <summary>The only element as a signed byte.</summary>
    public static sbyte ToSByte(this Tensor value) => value.item<sbyte>();

    /// <summary>The only element as a byte.</summary>
    public static byte ToByte(this Tensor value) => value.item<byte>();

    /// <summary>The only element as a 16-bit integer.</summary>
    public static short ToInt16(this Tensor value) => value.item<short>();

    /// <summary>The only element as a 32-bit integer.</summary>
    public static int ToInt32(this Tensor value) => value.item<int>();

    /// <summary>The only element as a 64-bit integer.</summary>
    public static long ToInt64(this Tensor value) => value.item<long>();

    /// <summary>Whether the only element is not zero.</summary>
    public static bool ToBoolean(this Tensor value) => value.item<bool>();

    /// <summary>Sizes, element type and device: <c>[2x3], type = Float32, device = cpu</c>.</summary>
    public static string metastr(this Tensor tensor) => tensor.ToString();

    /// <summary>Bytes of one element.</summary>
    public static int ElementSize(this ScalarType type) => type.Size();

    /// <summary>Product of sizes.</summary>
    public static long TotalSize(this IEnumerable<long> shape) => shape.Aggregate(1L, (product, size) => product * size);

    /// <summary>Sizes as 32-bit integers.</summary>
    public static ReadOnlySpan<int> IntShape(this Tensor tensor) => Array.ConvertAll(tensor.shape, size => checked((int)size));

    /// <summary>Writes a tensor: element type, sizes and elements; see <see cref="Tensor.Load(BinaryReader)"/>.</summary>
    public static void Save(this Tensor tensor, BinaryWriter writer) => TensorStream.Write(writer, tensor);

    /// <inheritdoc cref="Save(Tensor, BinaryWriter)"/>
    public static void Save(this Tensor tensor, Stream stream)
    {
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        tensor.Save(writer);
    }

    /// <inheritdoc cref="Save(Tensor, BinaryWriter)"/>
    public static void Save(this Tensor tensor, string location)
    {
        using var stream = File.Create(location);
        tensor.Save(stream);
    }

    /// <summary>Reads a saved tensor's elements into this one, or past them.</summary>
    /// <param name="tensor">What to overwrite; its element type stays.</param>
    /// <param name="reader">Where the saved tensor begins.</param>
    /// <param name="skip">Read past it and change nothing.</param>
    /// <exception cref="ArgumentException">The saved tensor has another shape or element type.</exception>
    public static void Load(this Tensor tensor, BinaryReader reader, bool skip = false)
    {
        if (skip)
            TensorStream.Read(reader).Dispose();
        else
            TensorStream.ReadInto(reader, tensor);
    }
}
