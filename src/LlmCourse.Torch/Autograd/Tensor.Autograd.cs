using System.Runtime.CompilerServices;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        private bool frozen;
        private int historyVersion;

        /// <summary>Whether gradients flow to this tensor.</summary>
        public bool requires_grad
        {
            get => HasGraph;
            set => requires_grad_(value);
        }

        /// <summary>Whether the user made this tensor, rather than an operator with a recorded graph.</summary>
        public bool is_leaf => !HasGraph || node is AccumulateGradNode;

        /// <summary>
        /// The gradient that backward added up, or null. Reading makes a new handle on it, writing shares the value's memory.
        /// </summary>
        public Tensor? grad
        {
            get => Gradient?.Share();
            set
            {
                if (node is AccumulateGradNode leaf)
                    leaf.Set(value);
                else if (value is not null)
                {
                    Errors.Require(!HasGraph, "The gradient of a tensor that an operator made cannot be set; only leaves have one.");
                    var made = new AccumulateGradNode();
                    made.Set(value);
                    node = made;
                    frozen = true;
                }
            }
        }

        /// <summary>The gradient itself, owned by the graph: for optimisers, which must not make handles each step.</summary>
        internal Tensor? Gradient => node?.Retained(outputIndex);

        /// <summary>Whether gradients flow to this tensor; what operators ask.</summary>
        internal bool HasGraph
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get
            {
                if (viewOf is { } whole && viewVersion != whole.historyVersion)
                    Refresh(whole);
                return node is not null && !frozen;
            }
        }

        /// <summary>Where a gradient of this tensor is sent.</summary>
        internal Edge Edge => HasGraph ? new Edge(node, outputIndex) : default;

        /// <summary>Records that <paramref name="maker"/> made this tensor; returns it.</summary>
        internal Tensor Attach(Node maker, int output = 0)
        {
            node = maker;
            outputIndex = (short)output;
            frozen = false;
            return this;
        }

        /// <summary>Gives this tensor the history that <paramref name="edge"/> leads to; returns it.</summary>
        internal Tensor Attach(Edge edge)
        {
            if (edge.Node is not null)
                Attach(edge.Node, edge.Output);
            return this;
        }

        /// <summary>A handle on the same value, history included.</summary>
        internal Tensor ShareHistory() => Share().Attach(Edge);

        /// <summary>Keeps the gradient of this tensor, which an operator made, in <see cref="grad"/> too.</summary>
        /// <exception cref="System.Runtime.InteropServices.ExternalException">No gradient flows to the tensor.</exception>
        public void retain_grad()
        {
            Errors.Require(HasGraph, "can't retain_grad on Tensor that has requires_grad=False");
            if (!is_leaf)
                node!.Retain(outputIndex);
        }

        /// <summary>Sets whether gradients flow to this leaf; returns it.</summary>
        /// <exception cref="System.Runtime.InteropServices.ExternalException">
        /// The tensor is no leaf, or its elements are not real numbers.
        /// </exception>
        public Tensor requires_grad_(bool requires_grad = true)
        {
            if (requires_grad == HasGraph)
                return this;
            if (requires_grad)
            {
                Errors.Require(elementType.IsFloating(), $"only Tensors of floating point dtype can require gradients, but this one is of type {elementType}");
                node ??= new AccumulateGradNode();
                frozen = false;
            }
            else
            {
                Errors.Require(node is AccumulateGradNode, "you can only change requires_grad flags of leaf variables. Use detach() for a tensor outside the graph.");
                frozen = true;
            }
            return this;
        }

        /// <summary>Sets whether gradients flow to this leaf; returns it.</summary>
        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        /// <summary>A tensor on the same memory, outside the graph.</summary>
        public Tensor detach() => Share();

        /// <summary>Takes this tensor itself out of the graph; returns it.</summary>
        public Tensor detach_()
        {
            node = null;
            frozen = false;
            return this;
        }

        /// <summary>Adds the gradients of this one-element tensor with respect to the graph's leaves to their <see cref="grad"/>.</summary>
        /// <exception cref="System.Runtime.InteropServices.ExternalException">
        /// No gradient flows to this tensor, it has several elements, the graph was already used, or a value that it needs
        /// was changed in place.
        /// </exception>
        public void backward() => BackwardEngine.Run([this], null, retainGraph: false, createGraph: false, capture: null);

        /// <inheritdoc cref="autograd.backward(Tensor, IList{Tensor}, bool?, bool, IList{Tensor})"/>
        public void backward(IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null) =>
            autograd.backward([this], grad_tensors!, retain_graph, create_graph, inputs!);

        /// <summary>Notes whose memory this view shows, so that an in-place change of either is seen by the other.</summary>
        internal void SetBase(Tensor whole)
        {
            viewOf = whole.viewOf ?? whole;
            viewVersion = viewOf.historyVersion;
        }

        /// <summary>Refuses to write into a leaf whose gradient is wanted, as the graph could not tell old from new.</summary>
        internal void BeforeInPlace()
        {
            if ((HasGraph || viewOf is { HasGraph: true }) && ThreadState.Current.GradEnabled)
            {
                Errors.Require(node is not AccumulateGradNode || frozen, "a leaf Variable that requires grad is being used in an in-place operation.");
                Errors.Require(
                    viewOf is not { node: AccumulateGradNode, frozen: false },
                    "a view of a leaf Variable that requires grad is being used in an in-place operation.");
            }
        }

        /// <summary>Notes that the memory was written, by <paramref name="maker"/> if that was recorded; returns this tensor.</summary>
        internal Tensor AfterInPlace(Node? maker = null)
        {
            Memory.Version++;
            return maker is null ? this : SetHistory(maker);
        }

        /// <summary>
        /// Makes <paramref name="maker"/> the history of this tensor from now on. A view's base becomes its old value with
        /// this part replaced, and other views of it take their history anew when they are next used.
        /// </summary>
        internal Tensor SetHistory(Node maker, int output = 0)
        {
            Attach(maker, output);
            historyVersion++;
            if (viewOf is { storage: not null } whole)
            {
                whole.Attach(new SliceAssignNode(whole, this));
                viewVersion = ++whole.historyVersion;
            }
            return this;
        }

        /// <summary>Derives this view's history from its base again if that was changed in place since.</summary>
        private void Refresh(Tensor whole)
        {
            Errors.Require(
                node is not FunctionNode,
                $"An output of {node?.Name} is a view of an argument that was since modified inplace, which would leave the function's own backward out. Clone it in the function's forward.");
            viewVersion = whole.historyVersion;
            if (whole.storage is not null && whole.node is not null && !whole.frozen)
                Attach(new StridedViewNode(whole, layout, offset));
        }
    }
}
