using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>The index operator: slices and positions make views, tensors gather.</summary>
internal static class Indexing
{
    /// <summary>x[indices].</summary>
    public static Tensor Get(Tensor x, ReadOnlySpan<TensorIndex> indices)
    {
        var view = Basic(x, indices, out var gathered);
        if (gathered is null)
            return view;
        using var source = view;
        return Gathering.Index(source, gathered);
    }

    /// <summary>x[indices] = value.</summary>
    public static void Set(Tensor x, ReadOnlySpan<TensorIndex> indices, Tensor value)
    {
        using var view = Basic(x, indices, out var gathered);
        if (gathered is null)
        {
            using var fitted = DropLeading(value, view.Layout);
            Cloning.CopyInPlace(view, fitted);
        }
        else
            Gathering.IndexPut(view, gathered, value, accumulate: false);
    }

    /// <summary>Adds to, or writes, the elements at the indices, and returns x.</summary>
    public static Tensor Put(Tensor x, ReadOnlySpan<TensorIndex> indices, Tensor value, bool accumulate)
    {
        using var view = Basic(x, indices, out var gathered);
        if (gathered is not null)
            Gathering.IndexPut(view, gathered, value, accumulate);
        else if (accumulate)
            view.add_(value);
        else
            Cloning.CopyInPlace(view, value);
        return x;
    }

    /// <summary>
    /// Applies what makes views; tensor entries are left in <paramref name="gathered"/>, one slot for each dimension of the
    /// returned view, null where the dimension stays.
    /// </summary>
    private static Tensor Basic(Tensor x, ReadOnlySpan<TensorIndex> indices, out Tensor?[]? gathered)
    {
        var named = 0;
        foreach (var index in indices)
            named += Consumes(index);
        Errors.Require(named <= x.Layout.Rank, $"too many indices for tensor of dimension {x.Layout.Rank}: {named} were given for shape {x.Layout}");
        gathered = null;
        var view = Views.Reshape(x, x.Sizes);
        var dim = 0;
        for (var i = 0; i < indices.Length; i++)
        {
            var index = indices[i];
            switch (index.Kind)
            {
                case IndexKind.Position:
                    Replace(ref view, Views.Select(view, dim, index.Position));
                    if (gathered is not null)
                        gathered = [.. gathered[..dim], .. gathered[(dim + 1)..]];
                    break;
                case IndexKind.Slice:
                    var (start, stop, step) = index.Resolve(view.Sizes[dim]);
                    if (start != 0 || stop != view.Sizes[dim] || step != 1)
                        Replace(ref view, Views.Slice(view, dim, start, stop, step));
                    dim++;
                    break;
                case IndexKind.Ellipsis:
                    dim += x.Layout.Rank - named;
                    named = x.Layout.Rank;
                    break;
                case IndexKind.NewDimension:
                case IndexKind.Truth:
                    Replace(ref view, Views.Unsqueeze(view, dim));
                    if (index.Kind == IndexKind.Truth && index.Position == 0)
                        Replace(ref view, Views.Slice(view, dim, 0, 0, 1));
                    if (gathered is not null)
                        gathered = [.. gathered[..dim], null, .. gathered[dim..]];
                    dim++;
                    break;
                default:
                    gathered ??= new Tensor?[view.Layout.Rank];
                    foreach (var positions in Gathering.Positions(index.Values, view, dim))
                        gathered[dim++] = positions;
                    break;
            }
        }
        return view;
    }

    private static int Consumes(TensorIndex index) => index.Kind switch
    {
        IndexKind.Position or IndexKind.Slice => 1,
        IndexKind.Tensor => index.Values.Type == ScalarType.Bool ? index.Values.Layout.Rank : 1,
        _ => 0,
    };

    private static void Replace(ref Tensor view, Tensor next)
    {
        view.Dispose();
        view = next;
    }

    /// <summary>Drops leading dimensions of size 1 beyond the target's number, as an assignment may.</summary>
    private static Tensor DropLeading(Tensor value, Layout target)
    {
        var extra = value.Layout.Rank - target.Rank;
        if (extra <= 0)
            return value.ShareHistory();
        for (var dim = 0; dim < extra; dim++)
            Errors.Require(value.Sizes[dim] == 1, $"shape mismatch: value tensor of shape {value.Layout} cannot be broadcast to indexing result of shape {target}");
        return Views.Reshape(value, value.Sizes[extra..]);
    }
}
