namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Makes a trainable tensor; see <see cref="Modules.Parameter"/>.</summary>
            /// <param name="data">The values; this tensor must not be used afterwards.</param>
            /// <param name="requires_grad">Whether it is trained.</param>
            public static Parameter Parameter(Tensor data, bool requires_grad = true) => new(data, requires_grad);
        }
    }
}

namespace TorchSharp.Modules
{
    using static TorchSharp.torch;

    /// <summary>A tensor that modules register as trainable.</summary>
    public class Parameter : Tensor
    {
        /// <summary>Takes over a tensor's memory as a leaf of the graph.</summary>
        /// <param name="data">The values; this tensor is freed and must not be used afterwards.</param>
        /// <param name="requires_grad">Whether it is trained.</param>
        public Parameter(Tensor data, bool requires_grad = true) : base(data)
        {
            this.requires_grad = requires_grad;
            data.Dispose();
        }
    }
}
