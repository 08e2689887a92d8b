namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The same memory with other sizes, of which one may be −1.</summary>
        /// <exception cref="System.Runtime.InteropServices.ExternalException">The elements do not lie so that strides can reach them.</exception>
        public Tensor view(params long[] shape) => Views.View(this, shape);

        /// <summary>The same memory with the sizes of another tensor.</summary>
        public Tensor view_as(Tensor other) => Views.View(this, other.Sizes);

        /// <summary>The same elements with other sizes, of which one may be −1; copied only where strides demand it.</summary>
        public Tensor reshape(params long[] shape) => Views.Reshape(this, shape);

        /// <summary>Dimensions <paramref name="start_dim"/> to <paramref name="end_dim"/> merged into one.</summary>
        public Tensor flatten(long start_dim = 0, long end_dim = -1)
        {
            var (start, end) = (Layout.Dim(start_dim), Layout.Dim(end_dim));
            Errors.Require(start <= end, "flatten() has invalid args: start_dim cannot come after end_dim");
            if (Layout.Rank == 0)
                return Views.Reshape(this, [1]);
            var merged = 1L;
            for (var dim = start; dim <= end; dim++)
                merged *= Sizes[dim];
            return Views.Reshape(this, [.. Sizes[..start], merged, .. Sizes[(end + 1)..]]);
        }

        /// <summary>One dimension split into several, of which one may be −1.</summary>
        public Tensor unflatten(long dim, params long[] sizes)
        {
            var at = Layout.Dim(dim);
            var known = 1L;
            foreach (var size in sizes)
                known *= size == -1 ? 1 : size;
            var resolved = Array.ConvertAll(sizes, size => size == -1 ? Sizes[at] / Math.Max(known, 1) : size);
            return Views.View(this, [.. Sizes[..at], .. resolved, .. Sizes[(at + 1)..]]);
        }

        /// <summary>One dimension split into several.</summary>
        public Tensor unflatten(long dim, Size sizes) => unflatten(dim, sizes.Shape);

        /// <summary>All elements in one dimension.</summary>
        public Tensor ravel() => Views.Reshape(this, [-1]);

        /// <summary>Two dimensions exchanged; a view.</summary>
        public Tensor transpose(long dim0, long dim1) => Views.Transpose(this, dim0, dim1);

        /// <summary>Two dimensions exchanged; a view.</summary>
        public Tensor swapaxes(long dim0, long dim1) => Views.Transpose(this, dim0, dim1);

        /// <summary>Two dimensions exchanged; a view.</summary>
        public Tensor swapdims(long dim0, long dim1) => Views.Transpose(this, dim0, dim1);

        /// <summary>A matrix transposed; a view. Fewer dimensions stay as they are.</summary>
        public Tensor t()
        {
            Errors.Require(Layout.Rank <= 2, $"t() expects a tensor with <= 2 dimensions, but self is {Layout.Rank}D");
            return Layout.Rank < 2 ? Views.Make(this, Layout, offset) : Views.Transpose(this, 0, 1);
        }

        /// <summary>All dimensions in reverse order; a view.</summary>
        public Tensor T
        {
            get
            {
                var order = new long[Layout.Rank];
                for (var i = 0; i < order.Length; i++)
                    order[i] = order.Length - 1 - i;
                return Views.Permute(this, order);
            }
        }

        /// <summary>The last two dimensions exchanged; a view.</summary>
        public Tensor mT => Views.Transpose(this, -2, -1);

        /// <summary>Dimensions in another order: dimension i of the result is <paramref name="permutation"/>[i] of this; a view.</summary>
        public Tensor permute(params long[] permutation) => Views.Permute(this, permutation);

        /// <summary>Dimensions in another order; a view.</summary>
        public Tensor permute(IEnumerable<long> permutation) => Views.Permute(this, permutation.ToArray());

        /// <summary>Dimensions of size 1 stretched, and new ones in front, without a copy; −1 keeps a size.</summary>
        public Tensor expand(params long[] sizes) => Views.Expand(this, sizes);

        /// <summary>Dimensions of size 1 stretched, and new ones in front, without a copy; −1 keeps a size.</summary>
        public Tensor expand(long[] sizes, bool isImplicit = false) => Views.Expand(this, sizes);

        /// <summary>Dimensions of size 1 stretched, and new ones in front, without a copy; −1 keeps a size.</summary>
        public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false) => Views.Expand(this, sizes);

        /// <summary>Dimensions of size 1 stretched, and new ones in front, without a copy; −1 keeps a size.</summary>
        public Tensor expand(Size sizes, bool isImplicit = false) => Views.Expand(this, sizes.Shape);

        /// <summary>Stretched to the sizes of another tensor, without a copy.</summary>
        public Tensor expand_as(Tensor other) => Views.Expand(this, other.Sizes);

        /// <summary>Stretched to these sizes, without a copy.</summary>
        public Tensor broadcast_to(params long[] shape) => Views.Expand(this, shape);

        /// <summary>A new dimension of size 1; a view.</summary>
        public Tensor unsqueeze(long dim) => Views.Unsqueeze(this, dim);

        /// <summary>Dimensions of size 1 dropped: all, or this one; a view.</summary>
        public Tensor squeeze(long? dim = null) => Views.Squeeze(this, dim);

        /// <summary>Elements <paramref name="start"/>, start + <paramref name="step"/>, … before <paramref name="finish"/> of a dimension; a view.</summary>
        public Tensor slice(long dim, long start, long finish, long step) => Views.Slice(this, dim, start, finish, step);

        /// <summary><paramref name="length"/> elements of a dimension from <paramref name="start"/> on; a view.</summary>
        public Tensor narrow(long dim, long start, long length)
        {
            var size = Sizes[Layout.Dim(dim)];
            var from = start < 0 ? start + size : start;
            Errors.Require(from >= 0 && length >= 0 && from + length <= size, $"narrow(): start ({start}) + length ({length}) exceeds dimension size ({size}) of shape {Layout}.");
            return Views.Slice(this, dim, from, from + length, 1);
        }

        /// <summary>The elements at one index of a dimension, which is dropped; a view.</summary>
        public Tensor select(long dim, long index) => Views.Select(this, dim, index);

        /// <summary>A view of the same memory with any sizes and strides; elements may repeat.</summary>
        public Tensor as_strided(long[] size, long[] strides, long storageOffset = 0)
        {
            Errors.Require(size.Length == strides.Length, $"mismatch in length of strides and shape: {Layout.Show(strides)} and {Layout.Show(size)}");
            var last = storageOffset;
            for (var dim = 0; dim < size.Length; dim++)
                last += Math.Max(size[dim] - 1, 0) * strides[dim];
            Errors.Require((last + 1) * ElementSize <= Memory.Length, $"as_strided: sizes {Layout.Show(size)} and strides {Layout.Show(strides)} from {storageOffset} reach beyond the memory");
            return Views.Make(this, Layout.Of(size, strides), storageOffset);
        }

        /// <summary>Another handle on the same value.</summary>
        public Tensor alias() => Views.Make(this, Layout, offset);

        /// <summary>This tensor if it is row-major, otherwise a copy that is.</summary>
        public Tensor contiguous() => IsDense ? this : Cloning.Clone(this);

        /// <summary>A copy in memory of its own.</summary>
        public Tensor clone() => Cloning.Clone(this);

        /// <summary>Writes the elements of another tensor, broadcast and converted; returns this.</summary>
        public Tensor copy_(Tensor source, bool nonBlocking = false) => Cloning.CopyInPlace(this, source);

        /// <summary>Writes one number over all elements; returns this.</summary>
        public Tensor fill_(Scalar value) => Cloning.Fill(this, value.Value);

        /// <summary>Writes zeros over all elements; returns this.</summary>
        public Tensor zero_() => Cloning.Fill(this, Number.Zero);

        /// <summary>Parts of <paramref name="size"/> along a dimension, the last perhaps shorter; views.</summary>
        public Tensor[] split(long size, int dim = 0) => Joining.Split(this, size, dim);

        /// <summary>Parts of these sizes along a dimension; views.</summary>
        public Tensor[] split(long[] sizes, long dim = 0) => Joining.Split(this, sizes, dim);

        /// <summary>Parts of these sizes along a dimension; views.</summary>
        public Tensor[] split(ReadOnlySpan<long> sizes, long dim = 0) => Joining.Split(this, sizes, dim);

        /// <summary>Parts of these sizes along the first dimension; views.</summary>
        public Tensor[] split(params long[] sizes) => Joining.Split(this, sizes, 0);

        /// <summary>At most <paramref name="chunks"/> parts of equal size along a dimension, the last perhaps shorter; views.</summary>
        public Tensor[] chunk(long chunks, long dim = 0)
        {
            Errors.Require(chunks > 0, $"chunk expects `chunks` to be greater than 0, got: {chunks}");
            var size = Sizes[Layout.Dim(dim)];
            return Joining.Split(this, Math.Max((size + chunks - 1) / chunks, 1), dim);
        }

        /// <summary>The slices of a dimension, which is dropped; views.</summary>
        public Tensor[] unbind(long dimension = 0)
        {
            var parts = new Tensor[Sizes[Layout.Dim(dimension)]];
            for (var i = 0; i < parts.Length; i++)
                parts[i] = Views.Select(this, dimension, i);
            return parts;
        }

        /// <summary>Copies laid side by side: <paramref name="sizes"/>[i] of them along dimension i.</summary>
        public Tensor repeat(params long[] sizes) => Joining.Repeat(this, sizes);

        /// <summary>Copies laid side by side, as repeat, but fewer counts than dimensions are completed with ones in front.</summary>
        public Tensor tile(long[] reps)
        {
            var counts = new long[Math.Max(reps.Length, Layout.Rank)];
            Array.Fill(counts, 1);
            reps.CopyTo(counts, counts.Length - reps.Length);
            return Joining.Repeat(this, counts);
        }
    }
}
