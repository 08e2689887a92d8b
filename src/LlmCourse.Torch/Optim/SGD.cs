namespace TorchSharp.Modules;

using static TorchSharp.torch;
using static TorchSharp.torch.optim;

/// <summary>Gradient descent, with momentum (Sutskever et al. 2013) if wanted.</summary>
public class SGD : OptimizerHelper, IMomentum
{
    /// <summary>Makes the optimizer of one group of parameters.</summary>
    /// <param name="parameters">The parameters, each once.</param>
    /// <param name="lr">Learning rate.</param>
    /// <param name="momentum">Share of the last step's direction that is kept.</param>
    /// <param name="dampening">Share of the new gradient that is left out of the momentum.</param>
    /// <param name="weight_decay">Factor by which each parameter is added to its gradient.</param>
    /// <param name="nesterov">Whether to look ahead along the momentum.</param>
    /// <param name="maximize">Whether to go up the gradient instead of down.</param>
    /// <exception cref="ArgumentException">An option is out of range, or a parameter appears twice.</exception>
    public SGD(IEnumerable<Parameter> parameters, double lr, double momentum = 0.0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, momentum, dampening, weight_decay, nesterov, maximize)
    {
    }

    /// <summary>Makes the optimizer of several groups of parameters.</summary>
    /// <remarks>Options that a group leaves out are the ones given here.</remarks>
    /// <inheritdoc cref="SGD(IEnumerable{Parameter}, double, double, double, double, bool, bool)"/>
    public SGD(IEnumerable<ParamGroup> parameters, double lr, double momentum = 0.0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
    {
        CheckNotNegative(lr, "learning rate");
        CheckNotNegative(momentum, "momentum");
        CheckNotNegative(weight_decay, "weight decay");
        if (nesterov && (momentum <= 0 || dampening != 0))
            throw new ArgumentException("Nesterov's look-ahead needs a momentum above zero and no dampening.", nameof(nesterov));
        _defaults = new Options { LearningRate = lr, momentum = momentum, dampening = dampening, weight_decay = weight_decay, nesterov = nesterov, maximize = maximize };
        foreach (var group in parameters)
            add_param_group(group);
    }

    /// <summary>Momentum of groups that leave it out.</summary>
    public double Momentum
    {
        get => Defaults.momentum!.Value;
        set => Defaults.momentum = value;
    }

    private Options Defaults => (Options)_defaults;

    /// <inheritdoc/>
    public override void add_param_group(Modules.ParamGroup param_group)
    {
        param_group.Options ??= new Options();
        var options = (Options)param_group.Options;
        options.LearningRate ??= Defaults.LearningRate;
        options.momentum ??= Defaults.momentum;
        options.dampening ??= Defaults.dampening;
        options.weight_decay ??= Defaults.weight_decay;
        options.nesterov ??= Defaults.nesterov;
        options.maximize ??= Defaults.maximize;
        Adopt(param_group, parameter => new State(parameter));
    }

    /// <inheritdoc/>
    public override Tensor? step(Func<Tensor>? closure = null)
    {
        var loss = Evaluate(closure);
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        foreach (var group in _parameter_groups)
        {
            var options = (Options)group.Options;
            foreach (var parameter in (Parameter[])group.Parameters)
            {
                if (parameter.Gradient is { } gradient)
                    StepOne(parameter, gradient, (State)StateOf(parameter), options);
            }
        }
        return loss;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            DisposeStates();
        base.Dispose(disposing);
    }

    private static void StepOne(Parameter parameter, Tensor gradient, State state, Options options)
    {
        var momentum = options.momentum!.Value;
        if (options.weight_decay!.Value != 0)
            gradient = gradient.add(parameter, alpha: options.weight_decay.Value);
        if (momentum != 0)
        {
            if (state.momentum_buffer is { } buffer)
                buffer.mul_(momentum).add_(gradient, alpha: 1 - options.dampening!.Value);
            else
                state.momentum_buffer = buffer = gradient.clone().detach().DetachFromDisposeScope();
            gradient = options.nesterov!.Value ? gradient.add(buffer, alpha: momentum) : buffer;
        }
        parameter.add_(gradient, alpha: options.maximize!.Value ? options.LearningRate!.Value : -options.LearningRate!.Value);
    }

    /// <summary>What the optimizer keeps for one parameter.</summary>
    public sealed class State : OptimizerState, IDisposable
    {
        /// <summary>The averaged direction; null before the first step with momentum.</summary>
        public Tensor? momentum_buffer;

        /// <summary>Makes the state of a parameter.</summary>
        /// <param name="parameter">The parameter.</param>
        public State(Parameter parameter) : base(parameter)
        {
        }

        /// <inheritdoc/>
        public override void Initialize(OptimizerOptions options)
        {
            Dispose();
            momentum_buffer = null;
        }

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer) => SaveConditionalStateTensor(writer, momentum_buffer);

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader) => LoadConditionalStateTensor(reader, ref momentum_buffer, _parameter.device);

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerState source)
        {
            Dispose();
            momentum_buffer = CopyOf(((State)source).momentum_buffer);
        }

        /// <inheritdoc/>
        public override bool ApproximatelyEquals(OptimizerState other)
            => other is State state && AreClose(momentum_buffer, state.momentum_buffer);

        /// <inheritdoc/>
        public override void to(Device device) => momentum_buffer = momentum_buffer?.to(device).DetachFromDisposeScope();

        /// <summary>Frees the state.</summary>
        public void Dispose() => momentum_buffer?.Dispose();
    }

    /// <summary>Options of a group; null takes the optimizer's.</summary>
    public class Options : OptimizerOptions
    {
        /// <summary>Share of the last step's direction that is kept.</summary>
        public double? momentum;

        /// <summary>Share of the new gradient that is left out of the momentum.</summary>
        public double? dampening;

        /// <summary>Factor by which each parameter is added to its gradient.</summary>
        public double? weight_decay;

        /// <summary>Whether to look ahead along the momentum.</summary>
        public bool? nesterov;

        /// <summary>Whether to go up the gradient instead of down.</summary>
        public bool? maximize;

        /// <summary>Makes options that are all the optimizer's.</summary>
        public Options()
        {
        }

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerOptions source)
        {
            base.LoadStateDict(source);
            var other = (Options)source;
            (momentum, dampening, weight_decay) = (other.momentum, other.dampening, other.weight_decay);
            (nesterov, maximize) = (other.nesterov, other.maximize);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader)
        {
            base.LoadStateDict(reader);
            momentum = reader.ReadDouble();
            dampening = reader.ReadDouble();
            weight_decay = reader.ReadDouble();
            nesterov = reader.ReadBoolean();
            maximize = reader.ReadBoolean();
        }

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            base.SaveStateDict(writer);
            writer.Write(momentum!.Value);
            writer.Write(dampening!.Value);
            writer.Write(weight_decay!.Value);
            writer.Write(nesterov!.Value);
            writer.Write(maximize!.Value);
        }
    }

    /// <summary>Parameters that share options.</summary>
    public class ParamGroup : ParamGroup<Options>, IMomentum
    {
        /// <summary>Makes an empty group.</summary>
        public ParamGroup()
        {
        }

        /// <summary>Makes a group.</summary>
        /// <param name="parameters">The parameters.</param>
        /// <param name="options">Their options.</param>
        public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options)
        {
        }

        /// <summary>Makes a group; see the optimizer for what the numbers mean.</summary>
        /// <param name="parameters">The parameters.</param>
        /// <param name="lr">Learning rate.</param>
        /// <param name="momentum">Share of the last step's direction that is kept.</param>
        /// <param name="dampening">Share of the new gradient that is left out of the momentum.</param>
        /// <param name="weight_decay">Factor by which each parameter is added to its gradient.</param>
        /// <param name="nesterov">Whether to look ahead along the momentum.</param>
        /// <param name="maximize">Whether to go up the gradient instead of down.</param>
        public ParamGroup(IEnumerable<Parameter> parameters, double lr = 1e-3, double momentum = 0.0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
            : base(parameters, new Options { LearningRate = lr, momentum = momentum, dampening = dampening, weight_decay = weight_decay, nesterov = nesterov, maximize = maximize })
        {
        }

        /// <inheritdoc/>
        public double Momentum
        {
            get => Options.momentum!.Value;
            set => Options.momentum = value;
        }
    }
}
