namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The only element of a tensor, converted.</summary>
        public static explicit operator bool(Tensor value) => value.item<bool>();

        /// <summary>The only element of a tensor, converted.</summary>
        public static explicit operator byte(Tensor value) => value.item<byte>();

        /// <summary>The only element of a tensor, converted.</summary>
        public static explicit operator sbyte(Tensor value) => value.item<sbyte>();

        /// <summary>The only element of a tensor, converted.</summary>
        public static explicit operator short(Tensor value) => value.item<short>();

        /// <summary>The only element of a tensor, converted.</summary>
        public static explicit operator int(Tensor value) => value.item<int>();

        /// <summary>The only element of a tensor, converted.</summary>
        public static explicit operator long(Tensor value) => value.item<long>();

        /// <summary>The only element of a tensor, converted.</summary>
        public static explicit operator float(Tensor value) => value.item<float>();

        /// <summary>The only element of a tensor, converted.</summary>
        public static explicit operator double(Tensor value) => value.item<double>();

        /// <summary>A tensor of one number.</summary>
        public static implicit operator Tensor(bool value) => tensor(value);

        /// <summary>A tensor of these numbers.</summary>
        public static implicit operator Tensor(bool[] value) => tensor(value);

        /// <summary>A tensor of one number.</summary>
        public static implicit operator Tensor(byte value) => tensor(value);

        /// <summary>A tensor of these numbers.</summary>
        public static implicit operator Tensor(byte[] value) => tensor(value);

        /// <summary>A tensor of one number.</summary>
        public static implicit operator Tensor(sbyte value) => tensor(value);

        /// <summary>A tensor of these numbers.</summary>
        public static implicit operator Tensor(sbyte[] value) => tensor(value);

        /// <summary>A tensor of one number.</summary>
        public static implicit operator Tensor(short value) => tensor(value);

        /// <summary>A tensor of these numbers.</summary>
        public static implicit operator Tensor(short[] value) => tensor(value);

        /// <summary>A tensor of one number.</summary>
        public static implicit operator Tensor(int value) => tensor(value);

        /// <summary>A tensor of these numbers.</summary>
        public static implicit operator Tensor(int[] value) => tensor(value);

        /// <summary>A tensor of one number.</summary>
        public static implicit operator Tensor(long value) => tensor(value);

        /// <summary>A tensor of these numbers.</summary>
        public static implicit operator Tensor(long[] value) => tensor(value);

        /// <summary>A tensor of one number.</summary>
        public static implicit operator Tensor(float value) => tensor(value);

        /// <summary>A tensor of these numbers.</summary>
        public static implicit operator Tensor(float[] value) => tensor(value);

        /// <summary>A tensor of one number.</summary>
        public static implicit operator Tensor(double value) => tensor(value);

        /// <summary>A tensor of these numbers.</summary>
        public static implicit operator Tensor(double[] value) => tensor(value);

        /// <summary>A tensor of one number.</summary>
        public static implicit operator Tensor(Scalar scalar) => Factories.Full([], scalar.Value, scalar.Type, false);
    }
}
