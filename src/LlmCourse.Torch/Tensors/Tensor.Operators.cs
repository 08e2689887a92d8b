namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Sum of two tensors, broadcast.</summary>
        public static Tensor operator +(Tensor left, Tensor right) => Arithmetic.Add(left, right);

        /// <summary>Sum of a tensor and a number.</summary>
        public static Tensor operator +(Tensor left, Scalar right) => Arithmetic.Add(left, right.Value);

        /// <summary>Sum of a number and a tensor.</summary>
        public static Tensor operator +(Scalar left, Tensor right) => Arithmetic.Add(right, left.Value);

        /// <summary>Sum of a tensor and a number.</summary>
        public static Tensor operator +(Tensor left, double right) => Arithmetic.Add(left, new Number(right, ScalarType.Float64));

        /// <summary>Sum of a number and a tensor.</summary>
        public static Tensor operator +(double left, Tensor right) => Arithmetic.Add(right, new Number(left, ScalarType.Float64));

        /// <summary>Sum of a tensor and a number.</summary>
        public static Tensor operator +(Tensor left, float right) => Arithmetic.Add(left, new Number(right, ScalarType.Float32));

        /// <summary>Sum of a number and a tensor.</summary>
        public static Tensor operator +(float left, Tensor right) => Arithmetic.Add(right, new Number(left, ScalarType.Float32));

        /// <summary>Sum of a tensor and a number.</summary>
        public static Tensor operator +(Tensor left, int right) => Arithmetic.Add(left, new Number((long)right, ScalarType.Int32));

        /// <summary>Sum of a number and a tensor.</summary>
        public static Tensor operator +(int left, Tensor right) => Arithmetic.Add(right, new Number((long)left, ScalarType.Int32));

        /// <summary>Sum of a tensor and a number.</summary>
        public static Tensor operator +(Tensor left, long right) => Arithmetic.Add(left, new Number(right, ScalarType.Int64));

        /// <summary>Sum of a number and a tensor.</summary>
        public static Tensor operator +(long left, Tensor right) => Arithmetic.Add(right, new Number(left, ScalarType.Int64));

        /// <summary>Difference of two tensors, broadcast.</summary>
        public static Tensor operator -(Tensor left, Tensor right) => Arithmetic.Subtract(left, right);

        /// <summary>Difference of a tensor and a number.</summary>
        public static Tensor operator -(Tensor left, Scalar right) => Arithmetic.Subtract(left, right.Value);

        /// <summary>Difference of a number and a tensor.</summary>
        public static Tensor operator -(Scalar left, Tensor right) => Arithmetic.Subtract(right, left.Value, numberFirst: true);

        /// <summary>Difference of a tensor and a number.</summary>
        public static Tensor operator -(Tensor left, double right) => Arithmetic.Subtract(left, new Number(right, ScalarType.Float64));

        /// <summary>Difference of a number and a tensor.</summary>
        public static Tensor operator -(double left, Tensor right) => Arithmetic.Subtract(right, new Number(left, ScalarType.Float64), numberFirst: true);

        /// <summary>Difference of a tensor and a number.</summary>
        public static Tensor operator -(Tensor left, float right) => Arithmetic.Subtract(left, new Number(right, ScalarType.Float32));

        /// <summary>Difference of a number and a tensor.</summary>
        public static Tensor operator -(float left, Tensor right) => Arithmetic.Subtract(right, new Number(left, ScalarType.Float32), numberFirst: true);

        /// <summary>Difference of a tensor and a number.</summary>
        public static Tensor operator -(Tensor left, int right) => Arithmetic.Subtract(left, new Number((long)right, ScalarType.Int32));

        /// <summary>Difference of a number and a tensor.</summary>
        public static Tensor operator -(int left, Tensor right) => Arithmetic.Subtract(right, new Number((long)left, ScalarType.Int32), numberFirst: true);

        /// <summary>Difference of a tensor and a number.</summary>
        public static Tensor operator -(Tensor left, long right) => Arithmetic.Subtract(left, new Number(right, ScalarType.Int64));

        /// <summary>Difference of a number and a tensor.</summary>
        public static Tensor operator -(long left, Tensor right) => Arithmetic.Subtract(right, new Number(left, ScalarType.Int64), numberFirst: true);

        /// <summary>Product of two tensors, broadcast.</summary>
        public static Tensor operator *(Tensor left, Tensor right) => Arithmetic.Multiply(left, right);

        /// <summary>Product of a tensor and a number.</summary>
        public static Tensor operator *(Tensor left, Scalar right) => Arithmetic.Multiply(left, right.Value);

        /// <summary>Product of a number and a tensor.</summary>
        public static Tensor operator *(Scalar left, Tensor right) => Arithmetic.Multiply(right, left.Value);

        /// <summary>Product of a tensor and a number.</summary>
        public static Tensor operator *(Tensor left, double right) => Arithmetic.Multiply(left, new Number(right, ScalarType.Float64));

        /// <summary>Product of a number and a tensor.</summary>
        public static Tensor operator *(double left, Tensor right) => Arithmetic.Multiply(right, new Number(left, ScalarType.Float64));

        /// <summary>Product of a tensor and a number.</summary>
        public static Tensor operator *(Tensor left, float right) => Arithmetic.Multiply(left, new Number(right, ScalarType.Float32));

        /// <summary>Product of a number and a tensor.</summary>
        public static Tensor operator *(float left, Tensor right) => Arithmetic.Multiply(right, new Number(left, ScalarType.Float32));

        /// <summary>Product of a tensor and a number.</summary>
        public static Tensor operator *(Tensor left, int right) => Arithmetic.Multiply(left, new Number((long)right, ScalarType.Int32));

        /// <summary>Product of a number and a tensor.</summary>
        public static Tensor operator *(int left, Tensor right) => Arithmetic.Multiply(right, new Number((long)left, ScalarType.Int32));

        /// <summary>Product of a tensor and a number.</summary>
        public static Tensor operator *(Tensor left, long right) => Arithmetic.Multiply(left, new Number(right, ScalarType.Int64));

        /// <summary>Product of a number and a tensor.</summary>
        public static Tensor operator *(long left, Tensor right) => Arithmetic.Multiply(right, new Number(left, ScalarType.Int64));

        /// <summary>Quotient of two tensors, broadcast.</summary>
        public static Tensor operator /(Tensor left, Tensor right) => Arithmetic.Divide(left, right);

        /// <summary>Quotient of a tensor and a number.</summary>
        public static Tensor operator /(Tensor left, Scalar right) => Arithmetic.Divide(left, right.Value);

        /// <summary>Quotient of a number and a tensor.</summary>
        public static Tensor operator /(Scalar left, Tensor right) => Arithmetic.Divide(left.Value, right);

        /// <summary>Quotient of a tensor and a number.</summary>
        public static Tensor operator /(Tensor left, double right) => Arithmetic.Divide(left, new Number(right, ScalarType.Float64));

        /// <summary>Quotient of a number and a tensor.</summary>
        public static Tensor operator /(double left, Tensor right) => Arithmetic.Divide(new Number(left, ScalarType.Float64), right);

        /// <summary>Quotient of a tensor and a number.</summary>
        public static Tensor operator /(Tensor left, float right) => Arithmetic.Divide(left, new Number(right, ScalarType.Float32));

        /// <summary>Quotient of a number and a tensor.</summary>
        public static Tensor operator /(float left, Tensor right) => Arithmetic.Divide(new Number(left, ScalarType.Float32), right);

        /// <summary>Quotient of a tensor and a number.</summary>
        public static Tensor operator /(Tensor left, int right) => Arithmetic.Divide(left, new Number((long)right, ScalarType.Int32));

        /// <summary>Quotient of a number and a tensor.</summary>
        public static Tensor operator /(int left, Tensor right) => Arithmetic.Divide(new Number((long)left, ScalarType.Int32), right);

        /// <summary>Quotient of a tensor and a number.</summary>
        public static Tensor operator /(Tensor left, long right) => Arithmetic.Divide(left, new Number(right, ScalarType.Int64));

        /// <summary>Quotient of a number and a tensor.</summary>
        public static Tensor operator /(long left, Tensor right) => Arithmetic.Divide(new Number(left, ScalarType.Int64), right);

        /// <summary>Remainder with the divisor's sign.</summary>
        public static Tensor operator %(Tensor left, Scalar right) => left.remainder(right);

        /// <summary>Remainder with the divisor's sign.</summary>
        public static Tensor operator %(Tensor left, Tensor right) => left.remainder(right);

        /// <summary>Remainder with the divisor's sign.</summary>
        public static Tensor operator %(Tensor left, double right) => left.remainder(right);

        /// <summary>Remainder with the divisor's sign.</summary>
        public static Tensor operator %(Tensor left, float right) => left.remainder(right);

        /// <summary>Remainder with the divisor's sign.</summary>
        public static Tensor operator %(Tensor left, int right) => left.remainder(right);

        /// <summary>Remainder with the divisor's sign.</summary>
        public static Tensor operator %(Tensor left, long right) => left.remainder(right);

        /// <summary>Elementwise equality, as booleans.</summary>
        public static Tensor operator ==(Tensor left, Tensor right) => left.eq(right);

        /// <summary>Elementwise equality, as booleans.</summary>
        public static Tensor operator ==(Tensor left, Scalar right) => left.eq(right);

        /// <summary>Elementwise equality, as booleans.</summary>
        public static Tensor operator ==(Scalar left, Tensor right) => right.eq(left);

        /// <summary>Elementwise inequality, as booleans.</summary>
        public static Tensor operator !=(Tensor left, Tensor right) => left.ne(right);

        /// <summary>Elementwise inequality, as booleans.</summary>
        public static Tensor operator !=(Tensor left, Scalar right) => left.ne(right);

        /// <summary>Elementwise inequality, as booleans.</summary>
        public static Tensor operator !=(Scalar left, Tensor right) => right.ne(left);

        /// <summary>Elementwise less than, as booleans.</summary>
        public static Tensor operator <(Tensor left, Tensor right) => left.lt(right);

        /// <summary>Elementwise less than, as booleans.</summary>
        public static Tensor operator <(Tensor left, Scalar right) => left.lt(right);

        /// <summary>Elementwise less than, as booleans.</summary>
        public static Tensor operator <(Scalar left, Tensor right) => right.gt(left);

        /// <summary>Elementwise at most, as booleans.</summary>
        public static Tensor operator <=(Tensor left, Tensor right) => left.le(right);

        /// <summary>Elementwise at most, as booleans.</summary>
        public static Tensor operator <=(Tensor left, Scalar right) => left.le(right);

        /// <summary>Elementwise at most, as booleans.</summary>
        public static Tensor operator <=(Scalar left, Tensor right) => right.ge(left);

        /// <summary>Elementwise greater than, as booleans.</summary>
        public static Tensor operator >(Tensor left, Tensor right) => left.gt(right);

        /// <summary>Elementwise greater than, as booleans.</summary>
        public static Tensor operator >(Tensor left, Scalar right) => left.gt(right);

        /// <summary>Elementwise greater than, as booleans.</summary>
        public static Tensor operator >(Scalar left, Tensor right) => right.lt(left);

        /// <summary>Elementwise at least, as booleans.</summary>
        public static Tensor operator >=(Tensor left, Tensor right) => left.ge(right);

        /// <summary>Elementwise at least, as booleans.</summary>
        public static Tensor operator >=(Tensor left, Scalar right) => left.ge(right);

        /// <summary>Elementwise at least, as booleans.</summary>
        public static Tensor operator >=(Scalar left, Tensor right) => right.le(left);

        /// <summary>Every element negated.</summary>
        public static Tensor operator -(Tensor tensor) => tensor.neg();

        /// <summary>Logical or bitwise complement.</summary>
        public static Tensor operator ~(Tensor left) => left.bitwise_not();

        /// <summary>Logical or bitwise and, broadcast.</summary>
        public static Tensor operator &(Tensor left, Tensor right) => left.bitwise_and(right);

        /// <summary>Logical or bitwise or, broadcast.</summary>
        public static Tensor operator |(Tensor left, Tensor right) => left.bitwise_or(right);

        /// <summary>Logical or bitwise xor, broadcast.</summary>
        public static Tensor operator ^(Tensor left, Tensor right) => left.bitwise_xor(right);
    }
}
