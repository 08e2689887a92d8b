using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Collects the gradients of chosen tensors, instead of adding to the leaves; behind <c>autograd.grad</c>.</summary>
internal sealed class GradientCapture
{
    private readonly Edge[] wanted;
    private readonly Tensor?[] gradients;

    /// <summary>Collects the gradients that reach <paramref name="inputs"/>.</summary>
    public GradientCapture(IReadOnlyList<Tensor> inputs)
    {
        wanted = new Edge[inputs.Count];
        gradients = new Tensor?[inputs.Count];
        for (var i = 0; i < inputs.Count; i++)
        {
            wanted[i] = inputs[i].Edge;
            Errors.Require(wanted[i].Node is not null, "One of the differentiated tensors does not require grad.");
        }
    }

    /// <summary>The gradients, in the order of the inputs; null where none arrived.</summary>
    public Tensor?[] Gradients => gradients;

    /// <summary>Takes a gradient that arrived at a leaf.</summary>
    public void Receive(AccumulateGradNode leaf, Tensor gradient)
    {
        for (var i = 0; i < wanted.Length; i++)
        {
            if (ReferenceEquals(wanted[i].Node, leaf))
                Add(i, gradient.ShareHistory());
        }
        gradient.Dispose();
    }

    /// <summary>Takes the complete gradients of a node's outputs just before it runs.</summary>
    public void Observe(Node node)
    {
        for (var i = 0; i < wanted.Length; i++)
        {
            if (ReferenceEquals(wanted[i].Node, node) && node.Pending(wanted[i].Output) is { } gradient)
                Add(i, gradient.ShareHistory());
        }
    }

    private void Add(int i, Tensor gradient)
    {
        gradient.Scope?.Forget(gradient);
        if (gradients[i] is { } sum)
        {
            gradients[i] = sum.add(gradient);
            gradients[i]!.Scope?.Forget(gradients[i]!);
            sum.Dispose();
            gradient.Dispose();
        }
        else
            gradients[i] = gradient;
    }
}
