namespace TorchSharp;

using Modules;
using Utils;

public static partial class torch
{
    /// <summary>Building blocks of neural networks: modules, losses, their functional forms, initialisers and utilities.</summary>
    public static partial class nn
    {
        /// <summary>
        /// Base of all neural network parts: a named tree of parameters (trained), buffers (kept but not trained)
        /// and submodules.
        /// </summary>
        /// <remarks>
        /// Names come from fields: call <c>RegisterComponents()</c> at the end of the constructor, and every field that
        /// holds a parameter, a tensor or a module is registered under the field's name, in declaration order.
        /// </remarks>
        public partial class Module : IDisposable
        {
            /// <summary>The name given to the constructor; <see cref="GetName"/> returns it.</summary>
            protected string? name;

            /// <summary>Submodules by name, in registration order.</summary>
            protected OrderedDict<string, Module> _internal_submodules = [];

            /// <summary>Buffers by name, in registration order, each with whether it is part of the state (persistent).</summary>
            protected OrderedDict<string, (Tensor, bool)> _internal_buffers = [];

            /// <summary>Parameters by name, in registration order.</summary>
            protected OrderedDict<string, Parameter> _internal_params = [];

            private bool _training = true;
            private bool _disposed;

            /// <summary>Makes an empty module in training mode.</summary>
            /// <param name="name">The module's own name, which <see cref="GetName"/> returns.</param>
            protected Module(string name) => this.name = name;

            /// <summary>The module's own name (not its name inside its parent).</summary>
            public virtual string GetName() => string.IsNullOrEmpty(name) ? GetType().Name : name;

            /// <summary>Whether the module is in training mode (dropout acts) rather than evaluation mode.</summary>
            public virtual bool training => _training;

            /// <summary>Puts this module and all below it in training mode, or in evaluation mode.</summary>
            /// <param name="train">True for training, false for evaluation.</param>
            public virtual void train(bool train = true)
            {
                _training = train;
                foreach (var (_, child) in named_children())
                    child.train(train);
            }

            /// <summary>Puts this module and all below it in evaluation mode.</summary>
            public virtual void eval() => train(false);

            /// <summary>Calls a function with every module of the tree, children before their parent.</summary>
            /// <param name="fn">What to do with each module.</param>
            /// <returns>This module.</returns>
            public virtual Module apply(Action<Module> fn)
            {
                foreach (var (_, child) in _internal_submodules)
                    child.apply(fn);
                fn(this);
                return this;
            }

            /// <summary>Forgets the gradients of all parameters.</summary>
            /// <param name="set_to_none">True drops the gradient tensors; false keeps them, filled with zeros.</param>
            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (var parameter in parameters())
                {
                    if (set_to_none)
                        parameter.grad = null;
                    else
                        parameter.Gradient?.zero_();
                }
            }

            /// <summary>Direct submodules in registration order.</summary>
            public virtual IEnumerable<Module> children() => named_children().Select(child => child.module);

            /// <summary>Direct submodules with their names, in registration order.</summary>
            public virtual IEnumerable<(string name, Module module)> named_children() => _internal_submodules;

            /// <summary>All submodules below this one: first the direct ones, then each one's own.</summary>
            public virtual IEnumerable<Module> modules() => named_modules().Select(child => child.module);

            /// <summary>All submodules below this one with dotted names: first the direct ones, then each one's own.</summary>
            public virtual IEnumerable<(string name, Module module)> named_modules()
            {
                foreach (var child in _internal_submodules)
                    yield return child;
                foreach (var (childName, child) in _internal_submodules)
                {
                    foreach (var (innerName, inner) in child.named_modules())
                        yield return ($"{childName}.{innerName}", inner);
                }
            }

            /// <summary>All parameters, each once, in registration order.</summary>
            /// <param name="recurse">Whether to include those of submodules.</param>
            public virtual IEnumerable<Parameter> parameters(bool recurse = true)
            {
                var found = new List<Parameter>();
                Collect(found, new HashSet<Tensor>(ReferenceEqualityComparer.Instance), recurse);
                return found;
            }

            /// <summary>
            /// All parameters with dotted names, in registration order: the module's own first, then each submodule's.
            /// A parameter that two modules share is listed once, under its first name.
            /// </summary>
            /// <param name="recurse">Whether to include those of submodules.</param>
            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                var seen = new HashSet<Tensor>(ReferenceEqualityComparer.Instance);
                foreach (var entry in _internal_params)
                {
                    if (seen.Add(entry.Item2))
                        yield return entry;
                }
                if (!recurse)
                    yield break;
                foreach (var (childName, child) in _internal_submodules)
                {
                    foreach (var (innerName, parameter) in child.named_parameters())
                    {
                        if (seen.Add(parameter))
                            yield return ($"{childName}.{innerName}", parameter);
                    }
                }
            }

            /// <summary>Gathers parameters in the order of their names without making the names: every training step asks.</summary>
            private void Collect(List<Parameter> found, HashSet<Tensor> seen, bool recurse)
            {
                foreach (var (_, parameter) in _internal_params)
                {
                    if (seen.Add(parameter))
                        found.Add(parameter);
                }
                if (!recurse)
                    return;
                foreach (var (_, child) in _internal_submodules)
                    child.Collect(found, seen, recurse);
            }

            /// <summary>All buffers, each once.</summary>
            /// <param name="recurse">Whether to include those of submodules.</param>
            /// <param name="include_nonpersistent">Whether to include buffers that are not part of the saved state.</param>
            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true)
                => named_buffers(recurse, include_nonpersistent).Select(entry => entry.buffer);

            /// <summary>All buffers with dotted names, in registration order, each once.</summary>
            /// <param name="recurse">Whether to include those of submodules.</param>
            /// <param name="include_nonpersistent">Whether to include buffers that are not part of the saved state.</param>
            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true)
            {
                var seen = new HashSet<Tensor>(ReferenceEqualityComparer.Instance);
                foreach (var (bufferName, (buffer, persistent)) in _internal_buffers)
                {
                    if ((persistent || include_nonpersistent) && seen.Add(buffer))
                        yield return (bufferName, buffer);
                }
                if (!recurse)
                    yield break;
                foreach (var (childName, child) in _internal_submodules)
                {
                    foreach (var (innerName, buffer) in child.named_buffers(true, include_nonpersistent))
                    {
                        if (seen.Add(buffer))
                            yield return ($"{childName}.{innerName}", buffer);
                    }
                }
            }

            /// <summary>Frees the parameters and buffers of this module and of all below it.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Frees what the module owns; overrides free their own and call the base.</summary>
            /// <param name="disposing">True when called from <see cref="Dispose()"/>.</param>
            protected virtual void Dispose(bool disposing)
            {
                if (!disposing || _disposed)
                    return;
                _disposed = true;
                foreach (var (_, (buffer, _)) in _internal_buffers)
                    buffer.Dispose();
                foreach (var (_, parameter) in _internal_params)
                    parameter.Dispose();
                foreach (var (_, child) in named_children())
                    child.Dispose();
            }
        }
    }
}
