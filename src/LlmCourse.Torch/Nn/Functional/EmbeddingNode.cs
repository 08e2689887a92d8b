namespace TorchSharp;

using Kernels;
using static TorchSharp.torch;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Rows of a table by number: <c>[…]</c> → <c>[…, width]</c>. TorchSharp has it as a module only.</summary>
            /// <param name="ids">Row numbers, int64 or int32.</param>
            /// <param name="table">The table <c>[rows, width]</c>.</param>
            /// <param name="paddingIndex">A row that gets no gradient.</param>
            internal static Tensor LookUp(Tensor ids, Tensor table, long? paddingIndex)
            {
                var type = Fused.Type("embedding", table);
                if (table.Sizes.Length != 2)
                    throw Errors.Shape($"embedding: the table must have two dimensions, got {table.Layout}.");
                if (ids.Type is not (ScalarType.Int64 or ScalarType.Int32))
                    throw Errors.DType($"embedding: row numbers are Int64 or Int32, got {ids.Type}.");
                Span<long> sizes = stackalloc long[ids.Sizes.Length + 1];
                ids.Sizes.CopyTo(sizes);
                sizes[^1] = table.Sizes[1];
                var result = Tensor.New(sizes, type);
                using var numbers = Operand.Dense(ids, ScalarType.Int64);
                using var rows = Operand.Dense(table);
                EmbeddingNode.Forward(rows.Tensor, numbers.Tensor, result);
                return Node.Records(table) ? result.Attach(new EmbeddingNode(table, numbers.Tensor, paddingIndex ?? -1)) : result;
            }
        }
    }
}

/// <summary>Gradient of a table's look-up: each row sums the gradients of the places that asked for it.</summary>
internal sealed unsafe class EmbeddingNode : Node
{
    private readonly Layout _tableLayout;
    private readonly long _paddingIndex;
    private SavedTensor _ids;

    public EmbeddingNode(Tensor table, Tensor ids, long paddingIndex)
    {
        (_tableLayout, _paddingIndex) = (table.Layout, paddingIndex);
        _ids = Save(ids);
        Connect(table);
    }

    public override bool IsDifferentiable => false;

    public static void Forward(Tensor table, Tensor ids, Tensor result)
    {
        var (rows, width, count) = ((int)table.Sizes[0], (int)table.Sizes[1], ids.Layout.Count);
        if (table.Type == ScalarType.Float32)
            EmbeddingKernel.Forward(table.Pointer<float>(), ids.Pointer<long>(), result.Pointer<float>(), count, rows, width);
        else
            EmbeddingKernel.Forward(table.Pointer<double>(), ids.Pointer<long>(), result.Pointer<double>(), count, rows, width);
    }

    protected override void Backward(Tensor gradient)
    {
        using var denseGradient = Operand.Dense(gradient);
        var dy = denseGradient.Tensor;
        var ids = _ids.Pointer<long>(this);
        var (rows, width, count) = ((int)_tableLayout.Sizes[0], (int)_tableLayout.Sizes[1], _ids.Layout.Count);
        var table = Tensor.New(_tableLayout, dy.Type);
        if (dy.Type == ScalarType.Float32)
            EmbeddingKernel.Backward(dy.Pointer<float>(), ids, table.Pointer<float>(), count, rows, width, _paddingIndex);
        else
            EmbeddingKernel.Backward(dy.Pointer<double>(), ids, table.Pointer<double>(), count, rows, width, _paddingIndex);
        Send(0, table);
    }

    protected override void ReleaseSaved() => _ids.Release();
}
