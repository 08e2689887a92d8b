using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Triangles and diagonals of matrices.</summary>
internal static unsafe class Triangles
{
    /// <summary>The lower (or upper) triangle of the last two dimensions, zero elsewhere.</summary>
    public static Tensor Triangle(Tensor x, long diagonal, bool lower)
    {
        Errors.Require(x.Layout.Rank >= 2, $"tril/triu: input tensor must have at least 2 dimensions, but the shape is {x.Layout}");
        var y = x.Copy();
        Clear(y, diagonal, lower);
        return Node.Records(x) ? y.Attach(new TriangleNode(x, diagonal, lower)) : y;
    }

    /// <summary>Writes zeros outside the lower (or upper) triangle.</summary>
    public static Tensor TriangleInPlace(Tensor x, long diagonal, bool lower)
    {
        x.BeforeInPlace();
        var node = Node.Records(x) ? new TriangleNode(x, diagonal, lower) : null;
        using (no_grad())
        {
            using var result = Triangle(x, diagonal, lower);
            Copying.Copy(result, x);
        }
        return x.AfterInPlace(node);
    }

    /// <summary>One diagonal of two dimensions, which becomes the last; a view.</summary>
    public static Tensor Diagonal(Tensor x, long offset, long dim1, long dim2)
    {
        var (rows, columns) = (x.Layout.Dim(dim1), x.Layout.Dim(dim2));
        Errors.Require(rows != columns, $"diagonal dimensions cannot be identical {dim1}, {dim2}");
        var length = offset >= 0 ? Math.Min(x.Sizes[rows], x.Sizes[columns] - offset) : Math.Min(x.Sizes[rows] + offset, x.Sizes[columns]);
        length = Math.Max(length, 0);
        var sizes = new List<long>();
        var strides = new List<long>();
        for (var dim = 0; dim < x.Layout.Rank; dim++)
        {
            if (dim == rows || dim == columns)
                continue;
            sizes.Add(x.Sizes[dim]);
            strides.Add(x.Strides[dim]);
        }
        sizes.Add(length);
        strides.Add(x.Strides[rows] + x.Strides[columns]);
        var start = length == 0 ? 0 : offset >= 0 ? offset * x.Strides[columns] : -offset * x.Strides[rows];
        return Views.Make(x, Layout.Of(sizes.ToArray(), strides.ToArray()), x.Offset + start);
    }

    /// <summary>Rows and columns of a triangle's elements, [2, n].</summary>
    public static Tensor Indices(long rows, long columns, long offset, ScalarType type, bool lower)
    {
        using var matrix = ones(rows, columns, ScalarType.Bool);
        using var triangle = Triangle(matrix, offset, lower);
        using var found = Searching.NonZero(triangle);
        using var pairs = found.t();
        return pairs.Cast(type);
    }

    private static void Clear(Tensor y, long diagonal, bool lower)
    {
        var (rows, columns, size) = (y.Sizes[^2], y.Sizes[^1], y.Type.Size());
        var total = y.Layout.Count / Math.Max(columns, 1);
        for (var row = 0L; row < total; row++)
        {
            // Lower keeps columns up to row + diagonal, upper from there on.
            var edge = Math.Clamp(row % rows + diagonal + (lower ? 1 : 0), 0, columns);
            var (start, end) = lower ? (edge, columns) : (0, edge);
            new Span<byte>(y.Memory.Data + (row * columns + start) * size, (int)((end - start) * size)).Clear();
        }
    }
}

/// <summary>y = a triangle of x: the gradient outside it is zero.</summary>
internal sealed class TriangleNode : Node
{
    private readonly long diagonal;
    private readonly bool lower;

    public TriangleNode(Tensor x, long diagonal, bool lower)
    {
        (this.diagonal, this.lower) = (diagonal, lower);
        Connect(x);
    }

    protected override void Backward(Tensor gradient) => Send(0, Triangles.Triangle(gradient, diagonal, lower));
}
