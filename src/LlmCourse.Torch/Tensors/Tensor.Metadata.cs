namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Sizes; a copy.</summary>
        public long[] shape => Layout.Sizes.ToArray();

        /// <summary>Sizes; a copy.</summary>
        public long[] size() => shape;

        /// <summary>Size of one dimension, which may count from the end.</summary>
        public long size(int dim) => Layout.Sizes[Layout.Dim(dim)];

        /// <summary>Elements to step for each dimension; a copy.</summary>
        public long[] stride() => Layout.Strides.ToArray();

        /// <summary>Elements to step for one dimension.</summary>
        public long stride(int dim) => Layout.Strides[Layout.Dim(dim)];

        /// <summary>Number of dimensions.</summary>
        public long Dimensions => Layout.Rank;

        /// <summary>Number of dimensions.</summary>
        public long dim() => Layout.Rank;

        /// <summary>Number of dimensions.</summary>
        public long ndim => Layout.Rank;

        /// <summary>Number of elements.</summary>
        public long numel() => Layout.Count;

        /// <summary>Number of elements.</summary>
        public long NumberOfElements => Layout.Count;

        /// <summary>Bytes of one element.</summary>
        public long ElementSize => elementType.Size();

        /// <summary>Bytes of one element.</summary>
        public long element_size() => elementType.Size();

        /// <summary>Index of the first element in the memory.</summary>
        public long storage_offset() => offset;

        /// <summary>Whether the tensor was disposed.</summary>
        public bool IsInvalid => storage is null;

        /// <summary>Element type.</summary>
        public ScalarType dtype => elementType;

        /// <summary>Where the tensor lives: the processor.</summary>
        public Device device => CPU;

        /// <summary>Which device of its kind: −1.</summary>
        public int device_index => -1;

        /// <summary>Kind of device: the processor.</summary>
        public DeviceType device_type => DeviceType.CPU;

        /// <summary>Whether the tensor lives on the processor: always.</summary>
        public bool is_cpu() => true;

        /// <summary>Whether the tensor lives on a graphics processor: never.</summary>
        public bool is_cuda => false;

        /// <summary>Whether the tensor has a shape without data: never.</summary>
        public bool is_meta => false;

        /// <summary>Whether only some elements are stored: never.</summary>
        public bool is_sparse => false;

        /// <summary>Whether elements lie in row-major order without gaps.</summary>
        public bool is_contiguous() => Layout.IsContiguous;

        /// <summary>Whether elements are real numbers.</summary>
        public bool is_floating_point() => elementType.IsFloating();

        /// <summary>Whether elements are integers or booleans.</summary>
        public bool is_integral() => elementType.IsInteger() || elementType == ScalarType.Bool;

        /// <summary>Whether elements are complex numbers: never.</summary>
        public bool is_complex() => false;

        /// <summary>A name for the user's own bookkeeping.</summary>
        public string? name { get; set; }

        /// <summary>Takes the tensor out of its dispose scope: only its user disposes it then. Returns it.</summary>
        public Tensor DetachFromDisposeScope()
        {
            scope?.Detach(this);
            return this;
        }

        /// <summary>Moves the tensor to the next outer dispose scope, or out of all. Returns it.</summary>
        public Tensor MoveToOuterDisposeScope()
        {
            scope?.MoveToOuter(this);
            return this;
        }

        /// <summary>Moves the tensor to another dispose scope, or out of all if that is null. Returns it.</summary>
        public Tensor MoveToOtherDisposeScope(DisposeScope? other)
        {
            if (scope is not null)
                scope.MoveToOther(other, this);
            else
                other?.Attach(this);
            return this;
        }

        /// <summary>Moves the tensor to the dispose scope of <paramref name="other"/>. Returns it.</summary>
        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOtherDisposeScope(other.scope);

        /// <summary>Whether both are the same object.</summary>
        public override bool Equals(object? obj) => ReferenceEquals(this, obj);

        /// <summary>Whether shapes, element types and elements are equal.</summary>
        public bool Equals(Tensor target)
        {
            if (target is null || target.Type != elementType || !target.Layout.SameSizes(Layout))
                return false;
            using var same = Comparison.Compare<EqualPredicate>(this, target);
            using var all = same.all();
            return all.item<bool>();
        }

        /// <summary>Sizes, element type and device: <c>[2x3], type = Float32, device = cpu</c>.</summary>
        public override string ToString() =>
            storage is null ? "" : $"[{string.Join('x', Sizes.ToArray())}], type = {elementType}, device = {device}";

        /// <summary>Hash of the object, as <see cref="Equals(object)"/> compares objects.</summary>
        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
    }
}
