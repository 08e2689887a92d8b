namespace TorchSharp;

/// <summary>Kinds of device. This engine computes on <see cref="CPU"/>; the others are names that it can refuse.</summary>
public enum DeviceType
{
    /// <summary>The processor.</summary>
    CPU = 0,

    /// <summary>NVIDIA graphics processor.</summary>
    CUDA = 1,

    /// <summary>Intel MKL-DNN.</summary>
    MKLDNN = 2,

    /// <summary>OpenGL.</summary>
    OPENGL = 3,

    /// <summary>OpenCL.</summary>
    OPENCL = 4,

    /// <summary>Intel IDEEP.</summary>
    IDEEP = 5,

    /// <summary>AMD graphics processor.</summary>
    HIP = 6,

    /// <summary>Programmable gate array.</summary>
    FPGA = 7,

    /// <summary>Microsoft MSNPU.</summary>
    MSNPU = 8,

    /// <summary>XLA.</summary>
    XLA = 9,

    /// <summary>Apple graphics processor.</summary>
    MPS = 13,

    /// <summary>Shapes without data.</summary>
    META = 14,
}

public static partial class torch
{
    /// <summary>The processor.</summary>
    public static readonly Device CPU = new(DeviceType.CPU);

    /// <summary>The first NVIDIA graphics processor; this engine has none and refuses it.</summary>
    public static Device CUDA { get; } = new(DeviceType.CUDA);

    /// <summary>A device of this kind.</summary>
    public static Device device(DeviceType deviceType, int index = -1) => new(deviceType, index);

    /// <summary>A device of this kind by name: <c>cpu</c>, <c>cuda</c>.</summary>
    public static Device device(string deviceType, int index = -1) => new(deviceType, index);

    /// <summary>A device by description: <c>cpu</c>, <c>cuda:0</c>.</summary>
    public static Device device(string description) => new(description);

    /// <summary>The NVIDIA graphics processor with this index.</summary>
    public static Device device(int index) => new(index);

    /// <summary>Whether tensors can live on an NVIDIA graphics processor: never in this engine.</summary>
    public static bool cuda_is_available() => false;

    /// <summary>Whether tensors can live on an Apple graphics processor: never in this engine.</summary>
    public static bool mps_is_available() => false;

    /// <summary>Where a tensor lives.</summary>
    public class Device
    {
        /// <summary>A device of this kind.</summary>
        public Device(DeviceType deviceType, int index = -1)
        {
            type = deviceType;
            this.index = deviceType is DeviceType.CPU or DeviceType.META ? -1 : Math.Max(index, 0);
        }

        /// <summary>The NVIDIA graphics processor with this index.</summary>
        public Device(int index)
            : this(DeviceType.CUDA, index)
        {
        }

        /// <summary>A device by description: <c>cpu</c>, <c>cuda:0</c>.</summary>
        /// <exception cref="ArgumentException">No such device is known.</exception>
        public Device(string description)
            : this(Kind(description), Number(description))
        {
        }

        /// <summary>A device of this kind by name.</summary>
        /// <exception cref="ArgumentException">No such device is known.</exception>
        public Device(string deviceType, int index = -1)
            : this(Kind(deviceType), index)
        {
        }

        /// <summary>Kind of device.</summary>
        public DeviceType type { get; }

        /// <summary>Which of several; −1 for the processor.</summary>
        public int index { get; }

        /// <summary>Reads a description such as <c>cuda:0</c>.</summary>
        public static implicit operator Device(string description) => new(description);

        /// <summary>The description: <c>cpu</c>, <c>cuda:0</c>.</summary>
        public override string ToString() =>
            type is DeviceType.CPU or DeviceType.META ? Name(type) : $"{Name(type)}:{index}";

        private static string Name(DeviceType type) => type.ToString().ToLowerInvariant();

        private static DeviceType Kind(string description)
        {
            var name = description.Split(':')[0];
            foreach (var candidate in Enum.GetValues<DeviceType>())
            {
                if (Name(candidate) == name)
                    return candidate;
            }
            throw new ArgumentException($"The device '{description}' is not known. Use 'cpu', 'cuda' or 'cuda:0'.", nameof(description));
        }

        private static int Number(string description)
        {
            var parts = description.Split(':');
            if (parts.Length == 1)
                return -1;
            return int.TryParse(parts[1], out var number)
                ? number
                : throw new ArgumentException($"The device '{description}' has no valid index after the colon.", nameof(description));
        }
    }
}
