namespace TorchSharp.Modules;

using static TorchSharp.torch;
using static TorchSharp.torch.optim;

/// <summary>Base of the optimizers that keep a state for each parameter.</summary>
public abstract class OptimizerHelper : Optimizer
{
    /// <summary>Options for groups that leave them out.</summary>
    protected OptimizerOptions _defaults = new();

    private readonly Dictionary<Parameter, OptimizerState> _states = new(ReferenceEqualityComparer.Instance);

    /// <summary>Makes an optimizer without parameters.</summary>
    public OptimizerHelper()
    {
    }

    /// <inheritdoc/>
    public override void add_param_group(ParamGroup param_group) => base.add_param_group(param_group);

    /// <inheritdoc/>
    public override IEnumerable<Parameter> parameters() => base.parameters();

    /// <inheritdoc/>
    public override void zero_grad() => base.zero_grad();

    /// <summary>Moves the state to a device.</summary>
    /// <param name="device">The device.</param>
    public void to(Device device)
    {
        foreach (var state in _states.Values)
            state.to(device);
    }

    /// <summary>The optimizer's whole state. The objects are the optimizer's own, not copies.</summary>
    public virtual StateDictionary state_dict()
    {
        var result = new StateDictionary();
        foreach (var group in _parameter_groups)
        {
            result.Options.Add(group.Options);
            var positions = new List<int>();
            foreach (var parameter in group.Parameters)
            {
                positions.Add(result.State.Count);
                result.State.Add(_states[parameter]);
            }
            result.StateIndexRef.Add(positions);
        }
        return result;
    }

    /// <summary>Copies another optimizer's state into this one.</summary>
    /// <param name="state_dict">State of an optimizer with as many groups and parameters, in the same order.</param>
    /// <exception cref="ArgumentException">The numbers of groups or parameters differ; nothing was changed.</exception>
    public virtual void load_state_dict(StateDictionary state_dict)
    {
        var own = this.state_dict();
        CheckCounts(own, state_dict.Options.Count, state_dict.State.Count);
        for (var i = 0; i < own.Options.Count; i++)
        {
            if (!ReferenceEquals(own.Options[i], state_dict.Options[i]))
                own.Options[i].LoadStateDict(state_dict.Options[i]);
        }
        for (var i = 0; i < own.State.Count; i++)
        {
            if (!ReferenceEquals(own.State[i], state_dict.State[i]))
                own.State[i].LoadStateDict(state_dict.State[i]);
        }
    }

    /// <summary>Writes the state to a file, in TorchSharp's binary format.</summary>
    /// <param name="location">Path of the file.</param>
    public void save_state_dict(string location)
    {
        using var writer = new BinaryWriter(File.Create(location));
        save_state_dict(writer);
    }

    /// <summary>Writes the optimizer's name, the numbers of groups and parameters, then options and states.</summary>
    /// <param name="writer">Where to write.</param>
    public void save_state_dict(BinaryWriter writer)
    {
        var state = state_dict();
        writer.Write(GetType().Name);
        writer.Write7BitEncodedInt64(state.Options.Count);
        writer.Write7BitEncodedInt64(state.State.Count);
        foreach (var options in state.Options)
            options.SaveStateDict(writer);
        foreach (var entry in state.State)
            entry.SaveStateDict(writer);
    }

    /// <summary>Reads the state from a file.</summary>
    /// <param name="location">A file that <see cref="save_state_dict(string)"/> wrote.</param>
    public void load_state_dict(string location)
    {
        using var reader = new BinaryReader(File.OpenRead(location));
        load_state_dict(reader);
    }

    /// <summary>Reads the state with a reader.</summary>
    /// <param name="reader">Where to read.</param>
    /// <exception cref="InvalidDataException">The state is of another kind of optimizer.</exception>
    /// <exception cref="ArgumentException">The numbers of groups or parameters differ; nothing was changed.</exception>
    public void load_state_dict(BinaryReader reader)
    {
        var stored = reader.ReadString();
        if (stored != GetType().Name)
            throw new InvalidDataException($"The stored state is of the optimizer {stored}, this one is {GetType().Name}. Nothing was changed.");
        var own = state_dict();
        CheckCounts(own, reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt64());
        foreach (var options in own.Options)
            options.LoadStateDict(reader);
        foreach (var state in own.State)
            state.LoadStateDict(reader);
    }

    /// <summary>Frees the state of every parameter.</summary>
    private protected void DisposeStates()
    {
        foreach (var state in _states.Values)
            (state as IDisposable)?.Dispose();
    }

    /// <summary>Fixes a group's parameters, whose enumeration may be lazy, gives each its state, and adds the group.</summary>
    private protected void Adopt(ParamGroup group, Func<Parameter, OptimizerState> newState)
    {
        var parameters = group.Parameters.ToArray();
        if (parameters.FirstOrDefault(_states.ContainsKey) is not null || parameters.Distinct(ReferenceEqualityComparer.Instance).Count() < parameters.Length)
            throw new ArgumentException("A parameter appears in more than one place of the optimizer's groups. Give each parameter once.", nameof(group));
        group.Parameters = parameters;
        group.Options.InitialLearningRate = group.Options.LearningRate!.Value;
        foreach (var parameter in parameters)
        {
            var state = newState(parameter);
            _states.Add(parameter, state);
            state.Initialize(group.Options);
        }
        _parameter_groups.Add(group);
    }

    private protected OptimizerState StateOf(Parameter parameter) => _states[parameter];

    private protected static Tensor? Evaluate(Func<Tensor>? closure)
    {
        if (closure is null)
            return null;
        using var _ = enable_grad();
        return closure();
    }

    internal static void CheckNotNegative(double value, string what)
    {
        if (!(value >= 0))
            throw new ArgumentException($"The {what} must not be negative, got {value}.", nameof(value));
    }

    private static void CheckCounts(StateDictionary own, long groups, long states)
    {
        if (groups != own.Options.Count || states != own.State.Count)
        {
            throw new ArgumentException(
                $"The stored state has {groups} groups and {states} parameters, this optimizer has {own.Options.Count} and {own.State.Count}. Nothing was changed.", nameof(states));
        }
    }
}
