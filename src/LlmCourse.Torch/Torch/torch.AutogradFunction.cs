namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>
        /// An operator with a derivative written by the user. Derive from <see cref="SingleTensorFunction{T}"/> or
        /// <see cref="MultiTensorFunction{T}"/> and call <c>apply</c>, never <c>forward</c>, which records nothing.
        /// </summary>
        /// <typeparam name="T">The derived class itself; one instance serves all calls, so it keeps no state.</typeparam>
        public abstract class Function<T>
            where T : Function<T>, new()
        {
            private static readonly T Instance = new();

            /// <summary>The function's name in error messages.</summary>
            public abstract string Name { get; }

            /// <summary>Runs the forward without a graph, then records this function as its result's history.</summary>
            /// <param name="vars">The forward's arguments; gradients flow to those that are tensors themselves, not in lists.</param>
            public static List<Tensor> apply_internal(params object[] vars)
            {
                ArgumentNullException.ThrowIfNull(vars);
                var node = new FunctionNode(Instance.Name, Instance.backward_internal, vars);
                List<Tensor> results;
                using (no_grad())
                    results = Instance.forward_internal(node.Context, vars);
                return Node.Records([.. vars.OfType<Tensor>()]) ? node.Wrap(results, vars) : results;
            }

            internal abstract List<Tensor> forward_internal(AutogradContext ctx, object[] vars);

            internal abstract List<Tensor> backward_internal(AutogradContext ctx, List<Tensor> grad_outputs);
        }

        /// <summary>A <see cref="Function{T}"/> that returns one tensor.</summary>
        /// <typeparam name="T">The derived class itself.</typeparam>
        public abstract class SingleTensorFunction<T> : Function<T>
            where T : SingleTensorFunction<T>, new()
        {
            /// <summary>Computes the function and records it in the graph.</summary>
            public static Tensor apply(params object[] vars) => apply_internal(vars)[0];

            /// <summary>Computes the result from the arguments of <see cref="apply"/>; runs without a graph.</summary>
            public abstract Tensor forward(AutogradContext ctx, params object[] vars);

            /// <summary>The gradient of each argument of <see cref="apply"/>, of its sizes; null where there is none.</summary>
            public abstract List<Tensor> backward(AutogradContext ctx, Tensor grad_output);

            internal sealed override List<Tensor> forward_internal(AutogradContext ctx, object[] vars) => [forward(ctx, vars)];

            internal sealed override List<Tensor> backward_internal(AutogradContext ctx, List<Tensor> grad_outputs) => backward(ctx, grad_outputs[0]);
        }

        /// <summary>A <see cref="Function{T}"/> that returns several tensors.</summary>
        /// <typeparam name="T">The derived class itself.</typeparam>
        public abstract class MultiTensorFunction<T> : Function<T>
            where T : MultiTensorFunction<T>, new()
        {
            /// <summary>Computes the function and records it in the graph.</summary>
            public static List<Tensor> apply(params object[] vars) => apply_internal(vars);

            /// <summary>Computes the results from the arguments of <see cref="apply"/>; runs without a graph.</summary>
            public abstract List<Tensor> forward(AutogradContext ctx, params object[] vars);

            /// <summary>The gradient of each argument of <see cref="apply"/>, of its sizes; null where there is none.</summary>
            public abstract List<Tensor> backward(AutogradContext ctx, List<Tensor> grad_outputs);

            internal sealed override List<Tensor> forward_internal(AutogradContext ctx, object[] vars) => forward(ctx, vars);

            internal sealed override List<Tensor> backward_internal(AutogradContext ctx, List<Tensor> grad_outputs) => backward(ctx, grad_outputs);
        }
    }
}
