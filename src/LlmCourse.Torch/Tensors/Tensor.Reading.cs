using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The only element, converted to <typeparamref name="T"/>.</summary>
        /// <exception cref="ArgumentException">The tensor has not exactly one element.</exception>
        public T item<T>()
            where T : unmanaged
        {
            if (Layout.Count != 1)
                throw new ArgumentException($"Only a tensor of one element can be read as a number, but this one has shape {Layout}.");
            var value = First();
            if (typeof(T) == typeof(float))
                return As<float, T>((float)value.Real);
            if (typeof(T) == typeof(double))
                return As<double, T>(value.Real);
            if (typeof(T) == typeof(long))
                return As<long, T>(value.Integer);
            if (typeof(T) == typeof(int))
                return As<int, T>((int)value.Integer);
            if (typeof(T) == typeof(bool))
                return As<bool, T>(value.Truth);
            if (typeof(T) == typeof(byte))
                return As<byte, T>((byte)value.Integer);
            if (typeof(T) == typeof(sbyte))
                return As<sbyte, T>((sbyte)value.Integer);
            if (typeof(T) == typeof(short))
                return As<short, T>((short)value.Integer);
            if (typeof(T) == typeof(Half))
                return As<Half, T>((Half)value.Real);
            if (typeof(T) == typeof(BFloat16))
                return As<BFloat16, T>((BFloat16)value.Real);
            throw new ArgumentException($"A tensor's element cannot be read as {typeof(T).Name}.");
        }

        /// <summary>The only element as a scalar.</summary>
        public Scalar ToScalar()
        {
            if (Layout.Count != 1)
                throw new ArgumentException($"Only a tensor of one element can be read as a number, but this one has shape {Layout}.");
            return new Scalar(First());
        }

        /// <summary>Reads and writes the elements in row-major order, through the tensor's own memory.</summary>
        /// <exception cref="ArgumentException"><typeparamref name="T"/> is not the element type.</exception>
        public TensorAccessor<T> data<T>()
            where T : unmanaged
        {
            if (ScalarTypes.Of<T>() != elementType && !(typeof(T) == typeof(byte) && elementType == ScalarType.Bool))
                throw new ArgumentException($"The tensor's elements are {elementType}, not {typeof(T).Name}; convert it with to() first.");
            return new TensorAccessor<T>(this);
        }

        /// <summary>The bytes of a contiguous tensor, in place. Writing replaces all of them.</summary>
        /// <exception cref="InvalidOperationException">The tensor is not contiguous.</exception>
        /// <exception cref="ArgumentException">The number of bytes differs.</exception>
        public unsafe Span<byte> bytes
        {
            get
            {
                if (!IsDense)
                    throw new InvalidOperationException($"Bytes can only be read of a contiguous tensor; call contiguous() first. Shape {Layout}, strides {Layout.Show(Strides)}.");
                return new Span<byte>(Memory.Data + offset * ElementSize, checked((int)(Layout.Count * ElementSize)));
            }
            set
            {
                var target = bytes;
                if (value.Length != target.Length)
                    throw new ArgumentException($"The tensor has {target.Length} bytes, but {value.Length} were given.", nameof(value));
                value.CopyTo(target);
                AfterInPlace();
            }
        }

        /// <summary>The first element as a number.</summary>
        private unsafe Number First() => elementType switch
        {
            ScalarType.Float32 => new Number(*Pointer<float>(), elementType),
            ScalarType.Float64 => new Number(*Pointer<double>(), elementType),
            ScalarType.Int64 => new Number(*Pointer<long>(), elementType),
            ScalarType.Int32 => new Number(*Pointer<int>(), elementType),
            ScalarType.Int16 => new Number(*Pointer<short>(), elementType),
            ScalarType.Int8 => new Number(*Pointer<sbyte>(), elementType),
            ScalarType.Float16 => new Number((double)*Pointer<Half>(), elementType),
            ScalarType.BFloat16 => new Number((double)*Pointer<BFloat16>(), elementType),
            _ => new Number((long)*Pointer<byte>(), elementType),
        };

        private static TTo As<TFrom, TTo>(TFrom value)
            where TFrom : unmanaged
            where TTo : unmanaged => Unsafe.BitCast<TFrom, TTo>(value);

        /// <summary>Fills memory of this contiguous tensor from <paramref name="values"/>.</summary>
        internal void CopyFrom<T>(ReadOnlySpan<T> values)
            where T : unmanaged => MemoryMarshal.AsBytes(values).CopyTo(bytes);
    }
}
