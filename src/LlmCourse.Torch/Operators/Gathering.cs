using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Indexing with tensors of positions: x[i, :, j] and its inverse.</summary>
internal static unsafe class Gathering
{
    /// <summary>
    /// The position tensors that an index tensor stands for: itself, or, for a mask, the positions of its true elements in
    /// each of its dimensions.
    /// </summary>
    public static IReadOnlyList<Tensor> Positions(Tensor index, Tensor view, int dim)
    {
        if (index.Type != ScalarType.Bool)
        {
            Errors.Require(index.Type.IsInteger(), $"tensors used as indices must be long, byte or bool tensors, but got {index.Type}");
            return [index.As(ScalarType.Int64)];
        }
        for (var i = 0; i < index.Layout.Rank; i++)
        {
            Errors.Require(
                index.Sizes[i] == view.Sizes[dim + i],
                $"The shape of the mask {index.Layout} at index {i} does not match the shape of the indexed tensor {view.Layout} at index {dim + i}");
        }
        using var found = Searching.NonZero(index);
        var columns = new Tensor[index.Layout.Rank];
        for (var i = 0; i < columns.Length; i++)
        {
            using var column = Views.Select(found, 1, i);
            columns[i] = column.Copy();
        }
        return columns;
    }

    /// <summary>
    /// The elements of <paramref name="x"/> at positions that broadcast together; their shape stands where the first index
    /// stood if indices are adjacent, else in front, as in NumPy.
    /// </summary>
    public static Tensor Index(Tensor x, Tensor?[] indices)
    {
        using var plan = new GatherPlan(x, indices);
        var flat = Tensor.New(plan.FlatSizes, x.Type);
        plan.Gather(x, flat);
        if (Node.Records(x))
            flat.Attach(new IndexNode(x, plan.Detach()));
        using var source = flat;
        using var placed = Views.Reshape(flat, plan.PlacedSizes);
        return Views.Permute(placed, plan.ResultOrder);
    }

    /// <summary>Writes <paramref name="value"/>, broadcast, to the positions, or adds it there.</summary>
    public static void IndexPut(Tensor x, Tensor?[] indices, Tensor value, bool accumulate)
    {
        x.BeforeInPlace();
        using var plan = new GatherPlan(x, indices);
        using var cast = value.Convert(x.Type).ShareHistory();
        var order = plan.ResultOrder;
        using var stretched = Views.Expand(cast, Array.ConvertAll(order, dim => plan.PlacedSizes[dim]));
        using var placed = Views.Permute(stretched, Inverse(order));
        using var flat = Views.Reshape(placed, plan.FlatSizes);
        using var dense = flat.Dense();
        var node = Node.Records(x, flat) ? new IndexPutNode(x, flat, plan.Detach(), accumulate) : null;
        plan.Scatter(dense, x, accumulate);
        x.AfterInPlace(node);
    }

    private static long[] Inverse(long[] order)
    {
        var inverse = new long[order.Length];
        for (var i = 0; i < order.Length; i++)
            inverse[order[i]] = i;
        return inverse;
    }
}

/// <summary>y[p] = x at place p: the gradient is added up at the places.</summary>
internal sealed class IndexNode : Node
{
    private readonly Layout layout;
    private readonly GatherPlan plan;

    public IndexNode(Tensor x, GatherPlan plan)
    {
        layout = x.Layout;
        this.plan = plan;
        Connect(x);
    }

    protected override void Backward(Tensor gradient)
    {
        var sum = zeros(layout.Sizes, gradient.Type);
        using var dense = gradient.Dense();
        plan.Scatter(dense, sum, accumulate: true);
        if (gradient.HasGraph)
            sum.Attach(new IndexPutNode(sum, gradient, plan.Detach(), accumulate: true));
        Send(0, sum);
    }

    protected override void ReleaseSaved() => plan.Dispose();
}

/// <summary>x at place p = value[p], or += it.</summary>
internal sealed class IndexPutNode : Node
{
    private readonly GatherPlan plan;
    private readonly bool accumulate;

    public IndexPutNode(Tensor x, Tensor value, GatherPlan plan, bool accumulate)
    {
        this.plan = plan;
        this.accumulate = accumulate;
        Connect(x);
        Connect(value);
    }

    protected override void Backward(Tensor gradient)
    {
        if (Needs(1))
        {
            var part = Tensor.New(plan.FlatSizes, gradient.Type);
            plan.Gather(gradient, part);
            if (gradient.HasGraph)
                part.Attach(new IndexNode(gradient, plan.Detach()));
            Send(1, part);
        }
        if (!Needs(0))
            return;
        if (accumulate)
        {
            Send(0, gradient.ShareHistory());
            return;
        }
        var kept = gradient.clone();
        using var zero = zeros(plan.FlatSizes, gradient.Type);
        plan.Scatter(zero, kept, accumulate: false);
        Send(0, kept);
    }

    protected override void ReleaseSaved() => plan.Dispose();
}
