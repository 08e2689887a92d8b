namespace TorchSharp;

public static partial class torch
{
    /// <summary>Ones on the diagonal of a matrix, zeros elsewhere; as many columns as rows unless told.</summary>
    public static Tensor eye(long rows, long columns = -1, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        var matrix = Factories.Full([rows, columns < 0 ? rows : columns], Number.Zero, dtype ?? get_default_dtype(), requiresGrad: false, device);
        using (var diagonal = Triangles.Diagonal(matrix, 0, 0, 1))
            Copying.Fill(diagonal, Number.One);
        return requires_grad ? matrix.requires_grad_() : matrix;
    }

    /// <summary><paramref name="steps"/> numbers evenly spaced from start to end, both included.</summary>
    public static Tensor linspace(double start, double end, long steps, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        Errors.Require(steps >= 0, "number of steps must be non-negative");
        Factories.CheckDevice(device);
        var step = steps > 1 ? (end - start) / (steps - 1) : 0;
        using var values = Tensor.New([steps], ScalarType.Float64);
        var numbers = values.Span<double>();
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = i < steps / 2 ? start + i * step : end - (steps - 1 - i) * step;
        if (steps == 1)
            numbers[0] = start;
        var result = values.As(dtype ?? get_default_dtype());
        return requires_grad ? result.requires_grad_() : result;
    }

    /// <summary>Positions of the lower triangle of a matrix, [2, n].</summary>
    public static Tensor tril_indices(long row, long col, long offset = 0, ScalarType dtype = ScalarType.Int64, Device? device = null) =>
        Triangles.Indices(row, col, offset, dtype, lower: true);

    /// <summary>Positions of the upper triangle of a matrix, [2, n].</summary>
    public static Tensor triu_indices(long row, long col, long offset = 0, ScalarType dtype = ScalarType.Int64, Device? device = null) =>
        Triangles.Indices(row, col, offset, dtype, lower: false);

    /// <summary>A matrix with a vector on a diagonal, or the diagonal of a matrix.</summary>
    public static Tensor diag(Tensor input, long diagonal = 0)
    {
        if (input.Layout.Rank == 2)
            return Triangles.Diagonal(input, diagonal, 0, 1).clone();
        Errors.Require(input.Layout.Rank == 1, $"diag(): Supports 1D or 2D tensors. Got shape {input.Layout}");
        var size = input.Sizes[0] + Math.Abs(diagonal);
        var matrix = Factories.Full([size, size], Number.Zero, input.Type, requiresGrad: false);
        Triangles.Diagonal(matrix, diagonal, 0, 1).copy_(input);
        return matrix;
    }

    /// <summary>Sizes that all shapes broadcast to.</summary>
    public static Size broadcast_shapes(params long[][] shapes)
    {
        var common = Layout.Scalar;
        foreach (var shape in shapes)
            common = Broadcasting.Common(common, Layout.Contiguous(shape));
        return new Size(common.Sizes.ToArray());
    }

    /// <summary>All tensors stretched to their common sizes; views.</summary>
    public static IList<Tensor> broadcast_tensors(params Tensor[] tensors)
    {
        var common = Layout.Scalar;
        foreach (var tensor in tensors)
            common = Broadcasting.Common(common, tensor.Layout);
        return Array.ConvertAll(tensors, tensor => Views.Expand(tensor, common.Sizes));
    }

    /// <summary>One grid tensor for each vector, over the product of their positions; only indexing "ij" and "xy".</summary>
    public static Tensor[] meshgrid(IEnumerable<Tensor> tensors, string indexing = "ij")
    {
        var vectors = tensors.ToArray();
        var swap = indexing == "xy" && vectors.Length > 1;
        Errors.Require(indexing is "ij" or "xy", $"meshgrid: indexing must be one of \"xy\" or \"ij\", but received: {indexing}");
        if (swap)
            (vectors[0], vectors[1]) = (vectors[1], vectors[0]);
        var sizes = Array.ConvertAll(vectors, vector => vector.numel());
        var grids = new Tensor[vectors.Length];
        for (var i = 0; i < grids.Length; i++)
        {
            var shape = new long[vectors.Length];
            Array.Fill(shape, 1);
            shape[i] = sizes[i];
            grids[i] = vectors[i].reshape(shape).expand(sizes);
            if (swap)
                grids[i] = grids[i].transpose(0, 1);
        }
        if (swap)
            (grids[0], grids[1]) = (grids[1], grids[0]);
        return grids;
    }

    /// <summary>Input plus the product of two matrices: beta·input + alpha·mat1·mat2.</summary>
    public static Tensor addmm(Tensor input, Tensor mat1, Tensor mat2, float beta, float alpha) => input.addmm(mat1, mat2, beta, alpha);

    public partial class Tensor
    {
        /// <summary>beta·this + alpha·mat1·mat2.</summary>
        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1f, float alpha = 1f) => Weighted(beta, alpha, mat1.mm(mat2));

        /// <summary>A matrix with this vector on a diagonal, or the diagonal of this matrix.</summary>
        public Tensor diag(long diagonal = 0) => torch.diag(this, diagonal);
    }
}
