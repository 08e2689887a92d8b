namespace TorchSharp.Modules;

using static TorchSharp.torch;
using static TorchSharp.torch.optim;

/// <summary>Options of a group of parameters; each optimizer adds its own.</summary>
public class OptimizerOptions
{
    /// <summary>Learning rate of the next step; null takes the optimizer's.</summary>
    public double? LearningRate { get; set; }

    /// <summary>Learning rate at the start, which schedules refer to.</summary>
    public double InitialLearningRate { get; set; }

    /// <summary>Writes the options.</summary>
    /// <param name="writer">Where to write.</param>
    public virtual void SaveStateDict(BinaryWriter writer)
    {
        writer.Write(InitialLearningRate);
        writer.Write(LearningRate!.Value);
    }

    /// <summary>Reads the options.</summary>
    /// <param name="reader">Where to read.</param>
    public virtual void LoadStateDict(BinaryReader reader)
    {
        InitialLearningRate = reader.ReadDouble();
        LearningRate = reader.ReadDouble();
    }

    /// <summary>Copies other options.</summary>
    /// <param name="source">Options of the same kind.</param>
    public virtual void LoadStateDict(OptimizerOptions source)
    {
        InitialLearningRate = source.InitialLearningRate;
        LearningRate = source.LearningRate;
    }
}

/// <summary>What an optimizer keeps for one parameter.</summary>
public abstract class OptimizerState
{
    /// <summary>The parameter.</summary>
    protected Parameter _parameter;

    /// <summary>Makes the state of a parameter.</summary>
    /// <param name="parameter">The parameter.</param>
    protected OptimizerState(Parameter parameter) => _parameter = parameter;

    /// <summary>Sets the state to that of a fresh optimizer.</summary>
    /// <param name="options">Options of the parameter's group.</param>
    public abstract void Initialize(OptimizerOptions options);

    /// <summary>Writes the state.</summary>
    /// <param name="writer">Where to write.</param>
    public abstract void SaveStateDict(BinaryWriter writer);

    /// <summary>Reads the state.</summary>
    /// <param name="reader">Where to read.</param>
    public abstract void LoadStateDict(BinaryReader reader);

    /// <summary>Copies another parameter's state.</summary>
    /// <param name="source">A state of the same kind.</param>
    public abstract void LoadStateDict(OptimizerState source);

    /// <summary>Whether another state has the same values up to rounding.</summary>
    /// <param name="other">The other state.</param>
    public virtual bool ApproximatelyEquals(OptimizerState other) => false;

    /// <summary>Moves the state to a device.</summary>
    /// <param name="device">The device.</param>
    public virtual void to(Device device)
    {
    }

    /// <summary>Reads a tensor that may be missing.</summary>
    /// <param name="reader">Where to read.</param>
    /// <param name="result">Replaced, and the old one freed.</param>
    /// <param name="device">Where the tensor belongs.</param>
    protected static void LoadConditionalStateTensor(BinaryReader reader, ref Tensor? result, Device device)
    {
        result?.Dispose();
        result = reader.ReadBoolean() ? TensorStream.Read(reader).to(device).DetachFromDisposeScope() : null;
    }

    /// <summary>Writes a tensor that may be missing.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="tensor">The tensor, or null.</param>
    protected static void SaveConditionalStateTensor(BinaryWriter writer, Tensor? tensor)
    {
        writer.Write(tensor is not null);
        if (tensor is not null)
            TensorStream.Write(writer, tensor);
    }

    /// <summary>A state tensor of the parameter's shape, filled with zeros, that no dispose scope frees.</summary>
    internal Tensor Zeros() => zeros_like(_parameter).DetachFromDisposeScope();

    /// <summary>Whether two state tensors are both missing or have the same values up to rounding.</summary>
    internal static bool AreClose(Tensor? first, Tensor? second)
    {
        if (first is null || second is null)
            return first is null && second is null;
        using var scope = NewDisposeScope();
        return first.sub(second).abs().le(second.abs().mul(1e-5).add(1e-8)).all().item<bool>();
    }

    /// <summary>A copy of a state tensor that no dispose scope frees.</summary>
    internal Tensor? CopyOf(Tensor? source)
        => source?.to(source.dtype, _parameter.device, copy: true).DetachFromDisposeScope();
}

/// <summary>Parameters that share options.</summary>
public class ParamGroup : ILearningRateController
{
    /// <summary>The parameters.</summary>
    public IEnumerable<Parameter> Parameters { get; set; } = [];

    /// <summary>Their options; null until the group joins an optimizer means the optimizer's.</summary>
    public OptimizerOptions Options { get; set; } = null!;

    /// <inheritdoc/>
    public double LearningRate
    {
        get => Options.LearningRate!.Value;
        set => Options.LearningRate = value;
    }

    /// <inheritdoc/>
    public double InitialLearningRate
    {
        get => Options.InitialLearningRate;
        set => Options.InitialLearningRate = value;
    }
}

/// <summary>Parameters that share options of a known kind.</summary>
/// <typeparam name="TOptions">Kind of the options.</typeparam>
public class ParamGroup<TOptions> : ParamGroup where TOptions : OptimizerOptions
{
    /// <summary>Makes an empty group.</summary>
    public ParamGroup()
    {
    }

    /// <summary>Makes a group.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="options">Their options; null takes the optimizer's.</param>
    public ParamGroup(IEnumerable<Parameter> parameters, TOptions? options = null)
    {
        Parameters = parameters;
        base.Options = options!;
    }

    /// <summary>The options.</summary>
    public new TOptions Options
    {
        get => (TOptions)base.Options;
        set => base.Options = value;
    }
}
