using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Concatenation and its inverse.</summary>
internal static class Joining
{
    /// <summary>Tensors one after the other along a dimension; all other sizes agree.</summary>
    public static Tensor Cat(ReadOnlySpan<Tensor> tensors, long dim)
    {
        Errors.Require(tensors.Length > 0, "torch.cat(): expected a non-empty list of Tensors");
        var first = tensors[0];
        foreach (var tensor in tensors)
        {
            // PyTorch lets a bare empty tensor stand for nothing.
            if (tensor.Layout.Rank != 1 || tensor.Layout.Count != 0)
            {
                first = tensor;
                break;
            }
        }
        Errors.Require(first.Layout.Rank > 0, "zero-dimensional tensor (at position 0) cannot be concatenated");
        var at = first.Layout.Dim(dim);
        Span<long> sizes = stackalloc long[Layout.MaxRank];
        first.Sizes.CopyTo(sizes);
        sizes[at] = 0;
        var type = first.Type;
        for (var i = 0; i < tensors.Length; i++)
        {
            var tensor = tensors[i];
            if (IsNothing(tensor))
                continue;
            CheckFits(first, tensor, at, i);
            sizes[at] += tensor.Sizes[at];
            type = ScalarTypes.Promote(type, tensor.Type);
        }
        var result = Tensor.New(sizes[..first.Layout.Rank], type);
        var start = 0L;
        foreach (var tensor in tensors)
        {
            if (IsNothing(tensor))
                continue;
            using var place = Place(result, at, start, tensor.Sizes[at]);
            Copying.Copy(tensor, place);
            start += tensor.Sizes[at];
        }
        return Node.Records(tensors) ? result.Attach(new CatNode(tensors, at)) : result;
    }

    /// <summary>Tensors of equal sizes along a new dimension.</summary>
    public static Tensor Stack(ReadOnlySpan<Tensor> tensors, long dim)
    {
        Errors.Require(tensors.Length > 0, "stack expects a non-empty TensorList");
        var at = Layout.Dim(dim, tensors[0].Layout.Rank + 1);
        var widened = new Tensor[tensors.Length];
        for (var i = 0; i < tensors.Length; i++)
        {
            Errors.Require(
                tensors[i].Layout.SameSizes(tensors[0].Layout),
                $"stack expects each tensor to be equal size, but got {tensors[0].Layout} at entry 0 and {tensors[i].Layout} at entry {i}");
            widened[i] = Views.Unsqueeze(tensors[i], at);
        }
        var result = Cat(widened, at);
        foreach (var tensor in widened)
            tensor.Dispose();
        return result;
    }

    /// <summary>Parts of <paramref name="size"/> along a dimension.</summary>
    public static Tensor[] Split(Tensor x, long size, long dim)
    {
        Errors.Require(size > 0, $"split expects split_size be positive, but got split_size={size}");
        var at = x.Layout.Dim(dim);
        var total = x.Sizes[at];
        var parts = new Tensor[Math.Max((total + size - 1) / size, 1)];
        for (var i = 0; i < parts.Length; i++)
            parts[i] = Views.Slice(x, at, i * size, Math.Min((i + 1) * size, total), 1);
        return parts;
    }

    /// <summary>Parts of these sizes along a dimension.</summary>
    public static Tensor[] Split(Tensor x, ReadOnlySpan<long> sizes, long dim)
    {
        var at = x.Layout.Dim(dim);
        var sum = 0L;
        foreach (var size in sizes)
            sum += size;
        Errors.Require(sum == x.Sizes[at], $"split_with_sizes expects split_sizes to sum exactly to {x.Sizes[at]} (input tensor's size at dimension {at}), but got split_sizes={Layout.Show(sizes)}");
        var parts = new Tensor[sizes.Length];
        var start = 0L;
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = Views.Slice(x, at, start, start + sizes[i], 1);
            start += sizes[i];
        }
        return parts;
    }

    /// <summary>Copies side by side.</summary>
    public static Tensor Repeat(Tensor x, ReadOnlySpan<long> times)
    {
        var lead = times.Length - x.Layout.Rank;
        Errors.Require(lead >= 0, $"Number of dimensions of repeat dims {Layout.Show(times)} can not be smaller than number of dimensions of tensor {x.Layout}");
        // Each dimension as a pair (copies, size), the copies stretched, then merged.
        var pairs = new List<long>();
        var stretched = new List<long>();
        var merged = new List<long>();
        for (var dim = 0; dim < times.Length; dim++)
        {
            var size = dim < lead ? 1 : x.Sizes[dim - lead];
            pairs.AddRange([1, size]);
            stretched.AddRange([times[dim], size]);
            merged.Add(times[dim] * size);
        }
        using var split = Views.Reshape(x, pairs.ToArray());
        using var expanded = Views.Expand(split, stretched.ToArray());
        using var copied = Cloning.Clone(expanded);
        return Views.Reshape(copied, merged.ToArray());
    }

    /// <summary>The part of a row-major tensor that a slice covers, without recording.</summary>
    private static Tensor Place(Tensor whole, int dim, long start, long length)
    {
        Span<long> sizes = stackalloc long[Layout.MaxRank];
        whole.Sizes.CopyTo(sizes);
        sizes[dim] = length;
        return whole.Restride(Layout.Of(sizes[..whole.Layout.Rank], whole.Strides), whole.Offset + start * whole.Strides[dim]);
    }

    private static bool IsNothing(Tensor tensor) => tensor.Layout.Rank == 1 && tensor.Layout.Count == 0;

    private static void CheckFits(Tensor first, Tensor tensor, int at, int position)
    {
        var fits = tensor.Layout.Rank == first.Layout.Rank;
        for (var dim = 0; fits && dim < first.Layout.Rank; dim++)
            fits = dim == at || tensor.Sizes[dim] == first.Sizes[dim];
        Errors.Require(fits, $"Sizes of tensors must match except in dimension {at}. Expected sizes like {first.Layout} but got {tensor.Layout} for tensor number {position} in the list.");
    }
}

/// <summary>y = the inputs one after the other: each gets its slice of the gradient.</summary>
internal sealed class CatNode : Node
{
    private readonly int dim;
    private readonly long[] lengths;
    private readonly ScalarType[] types;

    public CatNode(ReadOnlySpan<Tensor> tensors, int dim)
    {
        this.dim = dim;
        lengths = new long[tensors.Length];
        types = new ScalarType[tensors.Length];
        for (var i = 0; i < tensors.Length; i++)
        {
            lengths[i] = dim < tensors[i].Layout.Rank ? tensors[i].Sizes[dim] : 0;
            types[i] = tensors[i].Type;
            Connect(tensors[i]);
        }
    }

    protected override void Backward(Tensor gradient)
    {
        var start = 0L;
        for (var i = 0; i < lengths.Length; i++)
        {
            if (Needs(i))
            {
                var slice = Views.Slice(gradient, dim, start, start + lengths[i], 1);
                Send(i, slice.Type == types[i] ? slice : slice.Convert(types[i]));
            }
            start += lengths[i];
        }
    }
}
