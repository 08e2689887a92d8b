namespace TorchSharp;

public static partial class torch
{
    /// <summary>One entry of an index: a position, a slice, an ellipsis, a new dimension, a mask or a tensor of positions.</summary>
    public struct TensorIndex
    {
        private readonly long? start;
        private readonly long? stop;
        private readonly long? step;
        private readonly Tensor? tensor;

        private TensorIndex(IndexKind kind, long? start = null, long? stop = null, long? step = null, Tensor? tensor = null)
        {
            Kind = kind;
            this.start = start;
            this.stop = stop;
            this.step = step;
            this.tensor = tensor;
        }

        /// <summary>All dimensions that no other entry names.</summary>
        public static readonly TensorIndex Ellipsis = new(IndexKind.Ellipsis);

        /// <summary>A new dimension of size 1.</summary>
        public static readonly TensorIndex None = new(IndexKind.NewDimension);

        /// <summary>A new dimension of size 1.</summary>
        public static readonly TensorIndex Null = new(IndexKind.NewDimension);

        /// <summary>All of a dimension.</summary>
        public static readonly TensorIndex Colon = new(IndexKind.Slice);

        internal readonly IndexKind Kind { get; }

        internal readonly long Position => start!.Value;

        internal readonly Tensor Values => tensor!;

        /// <summary>Elements start, start + step, … before stop; what is not given is the dimension's end.</summary>
        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) => new(IndexKind.Slice, start, stop, step);

        /// <summary>Elements start, start + 1, … before end.</summary>
        public static TensorIndex Slice((int? start, int? end) range) => new(IndexKind.Slice, range.start, range.end);

        /// <summary>A C# range, such as <c>1..^1</c>.</summary>
        public static TensorIndex Slice(Range range) =>
            new(IndexKind.Slice, Bound(range.Start), range.End is { IsFromEnd: true, Value: 0 } ? null : Bound(range.End));

        /// <summary>True: a new dimension of size 1; false: one of size 0.</summary>
        public static TensorIndex Bool(bool value) => new(IndexKind.Truth, value ? 1 : 0);

        /// <summary>One position of a dimension, which is dropped; negative ones count from the end.</summary>
        public static TensorIndex Single(long? index) => index is null ? None : new(IndexKind.Position, index);

        /// <summary>Positions, or a mask of booleans.</summary>
        public static TensorIndex Tensor(Tensor tensor) => new(IndexKind.Tensor, tensor: tensor);

        /// <summary>One position of a dimension.</summary>
        public static implicit operator TensorIndex(long value) => Single(value);

        /// <summary>Always throws: an index entry is no tensor. Here as in TorchSharp, where it settles overloads.</summary>
        /// <exception cref="NotSupportedException">Always.</exception>
        public static implicit operator Tensor(TensorIndex value) =>
            throw new NotSupportedException("An index entry cannot be used as a tensor.");

        /// <summary>Elements start, start + 1, … before end.</summary>
        public static implicit operator TensorIndex((int? start, int? end) range) => Slice(range);

        /// <summary>A C# range, such as <c>1..^1</c>.</summary>
        public static implicit operator TensorIndex(Range range) => Slice(range);

        /// <summary>A C# index, such as <c>^1</c>.</summary>
        public static implicit operator TensorIndex(Index index) => Single(Bound(index));

        /// <summary>The slice's bounds for a dimension of this size.</summary>
        internal readonly (long Start, long Stop, long Step) Resolve(long size) => (start ?? 0, stop ?? size, step ?? 1);

        private static long Bound(Index index) => index.IsFromEnd ? -index.Value : index.Value;
    }
}

/// <summary>Kinds of index entry.</summary>
internal enum IndexKind
{
    Slice,
    Position,
    Ellipsis,
    NewDimension,
    Truth,
    Tensor,
}
