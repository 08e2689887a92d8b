namespace TorchSharp;

using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Modules;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            private bool _componentsRegistered;

            /// <summary>
            /// Registers every field that holds a parameter, a buffer or a submodule under the field's name (or its
            /// <see cref="Utils.ComponentNameAttribute"/>), the most derived type's fields first, in declaration order.
            /// Does nothing the second time.
            /// </summary>
            protected virtual void RegisterComponents()
            {
                if (_componentsRegistered)
                    return;
                foreach (var field in ComponentFields())
                {
                    var component = field.ComponentName();
                    if (_internal_submodules.ContainsKey(component) || _internal_params.ContainsKey(component) || _internal_buffers.ContainsKey(component))
                        continue;
                    switch (field.GetValue(this))
                    {
                        case Module module:
                            register_module(component, module);
                            break;
                        case Parameter parameter: // before Tensor: a parameter is one
                            register_parameter(component, parameter);
                            break;
                        case Tensor tensor:
                            register_buffer(component, tensor);
                            break;
                    }
                }
                _componentsRegistered = true;
            }

            /// <summary>Adds a submodule; the same as <see cref="register_module"/>.</summary>
            /// <param name="name">Its name in this module; no dots.</param>
            /// <param name="module">The submodule.</param>
            public void add_module(string name, Module module) => register_module(name, module);

            /// <summary>Adds a submodule under a name; null removes the one there.</summary>
            /// <param name="name">Its name in this module; no dots.</param>
            /// <param name="submodule">The submodule.</param>
            /// <exception cref="ArgumentException">The name is empty or has a dot.</exception>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_module(string name, Module submodule)
            {
                if (submodule is null)
                {
                    _internal_submodules.Remove(name);
                    return;
                }
                CheckName(name, "sub-module");
                if (_internal_submodules.ContainsKey(name))
                    throw new InvalidOperationException($"Sub-module {name} is already registered in {GetName()}.");
                submodule.RegisterComponents();
                _internal_submodules.Add(name, submodule);
            }

            /// <summary>Adds a tensor that belongs to the module but is not trained.</summary>
            /// <param name="name">Its name in this module.</param>
            /// <param name="tensor">The tensor; the module owns it from now on.</param>
            /// <param name="persistent">Whether it is part of the saved state.</param>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                ArgumentNullException.ThrowIfNull(tensor);
                if (!_internal_buffers.TryAdd(name, (tensor, persistent)))
                    throw new InvalidOperationException($"Tensor {name} is already registered in {GetName()}.");
                tensor.DetachFromDisposeScope();
            }

            /// <summary>Adds a parameter under a name.</summary>
            /// <param name="name">Its name in this module.</param>
            /// <param name="param">The parameter; the module owns it from now on.</param>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_parameter(string name, Parameter param)
            {
                ArgumentNullException.ThrowIfNull(param);
                if (!_internal_params.TryAdd(name, param))
                    throw new InvalidOperationException($"Parameter {name} is already registered in {GetName()}.");
                param.DetachFromDisposeScope();
            }

            /// <summary>Sets, replaces or (with null) removes a parameter.</summary>
            /// <param name="name">Its name in this module.</param>
            /// <param name="value">The parameter, or null.</param>
            protected void ConditionallyRegisterParameter(string name, Parameter? value)
            {
                if (value is not null)
                    _internal_params[name] = value;
                else
                    _internal_params.Remove(name);
            }

            /// <summary>Sets or replaces a parameter given as a tensor.</summary>
            /// <param name="name">Its name in this module.</param>
            /// <param name="value">The parameter; a tensor of another kind removes the name.</param>
            protected void ConditionallyRegisterParameter(string name, Tensor value)
                => ConditionallyRegisterParameter(name, value as Parameter);

            /// <summary>Sets, replaces or (with null) removes a buffer.</summary>
            /// <param name="name">Its name in this module.</param>
            /// <param name="value">The buffer, or null.</param>
            /// <param name="persistent">Whether it is part of the saved state.</param>
            protected void ConditionallyRegisterBuffer(string name, Tensor? value, bool persistent = true)
            {
                if (value is not null)
                    _internal_buffers[name] = (value, persistent);
                else
                    _internal_buffers.Remove(name);
            }

            /// <summary>Forgets all submodules, without freeing them.</summary>
            protected void ClearModules() => _internal_submodules.clear();

            /// <summary>Whether there is a buffer of this dotted name.</summary>
            /// <param name="target">The name, as <see cref="named_buffers"/> gives it.</param>
            public virtual bool has_buffer(string target) => get_buffer(target) is not null;

            /// <summary>Whether there is a parameter of this dotted name.</summary>
            /// <param name="target">The name, as <see cref="named_parameters"/> gives it.</param>
            public virtual bool has_parameter(string target) => get_parameter(target) is not null;

            /// <summary>The buffer of this dotted name, or null.</summary>
            /// <param name="target">The name, as <see cref="named_buffers"/> gives it.</param>
            public virtual Tensor? get_buffer(string target)
            {
                if (_internal_buffers.TryGetValue(target, out var entry))
                    return entry.Item1;
                return ChildOf(target, out var rest) is { } child ? child.get_buffer(rest) : null;
            }

            /// <summary>The parameter of this dotted name, or null.</summary>
            /// <param name="target">The name, as <see cref="named_parameters"/> gives it.</param>
            public virtual Parameter? get_parameter(string target)
            {
                if (_internal_params.TryGetValue(target, out var parameter))
                    return parameter;
                return ChildOf(target, out var rest) is { } child ? child.get_parameter(rest) : null;
            }

            private Module? ChildOf(string target, out string rest)
            {
                var dot = target.IndexOf('.', StringComparison.Ordinal);
                rest = dot < 0 ? "" : target[(dot + 1)..];
                var first = dot < 0 ? "" : target[..dot];
                return named_children().FirstOrDefault(child => child.name == first).module;
            }

            private static void CheckName(string name, string what)
            {
                if (string.IsNullOrEmpty(name))
                    throw new ArgumentException($"The name of a {what} must not be empty.", nameof(name));
                if (name.Contains('.', StringComparison.Ordinal))
                    throw new ArgumentException($"The name of a {what} must not have a dot, got: {name}", nameof(name));
            }

            [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Modules are found by their fields, as TorchSharp defines it.")]
            private IEnumerable<FieldInfo> ComponentFields()
            {
                var seen = new HashSet<string>(StringComparer.Ordinal);
                for (var type = GetType(); type is not null && type != typeof(Module); type = type.BaseType)
                {
                    foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly))
                    {
                        if (seen.Add(field.Name))
                            yield return field;
                    }
                }
            }
        }
    }
}
