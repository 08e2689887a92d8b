namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>A tensor of zeros of this type.</summary>
        public Tensor zeros(params long[] sizes) => Factories.Full(sizes, Number.Zero, elementType, requiresGrad: false);

        /// <summary>A tensor of ones of this type.</summary>
        public Tensor ones(params long[] sizes) => Factories.Full(sizes, Number.One, elementType, requiresGrad: false);

        /// <summary>A tensor of uninitialised memory of this type.</summary>
        public Tensor empty(params long[] sizes) => Factories.Empty(sizes, elementType, null, requiresGrad: false);

        /// <summary>Zeros in this shape and type.</summary>
        public Tensor zeros_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => torch.zeros_like(this, dtype, device, requires_grad);

        /// <summary>Ones in this shape and type.</summary>
        public Tensor ones_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => torch.ones_like(this, dtype, device, requires_grad);

        /// <summary>Uninitialised memory in this shape and type.</summary>
        public Tensor empty_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => torch.empty_like(this, dtype, device, requires_grad);

        /// <summary>One number in this shape and type.</summary>
        public Tensor full_like(Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => torch.full_like(this, value, dtype, device, requires_grad);

        /// <summary>Zeros of this type.</summary>
        public Tensor new_zeros(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Factories.Full(size, Number.Zero, dtype ?? elementType, requires_grad, device);

        /// <summary>Zeros of this type.</summary>
        public Tensor new_zeros(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Factories.Full(size, Number.Zero, dtype ?? elementType, requires_grad, device);

        /// <summary>Zeros of this type.</summary>
        public Tensor new_zeros(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Factories.Full([size], Number.Zero, dtype ?? elementType, requires_grad, device);

        /// <summary>Zeros of this type.</summary>
        public Tensor new_zeros(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Factories.Full([rows, columns], Number.Zero, dtype ?? elementType, requires_grad, device);

        /// <summary>Zeros of this type.</summary>
        public Tensor new_zeros(long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Factories.Full([dim0, dim1, dim2], Number.Zero, dtype ?? elementType, requires_grad, device);

        /// <summary>Zeros of this type.</summary>
        public Tensor new_zeros(long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Factories.Full([dim0, dim1, dim2, dim3], Number.Zero, dtype ?? elementType, requires_grad, device);

        /// <summary>Uninitialised memory of this type.</summary>
        public Tensor new_empty(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Factories.Empty(size, dtype ?? elementType, device, requires_grad);

        /// <summary>Uninitialised memory of this type.</summary>
        public Tensor new_empty(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Factories.Empty(size, dtype ?? elementType, device, requires_grad);

        /// <summary>Uninitialised memory of this type.</summary>
        public Tensor new_empty(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Factories.Empty([size], dtype ?? elementType, device, requires_grad);

        /// <summary>Uninitialised memory of this type.</summary>
        public Tensor new_empty(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Factories.Empty([rows, columns], dtype ?? elementType, device, requires_grad);

        /// <summary>Uninitialised memory of this type.</summary>
        public Tensor new_empty(long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Factories.Empty([dim0, dim1, dim2], dtype ?? elementType, device, requires_grad);

        /// <summary>Uninitialised memory of this type.</summary>
        public Tensor new_empty(long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Factories.Empty([dim0, dim1, dim2, dim3], dtype ?? elementType, device, requires_grad);

        /// <summary>One number everywhere, of this type.</summary>
        public Tensor new_full(long[] size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Factories.Full(size, value.Value, dtype ?? elementType, requires_grad, device);

        /// <summary>One number everywhere, of this type.</summary>
        public Tensor new_full(ReadOnlySpan<long> size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Factories.Full(size, value.Value, dtype ?? elementType, requires_grad, device);

        /// <summary>One number everywhere, of this type.</summary>
        public Tensor new_full(long size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Factories.Full([size], value.Value, dtype ?? elementType, requires_grad, device);

        /// <summary>One number everywhere, of this type.</summary>
        public Tensor new_full(long rows, long columns, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Factories.Full([rows, columns], value.Value, dtype ?? elementType, requires_grad, device);

        /// <summary>One number everywhere, of this type.</summary>
        public Tensor new_full(long dim0, long dim1, long dim2, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Factories.Full([dim0, dim1, dim2], value.Value, dtype ?? elementType, requires_grad, device);

        /// <summary>One number everywhere, of this type.</summary>
        public Tensor new_full(long dim0, long dim1, long dim2, long dim3, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Factories.Full([dim0, dim1, dim2, dim3], value.Value, dtype ?? elementType, requires_grad, device);

        /// <summary>Ones of this type.</summary>
        public Tensor new_ones(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Factories.Full([rows, columns], Number.One, dtype ?? elementType, requires_grad, device);

        /// <summary>Ones of this type.</summary>
        public Tensor new_ones(long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Factories.Full([dim0, dim1, dim2], Number.One, dtype ?? elementType, requires_grad, device);

        /// <summary>Ones of this type.</summary>
        public Tensor new_ones(long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Factories.Full([dim0, dim1, dim2, dim3], Number.One, dtype ?? elementType, requires_grad, device);

        /// <summary>Whether elements are close: |x − y| at most atol + rtol·|y|.</summary>
        public Tensor isclose(Tensor other, double rtol = 1E-05, double atol = 1E-08, bool nanEqual = false) => Closeness.IsClose(this, other, rtol, atol, nanEqual);

        /// <summary>Whether all elements are close.</summary>
        public bool allclose(Tensor target, double rtol = 1E-05, double atol = 1E-08, bool equal_nan = false) => Closeness.IsClose(this, target, rtol, atol, equal_nan).all().item<bool>();
    }
}
