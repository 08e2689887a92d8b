namespace TorchSharp.Modules;

using static TorchSharp.torch;

/// <summary>A module without parameters and buffers, which has nothing to convert.</summary>
/// <typeparam name="T1">Type of the input.</typeparam>
/// <typeparam name="TResult">Type of the result.</typeparam>
public abstract class ParameterLessModule<T1, TResult> : nn.Module<T1, TResult>
{
    /// <summary>Makes the module.</summary>
    /// <param name="name">The module's own name.</param>
    protected ParameterLessModule(string name) : base(name)
    {
    }

    /// <inheritdoc/>
    protected internal override nn.Module _to(Device device, ScalarType dtype, bool non_blocking) => this;

    /// <inheritdoc/>
    protected internal override nn.Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking) => this;

    /// <inheritdoc/>
    protected internal override nn.Module _to(ScalarType dtype, bool non_blocking) => this;

    /// <summary>Refuses: this module has no buffers.</summary>
    /// <inheritdoc/>
    public override void register_buffer(string name, Tensor tensor, bool persistent = true)
        => throw new InvalidOperationException($"{GetName()} has no state, so it cannot take a buffer.");

    /// <summary>Refuses: this module has no parameters.</summary>
    /// <inheritdoc/>
    public override void register_parameter(string name, Parameter param)
        => throw new InvalidOperationException($"{GetName()} has no state, so it cannot take a parameter.");
}
