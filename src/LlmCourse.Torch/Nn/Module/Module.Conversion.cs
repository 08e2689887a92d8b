namespace TorchSharp;

using System.Reflection;
using Modules;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>The kind of device that holds the module's tensors.</summary>
            protected DeviceType _deviceType = DeviceType.CPU;

            /// <summary>The index of that device; −1 where there is one only.</summary>
            protected int _deviceIndex = -1;

            /// <summary>Converts parameters and buffers to another tensor's element type and device.</summary>
            /// <param name="other">The tensor to follow.</param>
            /// <param name="non_blocking">Accepted for TorchSharp's sake; a CPU copy is always finished on return.</param>
            /// <returns>This module.</returns>
            public Module _to(Tensor other, bool non_blocking)
            {
                _to(other.dtype, non_blocking);
                return _to(other.device_type, other.device_index, non_blocking);
            }

            /// <summary>Converts floating-point parameters and buffers to an element type on a device.</summary>
            /// <param name="device">The device.</param>
            /// <param name="dtype">A floating-point type.</param>
            /// <param name="non_blocking">Accepted for TorchSharp's sake.</param>
            /// <returns>This module.</returns>
            protected internal virtual Module _to(Device device, ScalarType dtype, bool non_blocking)
            {
                CheckFloating(dtype);
                _toEpilog(device, dtype, non_blocking);
                return this;
            }

            /// <summary>Moves parameters and buffers to a device.</summary>
            /// <param name="deviceType">The device's kind.</param>
            /// <param name="deviceIndex">The device's index.</param>
            /// <param name="non_blocking">Accepted for TorchSharp's sake.</param>
            /// <returns>This module.</returns>
            protected internal virtual Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking)
            {
                if (deviceType != DeviceType.CUDA)
                    deviceIndex = -1;
                if (deviceType != _deviceType || deviceIndex != _deviceIndex)
                    _toEpilog(deviceType, deviceIndex, non_blocking);
                return this;
            }

            /// <summary>Converts floating-point parameters and buffers to an element type.</summary>
            /// <param name="dtype">A floating-point type.</param>
            /// <param name="non_blocking">Accepted for TorchSharp's sake.</param>
            /// <returns>This module.</returns>
            /// <exception cref="ArgumentException">The type is not a floating-point one.</exception>
            protected internal virtual Module _to(ScalarType dtype, bool non_blocking)
            {
                CheckFloating(dtype);
                _toEpilog(dtype, non_blocking);
                return this;
            }

            /// <summary>Converts the tensors of this module and of those below it.</summary>
            /// <param name="dtype">The element type.</param>
            /// <param name="non_blocking">Accepted for TorchSharp's sake.</param>
            protected void _toEpilog(ScalarType dtype, bool non_blocking) => _toEpilog(dtype, null, non_blocking);

            /// <inheritdoc cref="_toEpilog(ScalarType, bool)"/>
            /// <param name="device">The device.</param>
            /// <param name="dtype">The element type.</param>
            /// <param name="non_blocking">Accepted for TorchSharp's sake.</param>
            protected void _toEpilog(Device device, ScalarType dtype, bool non_blocking) => _toEpilog(dtype, device, non_blocking);

            /// <inheritdoc cref="_toEpilog(ScalarType, bool)"/>
            /// <param name="deviceType">The device's kind.</param>
            /// <param name="deviceIndex">The device's index.</param>
            /// <param name="non_blocking">Accepted for TorchSharp's sake.</param>
            protected void _toEpilog(DeviceType deviceType, int deviceIndex, bool non_blocking)
                => _toEpilog(null, new Device(deviceType, deviceIndex), non_blocking);

            /// <summary>
            /// Converts the tensors of this module and of those below it. Parameters become new objects, so an optimizer
            /// must be made after the conversion; fields and properties that hold them are set to the new ones.
            /// </summary>
            /// <param name="dtype">The element type; null keeps it.</param>
            /// <param name="device">The device; null keeps it.</param>
            /// <param name="non_blocking">Accepted for TorchSharp's sake.</param>
            protected virtual void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
            {
                foreach (var (_, child) in named_children())
                {
                    if (device is null)
                        child._to(dtype!.Value, non_blocking);
                    else if (dtype is null)
                        child._to(device.type, device.index, non_blocking);
                    else
                        child._to(device, dtype.Value, non_blocking);
                }
                foreach (var (key, parameter) in named_parameters(recurse: false).ToList())
                {
                    if (!ReplaceParameter(dtype, device, parameter, out var converted))
                        continue;
                    if (PropertyOf(key) is { } property)
                    {
                        property.SetValue(this, converted);
                        continue;
                    }
                    ConditionallyRegisterParameter(key, converted);
                    FieldOf(key)?.SetValue(this, converted);
                    parameter.Dispose();
                }
                foreach (var (key, buffer) in named_buffers(recurse: false).ToList())
                {
                    if (!ReplaceBuffer(dtype, device, buffer, out var converted))
                        continue;
                    ConditionallyRegisterBuffer(key, converted, _internal_buffers[key].Item2);
                    FieldOf(key)?.SetValue(this, converted);
                }
                if (device is not null)
                    (_deviceType, _deviceIndex) = (device.type, device.index);
            }

            /// <summary>Converts a buffer and frees the old one; integer buffers keep their element type.</summary>
            /// <param name="dtype">The element type; null keeps it.</param>
            /// <param name="device">The device; null keeps it.</param>
            /// <param name="buffer">The buffer.</param>
            /// <param name="result">The converted buffer, when it had to change.</param>
            /// <returns>Whether it had to change.</returns>
            protected static bool ReplaceBuffer(ScalarType? dtype, Device? device, Tensor buffer, out Tensor? result)
            {
                result = null;
                var type = TargetType(dtype, buffer);
                if (type == buffer.dtype && SameDevice(device, buffer))
                    return false;
                result = buffer.to(type, device ?? buffer.device, disposeAfter: true).DetachFromDisposeScope();
                return true;
            }

            /// <summary>Makes a converted copy of a parameter, with its gradient.</summary>
            /// <param name="dtype">The element type; null keeps it.</param>
            /// <param name="device">The device; null keeps it.</param>
            /// <param name="param">The parameter; it is not freed.</param>
            /// <param name="p">The converted parameter, when it had to change.</param>
            /// <returns>Whether it had to change.</returns>
            protected static bool ReplaceParameter(ScalarType? dtype, Device? device, Parameter param, out Parameter? p)
            {
                p = null;
                var type = TargetType(dtype, param);
                if (type == param.dtype && SameDevice(device, param))
                    return false;
                using var _ = no_grad(); // the copy is a new leaf, not a step of the graph
                p = new Parameter(param.to(type, device ?? param.device), param.requires_grad);
                p.DetachFromDisposeScope();
                if (param.grad is { } gradient)
                    p.grad = gradient.to(type, device ?? param.device);
                return true;
            }

            /// <summary>The device and element type to use where the caller named none.</summary>
            /// <param name="device">The device asked for.</param>
            /// <param name="dtype">The element type asked for.</param>
            protected static (Device device, ScalarType dtype) GetDefaultDeviceAndType(Device? device = null, ScalarType? dtype = null)
                => (device ?? CPU, dtype ?? get_default_dtype());

            private static ScalarType TargetType(ScalarType? dtype, Tensor tensor)
                => dtype is { } wanted && tensor.is_floating_point() ? wanted : tensor.dtype;

            private static bool SameDevice(Device? device, Tensor tensor) => device is null || device.type == tensor.device_type;

            private static void CheckFloating(ScalarType dtype)
            {
                if (dtype is not (ScalarType.Float16 or ScalarType.BFloat16 or ScalarType.Float32 or ScalarType.Float64))
                    throw new ArgumentException($"A module converts to floating-point types only, not to {dtype}.", nameof(dtype));
            }

            private PropertyInfo? PropertyOf(string component)
                => GetType().GetProperty(component, BindingFlags.Public | BindingFlags.Instance) is { CanWrite: true } property ? property : null;

            private FieldInfo? FieldOf(string component)
                => ComponentFields().FirstOrDefault(field => field.ComponentName() == component);
        }
    }
}
