namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Sum with a number.</summary>
        public Tensor add(Scalar scalar) => Arithmetic.Add(this, scalar.Value);

        /// <summary>Sum with a tensor, broadcast.</summary>
        public Tensor add(Tensor target) => Arithmetic.Add(this, target);

        /// <summary>Sum with a number, in place.</summary>
        public Tensor add_(Scalar scalar) => Arithmetic.InPlace<AddOperator>(this, scalar.Value, 1);

        /// <summary>Sum with a tensor, broadcast, in place.</summary>
        public Tensor add_(Tensor target) => Arithmetic.InPlace<AddOperator>(this, target, static (a, b) => new AddNode(a, b, 1));

        /// <summary>Difference with a number.</summary>
        public Tensor sub(Scalar target) => Arithmetic.Subtract(this, target.Value);

        /// <summary>Difference with a tensor, broadcast.</summary>
        public Tensor sub(Tensor target) => Arithmetic.Subtract(this, target);

        /// <summary>Difference with a number, in place.</summary>
        public Tensor sub_(Scalar target) => Arithmetic.InPlace<SubtractOperator>(this, target.Value, 1);

        /// <summary>Difference with a tensor, broadcast, in place.</summary>
        public Tensor sub_(Tensor target) => Arithmetic.InPlace<SubtractOperator>(this, target, static (a, b) => new AddNode(a, b, -1));

        /// <summary>Same as sub.</summary>
        public Tensor subtract(Scalar target) => sub(target);

        /// <summary>Same as sub.</summary>
        public Tensor subtract(Tensor target) => sub(target);

        /// <summary>Same as sub_.</summary>
        public Tensor subtract_(Scalar target) => sub_(target);

        /// <summary>Same as sub_.</summary>
        public Tensor subtract_(Tensor target) => sub_(target);

        /// <summary>Product with a number.</summary>
        public Tensor mul(Scalar target) => Arithmetic.Multiply(this, target.Value);

        /// <summary>Product with a tensor, broadcast.</summary>
        public Tensor mul(Tensor target) => Arithmetic.Multiply(this, target);

        /// <summary>Product with a number, in place.</summary>
        public Tensor mul_(Scalar target) => Arithmetic.InPlace<MultiplyOperator>(this, target.Value, target.Value.Real);

        /// <summary>Product with a tensor, broadcast, in place.</summary>
        public Tensor mul_(Tensor target) => Arithmetic.InPlace<MultiplyOperator>(this, target, static (a, b) => new MultiplyNode(a, b, inPlace: true));

        /// <summary>Same as mul.</summary>
        public Tensor multiply(Scalar target) => mul(target);

        /// <summary>Same as mul.</summary>
        public Tensor multiply(Tensor target) => mul(target);

        /// <summary>This plus <paramref name="alpha"/> times a number.</summary>
        public Tensor add(Scalar scalar, Scalar alpha) => Arithmetic.Add(this, scalar.Value.Times(alpha.Value));

        /// <summary>This plus <paramref name="alpha"/> times a tensor, broadcast.</summary>
        public Tensor add(Tensor target, Scalar alpha) => Arithmetic.Add(this, target, alpha.Value.Real);

        /// <summary>Adds <paramref name="alpha"/> times a number in place.</summary>
        public Tensor add_(Scalar scalar, Scalar alpha) => Arithmetic.InPlace<AddOperator>(this, scalar.Value.Times(alpha.Value), 1);

        /// <summary>Adds <paramref name="alpha"/> times a tensor, broadcast, in place.</summary>
        public Tensor add_(Tensor target, Scalar alpha)
        {
            using var scaled = target.mul(alpha);
            return add_(scaled);
        }

        /// <summary>Quotient with a number: exact, rounded down or rounded towards zero.</summary>
        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => Division.Divide(this, target.Value, rounding_mode);

        /// <summary>Quotient with a tensor, broadcast: exact, rounded down or rounded towards zero.</summary>
        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => Division.Divide(this, target, rounding_mode);

        /// <summary>Quotient with a number, in place.</summary>
        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => Division.InPlace(this, target.Value, rounding_mode);

        /// <summary>Quotient with a tensor, broadcast, in place.</summary>
        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => Division.InPlace(this, target, rounding_mode);

        /// <summary>Same as div.</summary>
        public Tensor divide(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);

        /// <summary>Same as div.</summary>
        public Tensor divide(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);

        /// <summary>Same as div_.</summary>
        public Tensor divide_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => div_(target, rounding_mode);

        /// <summary>Same as div_.</summary>
        public Tensor divide_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => div_(target, rounding_mode);

        /// <summary>Exact quotient with a number.</summary>
        public Tensor true_divide(Scalar other) => Arithmetic.Divide(this, other.Value);

        /// <summary>Exact quotient with a tensor, broadcast.</summary>
        public Tensor true_divide(Tensor other) => Arithmetic.Divide(this, other);

        /// <summary>Quotient with a number, rounded down.</summary>
        public Tensor floor_divide(Scalar other) => div(other, RoundingMode.floor);

        /// <summary>Quotient with a tensor, broadcast, rounded down.</summary>
        public Tensor floor_divide(Tensor other) => div(other, RoundingMode.floor);

        /// <summary>Every element to a power.</summary>
        public Tensor pow(Scalar exponent) => Powers.Power(this, exponent.Value);

        /// <summary>Every element to the power of the other tensor's, broadcast.</summary>
        public Tensor pow(Tensor exponent) => Powers.Power(this, exponent);

        /// <summary>Every element to a power, in place.</summary>
        public Tensor pow_(Scalar exponent) => Powers.InPlace(this, exponent.Value);

        /// <summary>Remainder of the division by a number, with the divisor's sign.</summary>
        public Tensor remainder(Scalar scalar) => Division.Remainder<Looped<RemainderOperator>>(this, scalar.Value, RoundingMode.floor);

        /// <summary>Remainder of the division by a tensor, broadcast, with the divisor's sign.</summary>
        public Tensor remainder(Tensor target) => Division.Remainder<Looped<RemainderOperator>>(this, target, RoundingMode.floor);

        /// <summary>Remainder of the division by a number, with the dividend's sign.</summary>
        public Tensor fmod(Scalar scalar) => Division.Remainder<Looped<FmodOperator>>(this, scalar.Value, RoundingMode.trunc);

        /// <summary>Remainder of the division by a tensor, broadcast, with the dividend's sign.</summary>
        public Tensor fmod(Tensor target) => Division.Remainder<Looped<FmodOperator>>(this, target, RoundingMode.trunc);
    }
}
