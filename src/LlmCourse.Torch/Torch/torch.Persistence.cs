namespace TorchSharp;

public static partial class torch
{
    /// <summary>Writes a tensor to a file, in TorchSharp's binary form.</summary>
    /// <remarks>TorchSharp writes PyTorch's pickle here; files of the two are not exchangeable.</remarks>
    public static void save(Tensor t, string location) => t.Save(location);

    /// <summary>Reads a tensor that <see cref="save"/> wrote.</summary>
    /// <exception cref="EndOfStreamException">The file ends inside the tensor.</exception>
    public static Tensor load(string location) => Tensor.Load(location);

    public partial class Tensor
    {
        /// <summary>Writes this tensor to a file; see <see cref="torch.save"/>.</summary>
        public void save(string location) => torch.save(this, location);

        /// <summary>Reads a tensor that <see cref="save"/> wrote.</summary>
        public static Tensor load(string location) => torch.load(location);

        /// <summary>Reads a tensor that <c>Save</c> wrote.</summary>
        /// <exception cref="EndOfStreamException">The data ends inside the tensor.</exception>
        public static Tensor Load(BinaryReader reader) => TensorStream.Read(reader);

        /// <inheritdoc cref="Load(BinaryReader)"/>
        public static Tensor Load(Stream stream)
        {
            using var reader = new BinaryReader(stream, System.Text.Encoding.UTF8, leaveOpen: true);
            return Load(reader);
        }

        /// <inheritdoc cref="Load(BinaryReader)"/>
        public static Tensor Load(string location)
        {
            using var stream = File.OpenRead(location);
            return Load(stream);
        }
    }
}
