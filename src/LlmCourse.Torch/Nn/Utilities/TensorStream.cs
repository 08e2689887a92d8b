namespace TorchSharp;

using static TorchSharp.torch;

/// <summary>
/// TorchSharp's binary form of a tensor: element type, number of dimensions and sizes as LEB128 integers, then the
/// elements in row order, little-endian.
/// </summary>
internal static unsafe class TensorStream
{
    /// <summary>Writes a tensor.</summary>
    public static void Write(BinaryWriter writer, Tensor tensor)
    {
        using var dense = tensor.Dense();
        writer.Write7BitEncodedInt64((long)dense.Type);
        writer.Write7BitEncodedInt64(dense.Sizes.Length);
        foreach (var size in dense.Sizes)
            writer.Write7BitEncodedInt64(size);
        var bytes = dense.Layout.Count * dense.Type.Size();
        for (long start = 0; start < bytes; start += 1 << 20)
            writer.Write(new ReadOnlySpan<byte>((byte*)dense.Memory.Data + dense.Offset * dense.Type.Size() + start, (int)Math.Min(1 << 20, bytes - start)));
    }

    /// <summary>Reads a tensor.</summary>
    /// <exception cref="EndOfStreamException">The data ends inside the tensor.</exception>
    public static Tensor Read(BinaryReader reader)
    {
        var type = (ScalarType)reader.Read7BitEncodedInt64();
        var sizes = new long[reader.Read7BitEncodedInt64()];
        for (var i = 0; i < sizes.Length; i++)
            sizes[i] = reader.Read7BitEncodedInt64();
        var tensor = Tensor.New(sizes, type);
        var bytes = tensor.Layout.Count * type.Size();
        for (long start = 0; start < bytes; start += 1 << 20)
            reader.BaseStream.ReadExactly(new Span<byte>((byte*)tensor.Memory.Data + start, (int)Math.Min(1 << 20, bytes - start)));
        return tensor;
    }

    /// <summary>Reads a tensor's values into another of the same shape, whose element type is kept.</summary>
    /// <exception cref="InvalidDataException">The stored shape is another.</exception>
    public static void ReadInto(BinaryReader reader, Tensor target)
    {
        using var stored = Read(reader);
        if (!stored.Layout.SameSizes(target.Layout))
            throw new InvalidDataException($"The stored tensor has the shape {stored.Layout}, the one to fill {target.Layout}.");
        using var _ = no_grad();
        target.copy_(stored);
    }
}
