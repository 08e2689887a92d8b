namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>
        /// What the forward of a <see cref="Function{T}"/> leaves for its backward. Tensors saved in it are held until the
        /// backward has run, and a change made to them in place in between is noticed.
        /// </summary>
        public class AutogradContext : IDisposable
        {
            private readonly Node owner;
            private readonly Dictionary<string, object> data = [];
            private List<Tensor> toSave = [];
            private SavedTensor?[] saved = [];

            internal AutogradContext(Node owner) => this.owner = owner;

            /// <summary>Whether an output whose gradient nobody computed hands zeros to the backward instead of null.</summary>
            public bool MaterializeGrads { get; private set; } = true;

            /// <summary>Arguments that the forward changed in place.</summary>
            internal IReadOnlyList<Tensor> Dirty { get; private set; } = [];

            /// <summary>Outputs without a gradient.</summary>
            internal IReadOnlyList<Tensor> NonDifferentiable { get; private set; } = [];

            /// <summary>Keeps tensors for <see cref="get_saved_variables"/>; at most once in a forward. Null takes a place.</summary>
            public void save_for_backward(List<Tensor> tensors) => toSave = tensors;

            /// <summary>The tensors of <see cref="save_for_backward"/>, in order.</summary>
            /// <exception cref="System.Runtime.InteropServices.ExternalException">One was changed in place since.</exception>
            public List<Tensor> get_saved_variables() => [.. saved.Select(each => each?.Unpack(owner)!)];

            /// <summary>Keeps a value that is no tensor under a name.</summary>
            public void save_data(string key, object value) => data[key] = value;

            /// <summary>The value kept under <paramref name="key"/>, or null.</summary>
            public object get_data(string key) => data.GetValueOrDefault(key)!;

            /// <summary>Names the arguments that the forward changed in place; each is to be returned as an output.</summary>
            public void mark_dirty(List<Tensor> tensors) => Dirty = [.. tensors];

            /// <summary>Names the outputs that no gradient flows through.</summary>
            public void mark_non_differentiable(List<Tensor> tensors) => NonDifferentiable = [.. tensors];

            /// <summary>Sets <see cref="MaterializeGrads"/>.</summary>
            public void set_materialize_grads(bool value) => MaterializeGrads = value;

            /// <summary>Lets go of the saved tensors.</summary>
            public void Dispose()
            {
                Dispose(disposing: true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Takes hold of what the forward asked to save, once its outputs have their history.</summary>
            internal void Save()
            {
                saved = [.. toSave.Select(tensor => tensor is null ? (SavedTensor?)null : new SavedTensor(tensor))];
                toSave = [];
            }

            /// <summary>Lets go of the saved tensors.</summary>
            /// <param name="disposing">False from a finalizer, where memory returns by its own.</param>
            protected virtual void Dispose(bool disposing)
            {
                if (!disposing)
                    return;
                foreach (var each in saved)
                    each?.Release();
                saved = [];
            }
        }
    }
}
