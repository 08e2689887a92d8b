namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>A list of modules of any type, registered as "0", "1", …</summary>
            /// <param name="modules">The modules.</param>
            public static ModuleList<Module> ModuleList(params Module[] modules) => new(modules);

            /// <summary>A list of modules, registered as "0", "1", …</summary>
            /// <typeparam name="T">The modules' type.</typeparam>
            /// <param name="modules">The modules.</param>
            public static ModuleList<T> ModuleList<T>(params T[] modules) where T : Module => new(modules);
        }
    }
}

namespace TorchSharp.Modules
{
    using System.Collections;
    using static TorchSharp.torch.nn;

    /// <summary>
    /// A list of modules that are registered under their positions when the list itself is; later changes of the
    /// list are not registered.
    /// </summary>
    /// <typeparam name="T">The modules' type.</typeparam>
    public class ModuleList<T> : Module, IList<T> where T : Module
    {
        private readonly List<T> _modules;
        private bool _registered;

        /// <summary>Makes a list.</summary>
        /// <param name="modules">The modules.</param>
        public ModuleList(params T[] modules) : base(nameof(ModuleList<T>)) => _modules = [.. modules];

        /// <summary>The module at a position.</summary>
        /// <param name="index">The position.</param>
        public T this[int index]
        {
            get => _modules[index];
            set => _modules[index] = value;
        }

        /// <summary>Number of modules.</summary>
        public int Count => _modules.Count;

        /// <summary>Always false.</summary>
        public bool IsReadOnly => false;

        /// <inheritdoc/>
        public void Add(T item) => _modules.Add(item);

        /// <summary>Adds modules at the end.</summary>
        /// <param name="parameters">The modules.</param>
        public void append(params T[] parameters) => _modules.AddRange(parameters);

        /// <summary>Adds modules at the end.</summary>
        /// <param name="modules">The modules.</param>
        public void extend(IEnumerable<T> modules) => _modules.AddRange(modules);

        /// <inheritdoc/>
        public void Clear() => _modules.Clear();

        /// <inheritdoc/>
        public bool Contains(T item) => _modules.Contains(item);

        /// <inheritdoc/>
        public void CopyTo(T[] array, int arrayIndex) => _modules.CopyTo(array, arrayIndex);

        /// <inheritdoc/>
        public int IndexOf(T item) => _modules.IndexOf(item);

        /// <inheritdoc/>
        public void Insert(int index, T item) => _modules.Insert(index, item);

        /// <inheritdoc/>
        public bool Remove(T item) => _modules.Remove(item);

        /// <inheritdoc/>
        public void RemoveAt(int index) => _modules.RemoveAt(index);

        /// <inheritdoc/>
        public IEnumerator<T> GetEnumerator() => _modules.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        /// <inheritdoc/>
        protected override void RegisterComponents()
        {
            if (_registered)
                return;
            for (var i = 0; i < _modules.Count; i++)
                register_module($"{i}", _modules[i]);
            _registered = true;
        }
    }
}
