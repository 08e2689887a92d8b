namespace TorchSharp;

public static partial class torch
{
    /// <summary>Moves a dimension to another place; the others keep their order. A view.</summary>
    public static Tensor movedim(Tensor input, long source, long destination) => Axes.Move(input, [source], [destination]);

    /// <summary>Moves dimensions to other places; the others keep their order. A view.</summary>
    public static Tensor movedim(Tensor input, long[] source, long[] destination) => Axes.Move(input, source, destination);

    /// <summary>As <see cref="movedim(Tensor, long, long)"/>.</summary>
    public static Tensor moveaxis(Tensor input, long source, long destination) => Axes.Move(input, [source], [destination]);

    /// <summary>As <see cref="movedim(Tensor, long[], long[])"/>.</summary>
    public static Tensor moveaxis(Tensor input, long[] source, long[] destination) => Axes.Move(input, source, destination);

    /// <summary>Moves two dimensions to other places; the others keep their order. A view.</summary>
    public static Tensor moveaxis(Tensor input, (long, long) source, (long, long) destination) => Axes.Move(input, [source.Item1, source.Item2], [destination.Item1, destination.Item2]);

    /// <summary>Moves three dimensions to other places; the others keep their order. A view.</summary>
    public static Tensor moveaxis(Tensor input, (long, long, long) source, (long, long, long) destination) => Axes.Move(input, [source.Item1, source.Item2, source.Item3], [destination.Item1, destination.Item2, destination.Item3]);

    /// <summary>Moves four dimensions to other places; the others keep their order. A view.</summary>
    public static Tensor moveaxis(Tensor input, (long, long, long, long) source, (long, long, long, long) destination) => Axes.Move(input, [source.Item1, source.Item2, source.Item3, source.Item4], [destination.Item1, destination.Item2, destination.Item3, destination.Item4]);

    /// <summary>Swaps two dimensions; a view.</summary>
    public static Tensor swapaxes(Tensor input, long axis0, long axis1) => input.transpose(axis0, axis1);

    /// <summary>Columns in reverse.</summary>
    public static Tensor fliplr(Tensor input) => input.flip(1);

    /// <summary>Rows in reverse.</summary>
    public static Tensor flipud(Tensor input) => input.flip(0);

    /// <summary>Turned k times by 90° in the plane of two dimensions, from the first towards the second.</summary>
    public static Tensor rot90(Tensor input, long k = 1, (long, long)? dims = null) => input.rot90(k, dims);

    /// <summary>Elements moved along dimensions, round their ends.</summary>
    public static Tensor roll(Tensor input, long[] shifts, long[] dims) => Axes.Roll(input, shifts, dims);

    /// <summary>Elements in row order moved round the end.</summary>
    public static Tensor roll(Tensor input, long[] shifts) => Axes.Roll(input, shifts, []);

    /// <summary>Elements moved along dimensions, round their ends; without dimensions, in row order.</summary>
    public static Tensor roll(Tensor input, ReadOnlySpan<long> shifts, ReadOnlySpan<long> dims = default) => Axes.Roll(input, shifts, dims);

    /// <summary>Elements moved along two dimensions, round their ends.</summary>
    public static Tensor roll(Tensor input, (long, long) shifts, (long, long) dims) => input.roll(shifts, dims);

    /// <summary>Elements moved along three dimensions, round their ends.</summary>
    public static Tensor roll(Tensor input, (long, long, long) shifts, (long, long, long) dims) => input.roll(shifts, dims);

    /// <summary>Each tensor with at least one dimension.</summary>
    public static IEnumerable<Tensor> atleast_1d(params Tensor[] input) => input.Select(tensor => tensor.atleast_1d());

    /// <summary>Each tensor with at least two dimensions.</summary>
    public static IEnumerable<Tensor> atleast_2d(params Tensor[] input) => input.Select(tensor => tensor.atleast_2d());

    /// <summary>Each tensor with at least three dimensions.</summary>
    public static IEnumerable<Tensor> atleast_3d(params Tensor[] input) => input.Select(tensor => tensor.atleast_3d());

    public partial class Tensor
    {
        /// <summary>Moves a dimension to another place; the others keep their order. A view.</summary>
        public Tensor movedim(long[] source, long[] destination) => Axes.Move(this, source, destination);

        /// <summary>As <see cref="movedim"/>.</summary>
        public Tensor moveaxis(long[] source, long[] destination) => Axes.Move(this, source, destination);

        /// <summary>Columns in reverse.</summary>
        public Tensor fliplr() => flip(1);

        /// <summary>Rows in reverse.</summary>
        public Tensor flipud() => flip(0);

        /// <summary>Turned k times by 90° in the plane of two dimensions, from the first towards the second.</summary>
        public Tensor rot90(long k = 1, (long, long)? dims = null) => Axes.Turn(this, k, dims ?? (0, 1));

        /// <summary>Elements moved along dimensions, round their ends.</summary>
        public Tensor roll(long[] shifts, long[] dims) => Axes.Roll(this, shifts, dims);

        /// <summary>Elements in row order moved round the end.</summary>
        public Tensor roll(long[] shifts) => Axes.Roll(this, shifts, []);

        /// <summary>Elements moved along dimensions, round their ends; without dimensions, in row order.</summary>
        public Tensor roll(ReadOnlySpan<long> shifts, ReadOnlySpan<long> dims = default) => Axes.Roll(this, shifts, dims);

        /// <summary>Elements moved along two dimensions, round their ends.</summary>
        public Tensor roll((long, long) shifts, (long, long) dims) => Axes.Roll(this, [shifts.Item1, shifts.Item2], [dims.Item1, dims.Item2]);

        /// <summary>Elements moved along three dimensions, round their ends.</summary>
        public Tensor roll((long, long, long) shifts, (long, long, long) dims) => Axes.Roll(this, [shifts.Item1, shifts.Item2, shifts.Item3], [dims.Item1, dims.Item2, dims.Item3]);

        /// <summary>Windows of a size along a dimension, a step apart, as a new last dimension. A view; windows may overlap.</summary>
        public Tensor unfold(long dimension, long size, long step) => Axes.Windows(this, dimension, size, step);

        /// <summary>At least one dimension.</summary>
        public Tensor atleast_1d() => Layout.Rank == 0 ? reshape(1) : this;

        /// <summary>At least two dimensions.</summary>
        public Tensor atleast_2d() => Layout.Rank < 2 ? atleast_1d().unsqueeze(0) : this;

        /// <summary>At least three dimensions.</summary>
        public Tensor atleast_3d() => Layout.Rank < 3 ? atleast_2d().unsqueeze(-1) : this;
    }
}
