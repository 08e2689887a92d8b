using System.Numerics;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>gather, scatter, index_select and their kin: positions along one dimension.</summary>
internal static unsafe class Selecting
{
    /// <summary>y[i][j][k] = x[i][index[i][j][k]][k] for dim 1, and so on.</summary>
    public static Tensor Gather(Tensor x, long dim, Tensor index)
    {
        var at = Check(x, dim, index, "gather");
        var y = Tensor.New(index.Layout, x.Type);
        Move(x, y, at, index, MoveKind.Gather);
        return Node.Records(x) ? y.Attach(new GatherNode(x, at, index)) : y;
    }

    /// <summary>A copy of x with src written, or added, at the positions.</summary>
    public static Tensor Scatter(Tensor x, long dim, Tensor index, Tensor src, bool add)
    {
        var y = Cloning.Clone(x);
        return ScatterInPlace(y, dim, index, src, add);
    }

    /// <summary>Writes src, or adds it, at the positions: x[i][index[i][j]] = src[i][j] for dim 1, the last of equals wins.</summary>
    public static Tensor ScatterInPlace(Tensor x, long dim, Tensor index, Tensor src, bool add)
    {
        var at = Check(x, dim, index, "scatter");
        Errors.Require(x.Type == src.Type, $"scatter(): Expected self.dtype to be equal to src.dtype, but got {x.Type} and {src.Type}");
        for (var i = 0; i < index.Layout.Rank; i++)
            Errors.Require(index.Sizes[i] <= src.Sizes[i], $"Expected index {index.Layout} to be smaller than src {src.Layout} in all dimensions");
        x.BeforeInPlace();
        var node = Node.Records(x, src) ? new ScatterNode(x, at, index, src, add) : null;
        using var fitting = src.Restride(Layout.Of(index.Sizes, src.Strides), src.Offset);
        using var dense = fitting.Dense();
        Move(x, dense, at, index, add ? MoveKind.Add : MoveKind.Write);
        return x.AfterInPlace(node);
    }

    /// <summary>The slices of a dimension at these positions.</summary>
    public static Tensor IndexSelect(Tensor x, long dim, Tensor index)
    {
        Errors.Require(index.Layout.Rank <= 1, $"index_select(): Index is supposed to be a vector, but got shape {index.Layout}");
        if (x.Layout.Rank == 0)
            return Cloning.Clone(x);
        var at = x.Layout.Dim(dim);
        var indices = new Tensor?[at + 1];
        using var flat = Views.Reshape(index, [-1]);
        using var wide = flat.As(ScalarType.Int64);
        indices[at] = wide;
        return Gathering.Index(x, indices);
    }

    /// <summary>Adds alpha·source to the slices at these positions, in place.</summary>
    public static Tensor IndexAddInPlace(Tensor x, long dim, Tensor index, Tensor source, Number alpha)
    {
        var at = x.Layout.Dim(dim);
        var indices = new Tensor?[at + 1];
        using var wide = index.As(ScalarType.Int64);
        indices[at] = wide;
        var value = alpha.Real == 1 ? source : Arithmetic.Multiply(source, alpha);
        Gathering.IndexPut(x, indices, value, accumulate: true);
        return x;
    }

    /// <summary>The elements where the mask holds, in row-major order.</summary>
    public static Tensor MaskedSelect(Tensor x, Tensor mask)
    {
        Errors.Require(mask.Type == ScalarType.Bool, $"masked_select: expected BoolTensor for mask, but got {mask.Type}");
        var common = Broadcasting.Common(x.Layout, mask.Layout);
        using var source = Views.Expand(x, common.Sizes);
        using var where = Views.Expand(mask, common.Sizes);
        return Indexing.Get(source, [TensorIndex.Tensor(where)]);
    }

    internal static void Move(Tensor x, Tensor y, int dim, Tensor index, MoveKind kind)
    {
        using var positions = index.Dense(ScalarType.Int64);
        if (kind != MoveKind.Add)
        {
            switch (x.Type.Size())
            {
                case 1:
                    Run<byte, NoSum<byte>>(x, y, dim, positions, kind);
                    break;
                case 2:
                    Run<ushort, NoSum<ushort>>(x, y, dim, positions, kind);
                    break;
                case 4:
                    Run<uint, NoSum<uint>>(x, y, dim, positions, kind);
                    break;
                default:
                    Run<ulong, NoSum<ulong>>(x, y, dim, positions, kind);
                    break;
            }
            return;
        }
        switch (x.Type)
        {
            case ScalarType.Float32:
                Run<float, NumberSum<float>>(x, y, dim, positions, kind);
                break;
            case ScalarType.Float64:
                Run<double, NumberSum<double>>(x, y, dim, positions, kind);
                break;
            case ScalarType.Int64:
                Run<long, NumberSum<long>>(x, y, dim, positions, kind);
                break;
            case ScalarType.Int32:
                Run<int, NumberSum<int>>(x, y, dim, positions, kind);
                break;
            default:
                throw Errors.DType($"scatter_add is not implemented for '{x.Type}'");
        }
    }

    private static int Check(Tensor x, long dim, Tensor index, string name)
    {
        Errors.Require(index.Type is ScalarType.Int64 or ScalarType.Int32, $"{name}(): Expected dtype int64 for index, but got {index.Type}");
        var rank = Math.Max(x.Layout.Rank, 1);
        Errors.Require(Math.Max(index.Layout.Rank, 1) == rank, $"Index tensor must have the same number of dimensions as input tensor: index {index.Layout}, input {x.Layout}");
        var at = x.Layout.Dim(dim);
        for (var i = 0; i < index.Layout.Rank && i < x.Layout.Rank; i++)
            Errors.Require(i == at || index.Sizes[i] <= x.Sizes[i], $"Size does not match at dimension {i} expected index {index.Layout} to be smaller than self {x.Layout} apart from dimension {at}");
        return at;
    }

    private static void Run<T, TSum>(Tensor x, Tensor y, int dim, Tensor index, MoveKind kind)
        where T : unmanaged
        where TSum : struct, ISum<T>
    {
        var (rank, count) = (index.Layout.Rank, index.Layout.Count);
        var size = x.Layout.Rank == 0 ? 1 : x.Sizes[dim];
        var stride = x.Layout.Rank == 0 ? 0 : x.Strides[dim];
        var position = index.Pointer<long>();
        var from = x.Pointer<T>();
        var to = y.Pointer<T>();
        Span<long> counter = stackalloc long[Layout.MaxRank];
        var start = 0L;
        for (var i = 0L; i < count; i++)
        {
            var target = position[i];
            Errors.Require(target >= 0 && target < size, $"index {target} is out of bounds for dimension {dim} with size {size}");
            var element = from + start + target * stride;
            if (kind == MoveKind.Gather)
                to[i] = *element;
            else
                *element = kind == MoveKind.Write ? to[i] : TSum.Add(*element, to[i]);
            for (var d = rank - 1; d >= 0; d--)
            {
                var step = d == dim ? 0 : x.Strides[d];
                start += step;
                if (++counter[d] < index.Sizes[d])
                    break;
                start -= step * index.Sizes[d];
                counter[d] = 0;
            }
        }
    }

    private interface ISum<T>
    {
        static abstract T Add(T x, T y);
    }

    private readonly struct NumberSum<T> : ISum<T>
        where T : INumber<T>
    {
        public static T Add(T x, T y) => x + y;
    }

    /// <summary>For moves of raw bits, which never add.</summary>
    private readonly struct NoSum<T> : ISum<T>
    {
        public static T Add(T x, T y) => y;
    }
}

/// <summary>What happens between the tensor and the row-major elements at its positions.</summary>
internal enum MoveKind
{
    Gather,
    Write,
    Add,
}

/// <summary>y = x gathered: the gradient is scattered and added.</summary>
internal sealed class GatherNode : Node
{
    private readonly Layout layout;
    private readonly int dim;
    private SavedTensor index;

    public GatherNode(Tensor x, int dim, Tensor index)
    {
        (layout, this.dim, this.index) = (x.Layout, dim, Save(index));
        Connect(x);
    }

    protected override void Backward(Tensor gradient)
    {
        using var positions = index.Unpack(this);
        using var zero = zeros(layout.Sizes, gradient.Type);
        Send(0, Selecting.Scatter(zero, dim, positions, gradient, add: true));
    }

    protected override void ReleaseSaved() => index.Release();
}

/// <summary>x with src written, or added, at positions.</summary>
internal sealed class ScatterNode : Node
{
    private readonly Layout source;
    private readonly int dim;
    private readonly bool add;
    private SavedTensor index;

    public ScatterNode(Tensor x, int dim, Tensor index, Tensor src, bool add)
    {
        (source, this.dim, this.add, this.index) = (src.Layout, dim, add, Save(index));
        Connect(x);
        Connect(src);
    }

    protected override void Backward(Tensor gradient)
    {
        using var positions = index.Unpack(this);
        if (Needs(1))
        {
            using var part = Selecting.Gather(gradient, dim, positions);
            var whole = part.ShareHistory();
            Span<long> missing = stackalloc long[Layout.MaxRank];
            // The operator may have used only the first part of src.
            for (var d = 0; d < source.Rank; d++)
            {
                if (source.Sizes[d] > part.Sizes[d])
                {
                    whole.Sizes.CopyTo(missing);
                    missing[d] = source.Sizes[d] - part.Sizes[d];
                    whole = Joining.Cat([whole, zeros(missing[..source.Rank], gradient.Type)], d);
                }
            }
            Send(1, whole);
        }
        if (!Needs(0))
            return;
        if (add)
        {
            Send(0, gradient.ShareHistory());
            return;
        }
        using var nothing = zeros(positions.Sizes, gradient.Type);
        Send(0, Selecting.Scatter(gradient, dim, positions, nothing, add: false));
    }

    protected override void ReleaseSaved() => index.Release();
}
