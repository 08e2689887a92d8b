namespace TorchSharp;

public static partial class torch
{
    /// <summary>Joins tensors along an existing dimension.</summary>
    public static Tensor concatenate(IList<Tensor> tensors, long axis = 0) => Joining.Cat([.. tensors], axis);

    /// <summary>Joins tensors along an existing dimension.</summary>
    public static Tensor concatenate(ReadOnlySpan<Tensor> tensors, long axis = 0) => Joining.Cat(tensors, axis);

    /// <summary>Joins tensors along an existing dimension.</summary>
    public static Tensor concatenate(Tensor[] tensors, long axis = 0) => Joining.Cat(tensors, axis);

    /// <summary>Joins tensors one beside another: along the second dimension, vectors along the first.</summary>
    public static Tensor hstack(IEnumerable<Tensor> tensors) => Stacking.Beside([.. tensors]);

    /// <summary>Joins tensors one beside another: along the second dimension, vectors along the first.</summary>
    public static Tensor hstack(IList<Tensor> tensors) => Stacking.Beside([.. tensors]);

    /// <summary>Joins tensors one beside another: along the second dimension, vectors along the first.</summary>
    public static Tensor hstack(ReadOnlySpan<Tensor> tensors) => Stacking.Beside(tensors);

    /// <summary>Joins tensors one beside another: along the second dimension, vectors along the first.</summary>
    public static Tensor hstack(params Tensor[] tensors) => Stacking.Beside(tensors);

    /// <summary>Joins tensors one under another; vectors become rows.</summary>
    public static Tensor vstack(IList<Tensor> tensors) => Stacking.Under([.. tensors]);

    /// <summary>Joins tensors one under another; vectors become rows.</summary>
    public static Tensor vstack(ReadOnlySpan<Tensor> tensors) => Stacking.Under(tensors);

    /// <summary>Joins tensors one under another; vectors become rows.</summary>
    public static Tensor vstack(Tensor[] tensors) => Stacking.Under(tensors);

    /// <summary>Joins tensors one under another; vectors become rows.</summary>
    public static Tensor row_stack(IList<Tensor> tensors) => Stacking.Under([.. tensors]);

    /// <summary>Joins tensors one under another; vectors become rows.</summary>
    public static Tensor row_stack(ReadOnlySpan<Tensor> tensors) => Stacking.Under(tensors);

    /// <summary>Joins tensors one under another; vectors become rows.</summary>
    public static Tensor row_stack(params Tensor[] tensors) => Stacking.Under(tensors);

    /// <summary>Joins tensors one behind another, along the third dimension.</summary>
    public static Tensor dstack(IEnumerable<Tensor> tensors) => Stacking.Behind([.. tensors]);

    /// <summary>Joins tensors one behind another, along the third dimension.</summary>
    public static Tensor dstack(IList<Tensor> tensors) => Stacking.Behind([.. tensors]);

    /// <summary>Joins tensors one behind another, along the third dimension.</summary>
    public static Tensor dstack(ReadOnlySpan<Tensor> tensors) => Stacking.Behind(tensors);

    /// <summary>Joins tensors one behind another, along the third dimension.</summary>
    public static Tensor dstack(params Tensor[] tensors) => Stacking.Behind(tensors);

    /// <summary>Joins tensors one beside another; vectors become columns.</summary>
    public static Tensor column_stack(IList<Tensor> tensors) => Stacking.Columns([.. tensors]);

    /// <summary>Joins tensors one beside another; vectors become columns.</summary>
    public static Tensor column_stack(ReadOnlySpan<Tensor> tensors) => Stacking.Columns(tensors);

    /// <summary>Joins tensors one beside another; vectors become columns.</summary>
    public static Tensor column_stack(params Tensor[] tensors) => Stacking.Columns(tensors);

    /// <summary>Cuts a dimension into parts whose sizes differ by one at most; views.</summary>
    public static Tensor[] tensor_split(Tensor input, long indices_or_sections, long dim = 0) => Stacking.Cut(input, indices_or_sections, dim);

    /// <summary>Cuts a dimension before each of these positions; views.</summary>
    public static Tensor[] tensor_split(Tensor input, long[] indices_or_sections, long dim = 0) => Stacking.CutAt(input, indices_or_sections, dim);

    public partial class Tensor
    {
        /// <summary>Cuts a dimension into parts whose sizes differ by one at most; views.</summary>
        public Tensor[] tensor_split(long size, long dim = 0) => Stacking.Cut(this, size, dim);

        /// <summary>Cuts a dimension before each of these positions; views.</summary>
        public Tensor[] tensor_split(long[] sizes, long dim = 0) => Stacking.CutAt(this, sizes, dim);
    }
}
