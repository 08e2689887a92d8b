namespace TorchSharp;

public static partial class torch
{
    /// <summary>A share of the way to end: input + weight·(end − input).</summary>
    public static Tensor lerp(Tensor input, Tensor end, Tensor weight) => input.lerp(end, weight);

    /// <summary>input + value·tensor1·tensor2.</summary>
    public static Tensor addcmul(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value) => input.addcmul(tensor1, tensor2, value);

    /// <summary>Adds value·tensor1·tensor2 to input, in place.</summary>
    public static Tensor addcmul_(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value) => input.addcmul_(tensor1, tensor2, value);

    /// <summary>input + value·tensor1/tensor2.</summary>
    public static Tensor addcdiv(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value) => input.addcdiv(tensor1, tensor2, value);

    /// <summary>Adds value·tensor1/tensor2 to input, in place.</summary>
    public static Tensor addcdiv_(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value) => input.addcdiv_(tensor1, tensor2, value);

    public partial class Tensor
    {
        /// <summary>A share of the way to end: input + weight·(end − input).</summary>
        public Tensor lerp(Tensor end, Tensor weight) => this + weight * (end - this);

        /// <summary>Goes a share of the way to end, in place.</summary>
        public Tensor lerp_(Tensor end, Tensor weight) => OverwriteWith(lerp(end, weight));

        /// <summary>input + value·tensor1·tensor2.</summary>
        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => this + tensor1 * tensor2 * value;

        /// <summary>Adds value·tensor1·tensor2 to input, in place.</summary>
        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) => OverwriteWith(addcmul(tensor1, tensor2, value));

        /// <summary>input + value·tensor1/tensor2.</summary>
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) => this + tensor1 / tensor2 * value;

        /// <summary>Adds value·tensor1/tensor2 to input, in place.</summary>
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) => OverwriteWith(addcdiv(tensor1, tensor2, value));

        /// <summary>This + tensor1/tensor2.</summary>
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2) => this + tensor1 / tensor2;

        /// <summary>Adds tensor1/tensor2, in place.</summary>
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2) => OverwriteWith(addcdiv(tensor1, tensor2));
    }
}
