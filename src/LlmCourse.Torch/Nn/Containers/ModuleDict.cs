namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Modules of any type by name.</summary>
            /// <param name="modules">Names and modules.</param>
            public static ModuleDict<Module> ModuleDict(params (string, Module)[] modules) => ModuleDict<Module>(modules);

            /// <summary>Modules by name.</summary>
            /// <typeparam name="T">The modules' type.</typeparam>
            /// <param name="modules">Names and modules.</param>
            public static ModuleDict<T> ModuleDict<T>(params (string, T)[] modules) where T : Module
            {
                var result = new ModuleDict<T>();
                foreach (var entry in modules)
                    result.Add(entry);
                return result;
            }
        }
    }
}

namespace TorchSharp.Modules
{
    using System.Collections;
    using System.Diagnostics.CodeAnalysis;
    using TorchSharp.Utils;
    using static TorchSharp.torch.nn;

    /// <summary>
    /// Modules by name, in the order in which they were added; they are registered when the dictionary itself is, and
    /// later changes are not.
    /// </summary>
    /// <typeparam name="T">The modules' type.</typeparam>
    public class ModuleDict<T> : Module, IDictionary<string, T>, IList<(string, T)> where T : Module
    {
        private readonly OrderedDict<string, T> _modules = [];
        private bool _registered;

        /// <summary>Makes an empty dictionary.</summary>
        public ModuleDict() : base(nameof(ModuleDict<T>))
        {
        }

        /// <summary>Number of modules.</summary>
        public int Count => _modules.Count;

        /// <summary>Always false.</summary>
        public bool IsReadOnly => false;

        /// <summary>The names, in order.</summary>
        public ICollection<string> Keys => _modules.Keys;

        /// <summary>The modules, in order.</summary>
        public ICollection<T> Values => _modules.Values;

        /// <summary>The name and module at a position.</summary>
        /// <param name="index">The position.</param>
        public (string, T) this[int index]
        {
            get => _modules[index];
            set => _modules[index] = value;
        }

        /// <summary>The module of a name.</summary>
        /// <param name="key">The name.</param>
        public T this[string key]
        {
            get => _modules[key];
            set => _modules[key] = value;
        }

        /// <summary>Adds a module.</summary>
        /// <param name="item">Name and module.</param>
        public void Add((string, T) item) => _modules.Add(item);

        /// <inheritdoc/>
        public void Add(KeyValuePair<string, T> item) => _modules.Add(item);

        /// <inheritdoc/>
        public void Add(string key, T value) => _modules.Add(key, value);

        /// <summary>Removes all modules.</summary>
        public void clear() => _modules.Clear();

        /// <inheritdoc cref="clear"/>
        public void Clear() => _modules.Clear();

        /// <summary>Whether this name has this module.</summary>
        /// <param name="item">Name and module.</param>
        public bool Contains((string, T) item) => _modules.Contains(item);

        /// <inheritdoc/>
        public bool Contains(KeyValuePair<string, T> item) => _modules.Contains(item);

        /// <inheritdoc/>
        public bool ContainsKey(string key) => _modules.ContainsKey(key);

        /// <inheritdoc/>
        public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value) => _modules.TryGetValue(key, out value);

        /// <inheritdoc/>
        public void CopyTo((string, T)[] array, int arrayIndex) => _modules.CopyTo(array, arrayIndex);

        /// <inheritdoc/>
        public void CopyTo(KeyValuePair<string, T>[] array, int arrayIndex) => _modules.CopyTo(array, arrayIndex);

        /// <summary>Position of an entry; −1 if it is not there.</summary>
        /// <param name="item">Name and module.</param>
        public int IndexOf((string, T) item) => _modules.IndexOf(item);

        /// <summary>Adds a module at a position.</summary>
        /// <param name="index">The position.</param>
        /// <param name="item">Name and module.</param>
        public void Insert(int index, (string, T) item) => _modules.Insert(index, item);

        /// <summary>Removes an entry.</summary>
        /// <param name="item">Name and module.</param>
        public bool Remove((string, T) item) => _modules.Remove(item);

        /// <inheritdoc/>
        public bool Remove(KeyValuePair<string, T> item) => _modules.Remove(item);

        /// <inheritdoc/>
        public bool Remove(string key) => _modules.Remove(key);

        /// <summary>Removes the entry at a position.</summary>
        /// <param name="index">The position.</param>
        public void RemoveAt(int index) => _modules.RemoveAt(index);

        /// <summary>Names and modules, in order.</summary>
        public IEnumerator<(string, T)> items() => _modules.items();

        /// <summary>Names, in order.</summary>
        public IEnumerable<string> keys() => _modules.keys();

        /// <summary>Modules, in order.</summary>
        public IEnumerable<T> values() => _modules.values();

        /// <summary>Names and modules, in order.</summary>
        public IEnumerator<(string, T)> GetEnumerator() => _modules.GetEnumerator();

        IEnumerator<KeyValuePair<string, T>> IEnumerable<KeyValuePair<string, T>>.GetEnumerator()
            => ((IEnumerable<KeyValuePair<string, T>>)_modules).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        /// <inheritdoc/>
        protected override void RegisterComponents()
        {
            if (_registered)
                return;
            foreach (var (key, module) in _modules)
                register_module(key, module);
            _registered = true;
        }
    }
}
