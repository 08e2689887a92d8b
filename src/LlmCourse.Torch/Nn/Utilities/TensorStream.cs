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
    /// <exception cref="InvalidDataException">The data does not begin with the head of a tensor.</exception>
    /// <exception cref="EndOfStreamException">The data ends inside the tensor.</exception>
    public static Tensor Read(BinaryReader reader)
    {
        var (type, sizes) = ReadHead(reader);
        return ReadElements(reader, type, sizes);
    }

    /// <summary>Reads a tensor's values into another of the same shape and element type.</summary>
    /// <exception cref="ArgumentException">The stored shape or element type is another; the target is left as it was.</exception>
    /// <inheritdoc cref="Read" path="/exception"/>
    public static void ReadInto(BinaryReader reader, Tensor target)
    {
        var (type, sizes) = ReadHead(reader);
        if (type != target.Type)
            throw new ArgumentException($"The stored tensor has the element type {type}, the one to fill {target.Type}.", nameof(target));
        if (!target.Layout.SameSizes(sizes))
            throw new ArgumentException($"The stored tensor has the shape {Layout.Show(sizes)}, the one to fill {target.Layout}.", nameof(target));
        using var stored = ReadElements(reader, type, sizes);
        using var _ = no_grad();
        target.copy_(stored);
    }

    /// <summary>Reads what precedes the elements, and refuses what no tensor has, before any memory is taken for it.</summary>
    private static (ScalarType Type, long[] Sizes) ReadHead(BinaryReader reader)
    {
        var code = reader.Read7BitEncodedInt64();
        if (code is < 0 or > (long)ScalarType.BFloat16 || !IsStored((ScalarType)code))
            throw Damaged($"the element type {code} is none that a tensor here can have");
        var type = (ScalarType)code;
        var rank = reader.Read7BitEncodedInt64();
        if (rank is < 0 or > Layout.MaxRank)
            throw Damaged($"{rank} dimensions are asked for, and a tensor has 0 to {Layout.MaxRank}");
        var sizes = new long[rank];
        Int128 bytes = type.Size();
        var isEmpty = false;
        for (var i = 0; i < sizes.Length; i++)
        {
            sizes[i] = reader.Read7BitEncodedInt64();
            if (sizes[i] < 0)
                throw Damaged($"dimension {i} has the size {sizes[i]}");
            isEmpty |= sizes[i] == 0;
            bytes *= Math.Max(sizes[i], 1);
            if (bytes > long.MaxValue)
                throw Damaged($"the first {i + 1} sizes {Layout.Show(sizes.AsSpan(0, i + 1))} alone make more elements than any memory holds");
        }
        // A stream that cannot tell its length is found to be too short only on the way.
        if (!isEmpty && reader.BaseStream is { CanSeek: true } stream && bytes > stream.Length - stream.Position)
        {
            throw new EndOfStreamException(
                $"The data ends inside a tensor: {type} of shape {Layout.Show(sizes)} takes {bytes} bytes, and {stream.Length - stream.Position} are left. Nothing was loaded from it.");
        }
        return (type, sizes);
    }

    private static Tensor ReadElements(BinaryReader reader, ScalarType type, long[] sizes)
    {
        var tensor = Tensor.New(sizes, type);
        var bytes = tensor.Layout.Count * type.Size();
        for (long start = 0; start < bytes; start += 1 << 20)
            reader.BaseStream.ReadExactly(new Span<byte>((byte*)tensor.Memory.Data + start, (int)Math.Min(1 << 20, bytes - start)));
        return tensor;
    }

    private static bool IsStored(ScalarType type) => type.IsInteger() || type.IsFloating() || type == ScalarType.Bool;

    private static InvalidDataException Damaged(string why) =>
        new($"This is no stored tensor, or it is damaged: {why}. Nothing was loaded from it; take another copy of the file.");
}
