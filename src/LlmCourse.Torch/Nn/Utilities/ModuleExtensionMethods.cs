namespace TorchSharp;

using static TorchSharp.torch;

/// <summary>Conversions of whole modules that keep the module's static type.</summary>
public static class ModuleExtensionMethods
{
    /// <summary>Converts parameters and buffers to an element type on a device.</summary>
    /// <typeparam name="T">The module's type.</typeparam>
    /// <param name="module">The module.</param>
    /// <param name="device">The device.</param>
    /// <param name="type">A floating-point type.</param>
    /// <param name="non_blocking">Accepted for TorchSharp's sake; a CPU copy is always finished on return.</param>
    /// <returns>The module.</returns>
    public static T to<T>(this T module, Device device, ScalarType type, bool non_blocking = false) where T : nn.Module
        => (T)module._to(device, type, non_blocking);

    /// <inheritdoc cref="to{T}(T, Device, ScalarType, bool)"/>
    public static T to<T>(this T module, Device device, bool non_blocking = false) where T : nn.Module
        => (T)module._to(device.type, device.index, non_blocking);

    /// <inheritdoc cref="to{T}(T, Device, ScalarType, bool)"/>
    /// <param name="module">The module.</param>
    /// <param name="deviceType">The device's kind.</param>
    /// <param name="deviceIndex">The device's index.</param>
    /// <param name="non_blocking">Accepted for TorchSharp's sake.</param>
    public static T to<T>(this T module, DeviceType deviceType, int deviceIndex = -1, bool non_blocking = false) where T : nn.Module
        => (T)module._to(deviceType, deviceIndex, non_blocking);

    /// <inheritdoc cref="to{T}(T, Device, ScalarType, bool)"/>
    public static T to<T>(this T module, ScalarType type, bool non_blocking = false) where T : nn.Module
        => (T)module._to(type, non_blocking);

    /// <summary>Converts parameters and buffers to another tensor's element type and device.</summary>
    /// <typeparam name="T">The module's type.</typeparam>
    /// <param name="module">The module.</param>
    /// <param name="other">The tensor to follow.</param>
    /// <param name="non_blocking">Accepted for TorchSharp's sake.</param>
    /// <returns>The module.</returns>
    public static T to<T>(this T module, Tensor other, bool non_blocking = false) where T : nn.Module
        => (T)module._to(other, non_blocking);

    /// <inheritdoc cref="to{T}(T, Device, ScalarType, bool)"/>
    public static T to<T>(this T module, string device, bool non_blocking = false) where T : nn.Module
        => module.to(new Device(device), non_blocking);

    /// <summary>Moves the module to the CPU, where this engine's modules always are.</summary>
    /// <typeparam name="T">The module's type.</typeparam>
    /// <param name="module">The module.</param>
    /// <param name="non_blocking">Accepted for TorchSharp's sake.</param>
    /// <returns>The module.</returns>
    public static T cpu<T>(this T module, bool non_blocking = false) where T : nn.Module
        => module.to(DeviceType.CPU, non_blocking: non_blocking);

    /// <summary>Converts parameters and floating-point buffers to 32-bit floats.</summary>
    /// <typeparam name="T">The module's type.</typeparam>
    /// <param name="module">The module.</param>
    /// <param name="non_blocking">Accepted for TorchSharp's sake.</param>
    /// <returns>The module.</returns>
    public static T @float<T>(this T module, bool non_blocking = false) where T : nn.Module
        => module.to(ScalarType.Float32, non_blocking);

    /// <summary>Converts parameters and floating-point buffers to 64-bit floats.</summary>
    /// <inheritdoc cref="@float{T}(T, bool)"/>
    public static T @double<T>(this T module, bool non_blocking = false) where T : nn.Module
        => module.to(ScalarType.Float64, non_blocking);

    /// <summary>Converts parameters and floating-point buffers to bfloat16, for storage.</summary>
    /// <inheritdoc cref="@float{T}(T, bool)"/>
    public static T bfloat16<T>(this T module, bool non_blocking = false) where T : nn.Module
        => module.to(ScalarType.BFloat16, non_blocking);
}
