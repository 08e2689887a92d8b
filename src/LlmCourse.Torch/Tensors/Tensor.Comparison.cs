namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Whether elements are equal to a number.</summary>
        public Tensor eq(Scalar target) => Comparison.Compare<EqualPredicate>(this, target.Value);

        /// <summary>Whether elements are equal to those of a tensor, broadcast.</summary>
        public Tensor eq(Tensor target) => Comparison.Compare<EqualPredicate>(this, target);

        /// <summary>Writes whether elements are equal to a number.</summary>
        public Tensor eq_(Scalar target) => Comparison.InPlace<EqualPredicate>(this, target.Value);

        /// <summary>Writes whether elements are equal to those of a tensor, broadcast.</summary>
        public Tensor eq_(Tensor target) => Comparison.InPlace<EqualPredicate>(this, target);

        /// <summary>Same as eq.</summary>
        public Tensor equal(Tensor target) => eq(target);

        /// <summary>Whether elements are not equal to a number.</summary>
        public Tensor ne(Scalar target) => Comparison.Compare<NotEqualPredicate>(this, target.Value);

        /// <summary>Whether elements are not equal to those of a tensor, broadcast.</summary>
        public Tensor ne(Tensor target) => Comparison.Compare<NotEqualPredicate>(this, target);

        /// <summary>Writes whether elements are not equal to a number.</summary>
        public Tensor ne_(Scalar target) => Comparison.InPlace<NotEqualPredicate>(this, target.Value);

        /// <summary>Writes whether elements are not equal to those of a tensor, broadcast.</summary>
        public Tensor ne_(Tensor target) => Comparison.InPlace<NotEqualPredicate>(this, target);

        /// <summary>Same as ne.</summary>
        public Tensor not_equal(Tensor target) => ne(target);

        /// <summary>Whether elements are less than a number.</summary>
        public Tensor lt(Scalar target) => Comparison.Compare<LessPredicate>(this, target.Value);

        /// <summary>Whether elements are less than those of a tensor, broadcast.</summary>
        public Tensor lt(Tensor target) => Comparison.Compare<LessPredicate>(this, target);

        /// <summary>Writes whether elements are less than a number.</summary>
        public Tensor lt_(Scalar target) => Comparison.InPlace<LessPredicate>(this, target.Value);

        /// <summary>Writes whether elements are less than those of a tensor, broadcast.</summary>
        public Tensor lt_(Tensor target) => Comparison.InPlace<LessPredicate>(this, target);

        /// <summary>Same as lt.</summary>
        public Tensor less(Tensor target) => lt(target);

        /// <summary>Whether elements are at most a number.</summary>
        public Tensor le(Scalar target) => Comparison.Compare<LessEqualPredicate>(this, target.Value);

        /// <summary>Whether elements are at most those of a tensor, broadcast.</summary>
        public Tensor le(Tensor target) => Comparison.Compare<LessEqualPredicate>(this, target);

        /// <summary>Writes whether elements are at most a number.</summary>
        public Tensor le_(Scalar target) => Comparison.InPlace<LessEqualPredicate>(this, target.Value);

        /// <summary>Writes whether elements are at most those of a tensor, broadcast.</summary>
        public Tensor le_(Tensor target) => Comparison.InPlace<LessEqualPredicate>(this, target);

        /// <summary>Same as le.</summary>
        public Tensor less_equal(Tensor target) => le(target);

        /// <summary>Whether elements are greater than a number.</summary>
        public Tensor gt(Scalar target) => Comparison.Compare<GreaterPredicate>(this, target.Value);

        /// <summary>Whether elements are greater than those of a tensor, broadcast.</summary>
        public Tensor gt(Tensor target) => Comparison.Compare<GreaterPredicate>(this, target);

        /// <summary>Writes whether elements are greater than a number.</summary>
        public Tensor gt_(Scalar target) => Comparison.InPlace<GreaterPredicate>(this, target.Value);

        /// <summary>Writes whether elements are greater than those of a tensor, broadcast.</summary>
        public Tensor gt_(Tensor target) => Comparison.InPlace<GreaterPredicate>(this, target);

        /// <summary>Same as gt.</summary>
        public Tensor greater(Tensor target) => gt(target);

        /// <summary>Whether elements are at least a number.</summary>
        public Tensor ge(Scalar target) => Comparison.Compare<GreaterEqualPredicate>(this, target.Value);

        /// <summary>Whether elements are at least those of a tensor, broadcast.</summary>
        public Tensor ge(Tensor target) => Comparison.Compare<GreaterEqualPredicate>(this, target);

        /// <summary>Writes whether elements are at least a number.</summary>
        public Tensor ge_(Scalar target) => Comparison.InPlace<GreaterEqualPredicate>(this, target.Value);

        /// <summary>Writes whether elements are at least those of a tensor, broadcast.</summary>
        public Tensor ge_(Tensor target) => Comparison.InPlace<GreaterEqualPredicate>(this, target);

        /// <summary>Same as ge.</summary>
        public Tensor greater_equal(Tensor target) => ge(target);

        /// <summary>Logical and of truth values, broadcast.</summary>
        public Tensor logical_and(Tensor other) => Comparison.Compare<AndPredicate>(this, other);

        /// <summary>Logical and of truth values, broadcast, in place.</summary>
        public Tensor logical_and_(Tensor other) => Comparison.InPlace<AndPredicate>(this, other);

        /// <summary>Bitwise and of integers or booleans, broadcast.</summary>
        public Tensor bitwise_and(Tensor other) => Bits.Compute<Looped<BitAndOperator>>(this, other);

        /// <summary>Logical or of truth values, broadcast.</summary>
        public Tensor logical_or(Tensor other) => Comparison.Compare<OrPredicate>(this, other);

        /// <summary>Logical or of truth values, broadcast, in place.</summary>
        public Tensor logical_or_(Tensor other) => Comparison.InPlace<OrPredicate>(this, other);

        /// <summary>Bitwise or of integers or booleans, broadcast.</summary>
        public Tensor bitwise_or(Tensor other) => Bits.Compute<Looped<BitOrOperator>>(this, other);

        /// <summary>Logical xor of truth values, broadcast.</summary>
        public Tensor logical_xor(Tensor other) => Comparison.Compare<XorPredicate>(this, other);

        /// <summary>Logical xor of truth values, broadcast, in place.</summary>
        public Tensor logical_xor_(Tensor other) => Comparison.InPlace<XorPredicate>(this, other);

        /// <summary>Bitwise xor of integers or booleans, broadcast.</summary>
        public Tensor bitwise_xor(Tensor other) => Bits.Compute<Looped<BitXorOperator>>(this, other);

        /// <summary>Whether elements are zero.</summary>
        public Tensor logical_not() => Comparison.Compare<EqualPredicate>(this, Number.Zero);

        /// <summary>Bitwise complement of integers, logical of booleans.</summary>
        public Tensor bitwise_not() => Bits.Not(this);

        /// <summary>Whether elements are not a number.</summary>
        public Tensor isnan() => Comparison.Compare<NotEqualPredicate>(this, this);

        /// <summary>Whether elements are infinite.</summary>
        public Tensor isinf() => Special.Isinf(this);

        /// <summary>Whether elements are positive infinity.</summary>
        public Tensor isposinf() => Special.Isposinf(this);

        /// <summary>Whether elements are negative infinity.</summary>
        public Tensor isneginf() => Special.Isneginf(this);

        /// <summary>Whether elements are neither infinite nor NaN.</summary>
        public Tensor isfinite() => Special.Isfinite(this);

        /// <summary>Where the condition holds this tensor's elements, otherwise <paramref name="y"/>'s, broadcast.</summary>
        public Tensor where(Tensor condition, Tensor y) => Choosing.Where(condition, this, y);

        /// <summary>A copy with <paramref name="value"/> where the mask holds.</summary>
        public Tensor masked_fill(Tensor mask, Scalar value) => Choosing.MaskedFill(this, mask, value.Value);

        /// <summary>Writes <paramref name="value"/> where the mask holds.</summary>
        public Tensor masked_fill_(Tensor mask, Scalar value) => Choosing.MaskedFillInPlace(this, mask, value.Value);
    }
}
