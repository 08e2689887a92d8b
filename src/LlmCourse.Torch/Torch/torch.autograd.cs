namespace TorchSharp;

public static partial class torch
{
    /// <summary>Differentiation of recorded computations.</summary>
    public static partial class autograd
    {
        /// <summary>Adds the gradients of <paramref name="tensors"/> to the graph's leaves, or to <paramref name="inputs"/> alone.</summary>
        /// <param name="tensors">What to differentiate.</param>
        /// <param name="grad_tensors">Gradients to start with, of the same sizes; null for tensors of one element.</param>
        /// <param name="retain_graph">Keep the graph's values for another backward; default: as <paramref name="create_graph"/>.</param>
        /// <param name="create_graph">Record the backward itself.</param>
        /// <param name="inputs">Leaves to add to; null for all.</param>
        public static void backward(IList<Tensor> tensors, IList<Tensor> grad_tensors = null!, bool? retain_graph = null, bool create_graph = false, IList<Tensor> inputs = null!)
        {
            ArgumentNullException.ThrowIfNull(tensors);
            if (inputs is null)
            {
                BackwardEngine.Run(tensors.AsReadOnly(), grad_tensors?.AsReadOnly(), retain_graph ?? create_graph, create_graph, capture: null);
                return;
            }
            var capture = new GradientCapture(inputs.AsReadOnly());
            BackwardEngine.Run(tensors.AsReadOnly(), grad_tensors?.AsReadOnly(), retain_graph ?? create_graph, create_graph, capture);
            for (var i = 0; i < inputs.Count; i++)
            {
                if (capture.Gradients[i] is { } gradient)
                    inputs[i].Edge.Node!.Receive(inputs[i].Edge.Output, gradient);
            }
        }

        /// <inheritdoc cref="backward(IList{Tensor}, IList{Tensor}, bool?, bool, IList{Tensor})"/>
        public static void backward(Tensor tensor, IList<Tensor> grad_tensors = null!, bool? retain_graph = null, bool create_graph = false, IList<Tensor> inputs = null!) =>
            backward([tensor], grad_tensors, retain_graph, create_graph, inputs);

        /// <inheritdoc cref="backward(IList{Tensor}, IList{Tensor}, bool?, bool, IList{Tensor})"/>
        public static void backward(Tensor tensor, Tensor grad_tensor, bool? retain_graph = null, bool create_graph = false, IList<Tensor> inputs = null!) =>
            backward([tensor], [grad_tensor], retain_graph, create_graph, inputs);

        /// <summary>The gradients of the sum of <paramref name="outputs"/> with respect to <paramref name="inputs"/>; leaves keep theirs.</summary>
        /// <param name="outputs">What to differentiate.</param>
        /// <param name="inputs">With respect to what.</param>
        /// <param name="grad_outputs">Gradients to start with; null for outputs of one element.</param>
        /// <param name="retain_graph">Keep the graph's values for another backward.</param>
        /// <param name="create_graph">Record the backward itself, for gradients of gradients.</param>
        /// <param name="allow_unused">Return null for an input that no output depends on, instead of throwing.</param>
        public static IList<Tensor> grad(IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor> grad_outputs = null!, bool retain_graph = false, bool create_graph = false, bool allow_unused = false)
        {
            ArgumentNullException.ThrowIfNull(outputs);
            ArgumentNullException.ThrowIfNull(inputs);
            var capture = new GradientCapture(inputs.AsReadOnly());
            BackwardEngine.Run(outputs.AsReadOnly(), grad_outputs?.AsReadOnly(), retain_graph, create_graph, capture);
            foreach (var gradient in capture.Gradients)
            {
                if (gradient is not null)
                    ThreadState.Current.Scope?.Attach(gradient);
                else
                    Errors.Require(allow_unused, "One of the differentiated tensors appears to not have been used in the graph. Set allow_unused: true if this is the desired behavior.");
            }
            return capture.Gradients!;
        }
    }
}
