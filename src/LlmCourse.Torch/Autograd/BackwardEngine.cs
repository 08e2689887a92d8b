using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Runs the recorded graph backwards from given tensors.</summary>
internal static class BackwardEngine
{
    /// <summary>
    /// Sends <paramref name="gradients"/> (null: one, for a tensor of one element) into <paramref name="roots"/> and runs
    /// every node that they reach, deepest first.
    /// </summary>
    /// <param name="roots">Tensors to differentiate.</param>
    /// <param name="gradients">Gradients of the roots, or null.</param>
    /// <param name="retainGraph">Keeps the values saved in the graph for another backward.</param>
    /// <param name="createGraph">Records the backward itself, so that gradients can be differentiated again.</param>
    /// <param name="capture">Takes the gradients of chosen tensors; null adds to the leaves.</param>
    public static void Run(IReadOnlyList<Tensor> roots, IReadOnlyList<Tensor>? gradients, bool retainGraph, bool createGraph, GradientCapture? capture)
    {
        var thread = ThreadState.Current;
        var (gradEnabled, outerQueue, outerCapture) = (thread.GradEnabled, thread.Queue, thread.Capture);
        // A backward inside a backward (an operator's own, say) must not meddle with the nodes that wait outside.
        if (outerQueue.IsRunning)
            thread.Queue = new BackwardQueue();
        var queue = thread.Queue;
        queue.IsRunning = true;
        thread.Capture = capture;
        thread.GradEnabled = createGraph;
        using var scope = new DisposeScope(thread);
        try
        {
            for (var i = 0; i < roots.Count; i++)
                SendRoot(roots[i], gradients is not null && i < gradients.Count ? gradients[i] : null);
            while (queue.Count > 0)
            {
                var node = queue.Take();
                if (createGraph && !node.IsDifferentiable)
                    throw Errors.Autograd($"{node.Name} computes its gradient with a fused kernel, which create_graph cannot differentiate again.");
                capture?.Observe(node);
                node.Run(retainGraph || createGraph);
                scope.DisposeEverything();
            }
        }
        finally
        {
            queue.Clear();
            queue.IsRunning = false;
            thread.Queue = outerQueue;
            thread.Capture = outerCapture;
            thread.GradEnabled = gradEnabled;
        }
    }

    private static void SendRoot(Tensor root, Tensor? gradient)
    {
        var edge = root.Edge;
        Errors.Require(edge.Node is not null, "element 0 of tensors does not require grad and does not have a grad_fn");
        if (gradient is null)
        {
            Errors.Require(root.Layout.Count == 1, $"grad can be implicitly created only for scalar outputs, but the tensor has shape {root.Layout}");
            gradient = root.NewLike();
            gradient.fill_(1);
        }
        else
        {
            Errors.Require(
                gradient.Layout.SameSizes(root.Layout),
                $"Mismatch in shape: grad_output has a shape of {gradient.Layout} and output has a shape of {root.Layout}.");
            gradient = gradient.ShareHistory();
        }
        gradient.Scope?.Forget(gradient);
        edge.Node.Receive(edge.Output, gradient);
    }
}
