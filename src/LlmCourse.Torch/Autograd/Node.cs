using static TorchSharp.torch;

namespace TorchSharp;

// The seam for operators with a derivative of their own
// =====================================================
// An operator computes its result with kernels, and, if Node.Records(inputs) says that a graph is wanted, attaches a node:
//
//     var y = x.NewLike();
//     SiluKernel.Forward(x.Pointer<float>(), y.Pointer<float>(), x.numel());
//     return Node.Records(x) ? y.Attach(new SiluNode(x)) : y;
//
//     internal sealed class SiluNode : Node
//     {
//         private SavedTensor x;
//         public SiluNode(Tensor x) { this.x = Save(x); Connect(x); }       // one Connect per input, in order
//         protected override void Backward(Tensor gradient)
//         {
//             using var input = x.Unpack(this);                            // throws if x was changed in place since
//             using var dy = gradient.Dense();                             // row-major, shared if it already is
//             var dx = input.NewLike();
//             SiluKernel.Backward(dy.Pointer<float>(), input.Pointer<float>(), dx.Pointer<float>(), dx.numel());
//             Send(0, dx);                                                 // hands dx over: never use or dispose it after
//         }
//         protected override void ReleaseSaved() => x.Release();
//     }
//
// Rules: ask Needs(i) before computing the gradient of input i; Send at most once per input; what is sent is owned by the
// engine (to pass the incoming gradient on, send gradient.ShareHistory()); tensors made during Backward and not sent are disposed
// after it. Several outputs: override OutputCount and Backward(Tensor?[] gradients), attach with y.Attach(node, index).
// A node whose Backward is written with differentiable operators alone supports create_graph; one that calls kernels
// declares `IsDifferentiable => false`.

/// <summary>
/// One step of the recorded graph: knows where the gradients of its inputs go, and how to compute them from the
/// gradient of its output.
/// </summary>
internal abstract class Node
{
    private Edge edge0;
    private Edge edge1;
    private Edge edge2;
    private Edge[]? moreEdges;
    private Tensor? pending;
    private Tensor?[]? pendingOutputs;
    private AccumulateGradNode?[]? retained;
    private bool released;

    /// <summary>Number of inputs connected so far.</summary>
    public int InputCount { get; private set; }

    /// <summary>
    /// Length of the longest path of nodes behind this one. A node comes after all that its inputs came from, so running
    /// the deepest node first meets every node when its gradient is complete.
    /// </summary>
    public int Depth { get; private set; }

    /// <summary>Where the node stands in the heap of the running backward; −1 when it is not waiting.</summary>
    public int QueuePosition { get; set; } = -1;

    /// <summary>Number of tensors that the operator returned.</summary>
    public virtual int OutputCount => 1;

    /// <summary>Whether <see cref="Backward(Tensor)"/> uses differentiable operators alone, as <c>create_graph</c> needs.</summary>
    public virtual bool IsDifferentiable => true;

    /// <summary>The operator's name in error messages: <c>MulBackward</c>.</summary>
    public virtual string Name => GetType().Name.Replace("Node", "Backward", StringComparison.Ordinal);

    /// <summary>Whether an operator on this input records a graph now.</summary>
    public static bool Records(Tensor input) => input.HasGraph && ThreadState.Current.GradEnabled;

    /// <inheritdoc cref="Records(Tensor)"/>
    public static bool Records(Tensor input0, Tensor input1) =>
        (input0.HasGraph || input1.HasGraph) && ThreadState.Current.GradEnabled;

    /// <inheritdoc cref="Records(Tensor)"/>
    public static bool Records(Tensor input0, Tensor input1, Tensor? input2) =>
        (input0.HasGraph || input1.HasGraph || input2 is { HasGraph: true }) && ThreadState.Current.GradEnabled;

    /// <inheritdoc cref="Records(Tensor)"/>
    public static bool Records(ReadOnlySpan<Tensor> inputs)
    {
        foreach (var input in inputs)
        {
            if (input.HasGraph)
                return ThreadState.Current.GradEnabled;
        }
        return false;
    }

    /// <summary>Where the gradient of input <paramref name="input"/> goes.</summary>
    public Edge EdgeOf(int input) => input switch
    {
        0 => edge0,
        1 => edge1,
        2 => edge2,
        _ => moreEdges![input - 3],
    };

    /// <summary>Whether somebody wants the gradient of input <paramref name="input"/>.</summary>
    public bool Needs(int input) => EdgeOf(input).Node is not null;

    /// <summary>Adds <paramref name="gradient"/>, which the node then owns, to what waits for output <paramref name="output"/>.</summary>
    public virtual void Receive(int output, Tensor gradient)
    {
        if (OutputCount == 1)
            pending = Accumulate(pending, gradient);
        else
        {
            var slots = pendingOutputs ??= new Tensor?[OutputCount];
            slots[output] = Accumulate(slots[output], gradient);
        }
        ThreadState.Current.Queue.Add(this);
    }

    /// <summary>
    /// What has arrived for the only output so far, if one may add to it in place: nothing else sees its memory, and no
    /// graph is being recorded. Null otherwise.
    /// </summary>
    public virtual Tensor? WritableSum(Layout sizes, ScalarType type) =>
        OutputCount == 1 && pending is { IsDense: true } sum && !ThreadState.Current.GradEnabled
        && sum.Memory.IsUnshared && sum.Type == type && sum.Layout.SameSizes(sizes)
            ? sum
            : null;

    /// <summary>Computes and sends the gradients of the inputs.</summary>
    public void Run(bool retainGraph)
    {
        if (released)
        {
            throw Errors.Autograd(
                $"Trying to backward through the graph a second time: {Name} has already freed the values that it saved. " +
                "Specify retain_graph: true in the first backward if a second one is needed.");
        }
        var gradient = pending;
        var gradients = pendingOutputs;
        pending = null;
        pendingOutputs = null;
        if (retained is not null)
            Keep(gradient, gradients);
        try
        {
            if (gradients is not null)
                Backward(gradients);
            else if (gradient is not null)
                Backward(gradient);
        }
        finally
        {
            gradient?.Dispose();
            foreach (var each in gradients ?? [])
                each?.Dispose();
        }
        if (!retainGraph)
        {
            released = true;
            ReleaseSaved();
        }
    }

    /// <summary>Where the gradient of output <paramref name="output"/> is kept beside being passed on, from now on.</summary>
    public void Retain(int output)
    {
        retained ??= new AccumulateGradNode?[OutputCount];
        retained[output] ??= new AccumulateGradNode();
    }

    /// <summary>The gradient kept for output <paramref name="output"/>, or null.</summary>
    public virtual Tensor? Retained(int output) => retained?[output]?.Gradient;

    /// <summary>Drops gradients that an aborted backward left behind.</summary>
    public void Abandon()
    {
        pending?.Dispose();
        pending = null;
        foreach (var each in pendingOutputs ?? [])
            each?.Dispose();
        pendingOutputs = null;
    }

    /// <summary>The gradient that waits for output <paramref name="output"/>, without a copy; for <c>autograd.grad</c>.</summary>
    public Tensor? Pending(int output) => OutputCount == 1 ? pending : pendingOutputs?[output];

    private void Keep(Tensor? gradient, Tensor?[]? gradients)
    {
        for (var output = 0; output < retained!.Length; output++)
        {
            if (retained[output] is { } keeper && (gradients is null ? gradient : gradients[output]) is { } arrived)
                keeper.Receive(0, arrived.ShareHistory());
        }
    }

    /// <summary>Declares the next input.</summary>
    protected void Connect(Tensor input) => Connect(input.Edge);

    /// <summary>Declares the next input by where its gradient goes.</summary>
    protected void Connect(Edge edge)
    {
        switch (InputCount++)
        {
            case 0:
                edge0 = edge;
                break;
            case 1:
                edge1 = edge;
                break;
            case 2:
                edge2 = edge;
                break;
            default:
                var index = InputCount - 4;
                if (moreEdges is null || moreEdges.Length <= index)
                    Array.Resize(ref moreEdges, Math.Max(4, index * 2));
                moreEdges[index] = edge;
                break;
        }
        if (edge.Node is not null)
            Depth = Math.Max(Depth, edge.Node.Depth + 1);
    }

    /// <summary>Keeps a tensor's value for the backward.</summary>
    protected static SavedTensor Save(Tensor tensor) => new(tensor);

    /// <summary>Keeps a tensor's value, in memory of its own if the operator is about to overwrite it.</summary>
    protected static SavedTensor Save(Tensor tensor, bool copy)
    {
        if (!copy)
            return Save(tensor);
        using var value = tensor.Copy().Attach(tensor.Edge);
        return Save(value);
    }

    /// <summary>
    /// Hands the gradient of input <paramref name="input"/> over; it has the input's sizes (see SumTo for broadcasts).
    /// </summary>
    protected void Send(int input, Tensor gradient)
    {
        var edge = EdgeOf(input);
        if (edge.Node is null)
            gradient.Dispose();
        else
        {
            gradient.Scope?.Forget(gradient);
            edge.Node.Receive(edge.Output, gradient);
        }
    }

    /// <summary>Computes the input gradients of an operator with one output and sends them.</summary>
    protected virtual void Backward(Tensor gradient) => throw new NotSupportedException($"{Name} has no backward.");

    /// <summary>Computes the input gradients of an operator with several outputs; null where no gradient arrived.</summary>
    protected virtual void Backward(Tensor?[] gradients) => throw new NotSupportedException($"{Name} has no backward.");

    /// <summary>Lets go of the values saved for the backward.</summary>
    protected virtual void ReleaseSaved()
    {
    }

    /// <summary>Sums two gradients; writes into the first when nobody else can see it.</summary>
    private protected static Tensor Accumulate(Tensor? sum, Tensor gradient)
    {
        if (sum is null)
            return gradient;
        Tensor total;
        if (!ThreadState.Current.GradEnabled && sum.Memory.IsUnshared && sum.IsDense && sum.Layout.SameSizes(gradient.Layout) && sum.Type == gradient.Type)
        {
            sum.add_(gradient);
            total = sum;
        }
        else
        {
            total = sum.add(gradient);
            total.Scope?.Forget(total);
            sum.Dispose();
        }
        gradient.Dispose();
        return total;
    }
}

/// <summary>Output <paramref name="Output"/> of <paramref name="Node"/>: where a gradient is sent. No node: not wanted.</summary>
internal readonly record struct Edge(Node? Node, int Output);
