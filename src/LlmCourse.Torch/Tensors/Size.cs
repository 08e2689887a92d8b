using System.Collections;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Sizes of a tensor.</summary>
    public struct Size : IEnumerable<long>
    {
        /// <summary>No dimensions.</summary>
        public static readonly Size Empty = new(Array.Empty<long>());

        private readonly long[] sizes;

        /// <summary>These sizes.</summary>
        public Size(long[] shape) => sizes = (long[])shape.Clone();

        /// <summary>These sizes.</summary>
        public Size(IEnumerable<long> shape) => sizes = [.. shape];

        /// <summary>These sizes.</summary>
        public Size(int[] shape) => sizes = Array.ConvertAll(shape, x => (long)x);

        /// <summary>One dimension.</summary>
        public Size(long size) => sizes = [size];

        /// <summary>One dimension.</summary>
        public Size(int size) => sizes = [size];

        /// <summary>Two dimensions.</summary>
        public Size((long, long) size) => sizes = [size.Item1, size.Item2];

        /// <summary>Three dimensions.</summary>
        public Size((long, long, long) size) => sizes = [size.Item1, size.Item2, size.Item3];

        /// <summary>Four dimensions.</summary>
        public Size((long, long, long, long) size) => sizes = [size.Item1, size.Item2, size.Item3, size.Item4];

        /// <summary>Number of dimensions.</summary>
        public int Length => Sizes.Length;

        /// <summary>Whether there are no dimensions.</summary>
        public bool IsEmpty => Sizes.Length == 0;

        /// <summary>Whether there are no dimensions, as of a single number.</summary>
        public bool IsScalar => Sizes.Length == 0;

        /// <summary>The sizes; a copy.</summary>
        public long[] Shape => (long[])Sizes.Clone();

        /// <summary>One size.</summary>
        public long this[int idx] => Sizes[idx];

        /// <summary>One size.</summary>
        public long this[long idx] => Sizes[idx];

        private readonly long[] Sizes => sizes ?? [];

        /// <summary>Takes sizes.</summary>
        public static implicit operator Size(long[] size) => new(size);

        /// <summary>Takes one size.</summary>
        public static implicit operator Size(long size) => new(size);

        /// <summary>Takes two sizes.</summary>
        public static implicit operator Size((long, long) size) => new(size);

        /// <summary>Takes three sizes.</summary>
        public static implicit operator Size((long, long, long) size) => new(size);

        /// <summary>Takes four sizes.</summary>
        public static implicit operator Size((long, long, long, long) size) => new(size);

        /// <summary>Whether all sizes are equal.</summary>
        public static bool operator ==(Size left, Size right) => left.Sizes.AsSpan().SequenceEqual(right.Sizes);

        /// <summary>Whether any size differs.</summary>
        public static bool operator !=(Size left, Size right) => !(left == right);

        /// <summary>The sizes of one behind those of another.</summary>
        public static Size operator +(Size left, Size right) => new([.. left.Sizes, .. right.Sizes]);

        /// <summary>These sizes behind those of another.</summary>
        public static Size operator +(Size left, IEnumerable<long> right) => new([.. left.Sizes, .. right]);

        /// <summary>Number of elements.</summary>
        public long numel()
        {
            var count = 1L;
            foreach (var size in Sizes)
                count *= size;
            return count;
        }

        /// <summary>The first sizes.</summary>
        public IEnumerable<long> Take(int i) => Sizes.Take(i);

        /// <summary>The sizes from <paramref name="first"/> to before <paramref name="next"/>.</summary>
        public Size Slice(int first, int next) => new(Sizes[first..next]);

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj is Size other && this == other;

        /// <inheritdoc/>
        public override int GetHashCode()
        {
            var hash = default(HashCode);
            foreach (var size in Sizes)
                hash.Add(size);
            return hash.ToHashCode();
        }

        /// <inheritdoc/>
        public IEnumerator<long> GetEnumerator() => ((IEnumerable<long>)Sizes).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
