using System.Runtime.CompilerServices;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// A multi-dimensional array of one element type. Several tensors may view the same memory; <see cref="Dispose()"/>
    /// drops this view, and the last one returns the memory.
    /// </summary>
    public partial class Tensor : IDisposable
    {
        private NativeBuffer? storage;
        private Layout layout;
        private long offset;
        private Node? node;
        private Tensor? viewOf;
        private DisposeScope? scope;
        private int scopeIndex;
        private int viewVersion;
        private short outputIndex;
        private readonly ScalarType elementType;

        /// <summary>Wraps memory whose reference the caller hands over.</summary>
        internal Tensor(NativeBuffer storage, Layout layout, long offset, ScalarType elementType)
        {
            this.storage = storage;
            this.layout = layout;
            this.offset = offset;
            this.elementType = elementType;
            DisposeScope.Register(this);
        }

        /// <summary>A second handle on the same value, graph included, for a parameter.</summary>
        private protected Tensor(Tensor other)
            : this(other.Memory, other.layout, other.offset, other.elementType)
        {
            other.Memory.Retain();
        }

        /// <summary>The memory that this tensor views.</summary>
        /// <exception cref="ObjectDisposedException">The tensor was disposed.</exception>
        internal NativeBuffer Memory
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => storage ?? throw Disposed();
        }

        /// <summary>Sizes and strides.</summary>
        internal Layout Layout => storage is null ? throw Disposed() : layout;

        /// <summary>Index of the first element in the memory.</summary>
        internal long Offset => offset;

        /// <summary>Whether elements lie in row-major order without gaps.</summary>
        internal bool IsDense => Layout.IsContiguous;

        /// <summary>Sizes without a copy.</summary>
        internal ReadOnlySpan<long> Sizes => Layout.Sizes;

        /// <summary>Strides in elements without a copy.</summary>
        internal ReadOnlySpan<long> Strides => Layout.Strides;

        /// <summary>Element type without the virtual look of a property named like the enum.</summary>
        internal ScalarType Type => elementType;

        /// <summary>Position of this tensor in the list of its <see cref="DisposeScope"/>.</summary>
        internal int ScopeIndex { get => scopeIndex; set => scopeIndex = value; }

        /// <summary>The scope that will dispose this tensor.</summary>
        internal DisposeScope? Scope { get => scope; set => scope = value; }

        /// <summary>A tensor of uninitialised memory, row-major.</summary>
        internal static Tensor New(ReadOnlySpan<long> sizes, ScalarType type) => New(Layout.Contiguous(sizes), type);

        /// <summary>A tensor of uninitialised memory with the sizes of <paramref name="layout"/>, row-major.</summary>
        internal static Tensor New(Layout layout, ScalarType type) =>
            NewStrided(layout.AsContiguous(), type);

        /// <summary>A tensor of uninitialised memory laid out as told; the elements of <paramref name="layout"/> leave no gaps.</summary>
        internal static Tensor NewStrided(Layout layout, ScalarType type) =>
            new(BufferCache.Take(layout.Count * type.Size()), layout, 0, type);

        /// <summary>A tensor of uninitialised memory, row-major, with this one's sizes and element type.</summary>
        internal Tensor NewLike() => New(Layout, elementType);

        /// <summary>First element, for kernels. The memory lives as long as this tensor or another view of it.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal unsafe T* Pointer<T>()
            where T : unmanaged => (T*)Memory.Data + offset;

        /// <summary>All elements of a contiguous tensor of at most 2^31 elements.</summary>
        internal unsafe Span<T> Span<T>()
            where T : unmanaged => new(Pointer<T>(), checked((int)Layout.Count));

        /// <summary>A handle on the same memory with another layout; no graph is recorded.</summary>
        internal Tensor Restride(Layout newLayout, long newOffset)
        {
            var memory = Memory;
            memory.Retain();
            return new Tensor(memory, newLayout, newOffset, elementType);
        }

        /// <summary>A handle on the same memory; no graph is recorded.</summary>
        internal Tensor Share() => Restride(Layout, offset);

        /// <summary>Makes this handle view other memory of the same element type, for <c>set_</c> and gradients.</summary>
        private void Rebind(Tensor source)
        {
            source.Memory.Retain();
            Memory.Release();
            storage = source.Memory;
            layout = source.layout;
            offset = source.offset;
        }

        /// <summary>Frees this handle; its memory returns when no other tensor or graph holds it.</summary>
        public void Dispose()
        {
            Dispose(disposing: true);
        }

        /// <summary>Frees this handle.</summary>
        /// <param name="disposing">Always true: tensors have no finalizer, their memory has.</param>
        protected virtual void Dispose(bool disposing)
        {
            if (storage is not { } memory)
                return;
            scope?.Forget(this);
            DisposeScope.CountDisposal(scope);
            scope = null;
            storage = null;
            node = null;
            viewOf = null;
            memory.Release();
        }

        private static ObjectDisposedException Disposed() =>
            new(nameof(Tensor), "The tensor was disposed, by Dispose or by the dispose scope it was made in. Move what outlives a scope with MoveToOuterDisposeScope.");
    }
}
