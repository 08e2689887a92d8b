using System.Collections;
using static TorchSharp.torch;

namespace TorchSharp.Utils;

/// <summary>The elements of a tensor in row-major order, read and written in the tensor's own memory.</summary>
/// <typeparam name="T">The C# type of the tensor's elements.</typeparam>
public sealed unsafe class TensorAccessor<T> : IDisposable, IEnumerable<T>
    where T : unmanaged
{
    private readonly Tensor tensor;

    internal TensorAccessor(Tensor tensor) => this.tensor = tensor.Share();

    /// <summary>Number of elements.</summary>
    public long Count => tensor.Layout.Count;

    /// <summary>Whether elements cannot be written: they can.</summary>
    public bool IsReadOnly => false;

    /// <summary>The element at these indices: one for each dimension, or one alone in row-major order.</summary>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">There is no such element.</exception>
    public T this[params long[] indices]
    {
        get => tensor.Pointer<T>()[Position(indices)];
        set
        {
            tensor.Pointer<T>()[Position(indices)] = value;
            tensor.AfterInPlace();
        }
    }

    /// <summary>All elements, copied.</summary>
    public T[] ToArray()
    {
        var array = new T[Count];
        CopyTo(array);
        return array;
    }

    /// <summary>Copies elements from <paramref name="tensorIndex"/> on to an array, as many as it holds.</summary>
    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0)
    {
        ArgumentNullException.ThrowIfNull(array);
        CopyTo(array.AsSpan(), arrayIndex, tensorIndex);
    }

    /// <summary>Copies elements from <paramref name="tensorIndex"/> on to a span, as many as it holds.</summary>
    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        using var dense = tensor.Dense();
        var count = (int)Math.Min(array.Length - arrayIndex, Count - tensorIndex);
        new ReadOnlySpan<T>(dense.Pointer<T>() + tensorIndex, count).CopyTo(array[arrayIndex..]);
    }

    /// <summary>Writes elements from <paramref name="tensorIndex"/> on from an array, as many as it holds.</summary>
    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0)
    {
        ArgumentNullException.ThrowIfNull(array);
        CopyFrom(array.AsSpan(), arrayIndex, tensorIndex);
    }

    /// <summary>Writes elements from <paramref name="tensorIndex"/> on from a span, as many as it holds.</summary>
    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var count = Math.Min(array.Length - arrayIndex, Count - tensorIndex);
        if (tensor.IsDense)
            array.Slice(arrayIndex, (int)count).CopyTo(new Span<T>(tensor.Pointer<T>() + tensorIndex, (int)count));
        else
        {
            for (var i = 0L; i < count; i++)
                tensor.Pointer<T>()[Linear(tensorIndex + i)] = array[(int)(arrayIndex + i)];
        }
        tensor.AfterInPlace();
    }

    /// <summary>Lets go of the tensor.</summary>
    public void Dispose() => tensor.Dispose();

    /// <summary>Runs through the elements in row-major order.</summary>
    public IEnumerator<T> GetEnumerator()
    {
        for (var i = 0L; i < Count; i++)
            yield return ElementAt(i);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private T ElementAt(long index) => tensor.Pointer<T>()[Linear(index)];

    private long Position(long[] indices)
    {
        if (indices.Length == 1 && tensor.Layout.Rank != 1)
        {
            if (indices[0] < 0 || indices[0] >= Count)
                throw OutOfRange(indices);
            return Linear(indices[0]);
        }
        if (indices.Length != tensor.Layout.Rank)
            throw new ArgumentException($"{indices.Length} indices were given for a tensor of shape {tensor.Layout}.", nameof(indices));
        var position = 0L;
        for (var dim = 0; dim < indices.Length; dim++)
        {
            if (indices[dim] < 0 || indices[dim] >= tensor.Sizes[dim])
                throw OutOfRange(indices);
            position += indices[dim] * tensor.Strides[dim];
        }
        return position;
    }

    private Exception OutOfRange(long[] indices) =>
        Errors.Index($"Index {Layout.Show(indices)} is out of range for a tensor of shape {tensor.Layout}.");

    private long Linear(long index)
    {
        if (tensor.IsDense)
            return index;
        var position = 0L;
        for (var dim = tensor.Layout.Rank - 1; dim >= 0; dim--)
        {
            position += index % tensor.Sizes[dim] * tensor.Strides[dim];
            index /= tensor.Sizes[dim];
        }
        return position;
    }
}
