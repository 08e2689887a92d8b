namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>This value with element type Float32.</summary>
        public Tensor @float() => Convert(ScalarType.Float32);

        /// <summary>This value with element type Float64.</summary>
        public Tensor @double() => Convert(ScalarType.Float64);

        /// <summary>This value with element type Int32.</summary>
        public Tensor @int() => Convert(ScalarType.Int32);

        /// <summary>This value with element type Int64.</summary>
        public Tensor @long() => Convert(ScalarType.Int64);

        /// <summary>This value with element type Int16.</summary>
        public Tensor @short() => Convert(ScalarType.Int16);

        /// <summary>This value with element type Byte.</summary>
        public Tensor @byte() => Convert(ScalarType.Byte);

        /// <summary>This value with element type Bool.</summary>
        public Tensor @bool() => Convert(ScalarType.Bool);

        /// <summary>This value with element type Float16.</summary>
        public Tensor half() => Convert(ScalarType.Float16);

        /// <summary>This value with element type BFloat16.</summary>
        public Tensor bfloat16() => Convert(ScalarType.BFloat16);

        /// <summary>This value with element type Int8.</summary>
        public Tensor @char() => Convert(ScalarType.Int8);

        /// <summary>This value with another element type; itself if it has it.</summary>
        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) => Casts.To(this, type, null, copy, disposeAfter);

        /// <summary>This value with another element type; itself if it has it.</summary>
        public Tensor to_type(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) => Casts.To(this, type, null, copy, disposeAfter);

        /// <summary>This value with another element type and on a device.</summary>
        public Tensor to(ScalarType type, Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) => Casts.To(this, type, device, copy, disposeAfter);

        /// <summary>This value on a device, which is the processor.</summary>
        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) => Casts.To(this, elementType, device, copy, disposeAfter);

        /// <summary>This value on a device, which is the processor.</summary>
        public Tensor to(string device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) => Casts.To(this, elementType, new Device(device), copy, disposeAfter);

        /// <summary>This value on a device, which is the processor.</summary>
        public Tensor to(DeviceType deviceType, int deviceIndex = -1, bool copy = false, bool disposeAfter = false, bool non_blocking = false) => Casts.To(this, elementType, new Device(deviceType, deviceIndex), copy, disposeAfter);

        /// <summary>This value with the element type and device of another tensor.</summary>
        public Tensor to(Tensor other, bool non_blocking = false) => Casts.To(this, other.Type, other.device, copy: false, disposeAfter: false);

        /// <summary>This value with the element type of another tensor.</summary>
        public Tensor type_as(Tensor tensor) => Convert(tensor.Type);

        /// <summary>This value with another element type.</summary>
        public Tensor type(ScalarType dtype) => Convert(dtype);

        /// <summary>This value on the processor, where it is.</summary>
        public Tensor cpu() => this;

        /// <summary>Refused: this engine has no graphics processor.</summary>
        public Tensor cuda(Device? device = null, bool non_blocking = false) => Casts.To(this, elementType, device ?? CUDA, copy: false, disposeAfter: false);
    }
}
