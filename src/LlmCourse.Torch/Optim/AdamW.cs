namespace TorchSharp.Modules;

using static TorchSharp.torch;
using static TorchSharp.torch.optim;

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter 2019, arXiv:1711.05101): each step also shrinks the parameters.</summary>
public class AdamW : OptimizerHelper, IBetas
{
    private readonly AdamStep _step = new(decoupledDecay: true);

    /// <summary>Makes the optimizer of one group of parameters.</summary>
    /// <param name="parameters">The parameters, each once.</param>
    /// <param name="lr">Learning rate.</param>
    /// <param name="beta1">Averaging factor of the gradient.</param>
    /// <param name="beta2">Averaging factor of its square.</param>
    /// <param name="eps">Added to the root of the averaged square.</param>
    /// <param name="weight_decay">Share of the parameters, times the learning rate, that each step takes off.</param>
    /// <param name="amsgrad">Whether to divide by the largest averaged square so far (Reddi et al. 2018).</param>
    /// <param name="maximize">Whether to go up the gradient instead of down.</param>
    /// <exception cref="ArgumentException">An option is out of range, or a parameter appears twice.</exception>
    public AdamW(IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, beta1, beta2, eps, weight_decay, amsgrad, maximize)
    {
    }

    /// <summary>Makes the optimizer of several groups of parameters.</summary>
    /// <remarks>Options that a group leaves out are the ones given here.</remarks>
    /// <inheritdoc cref="AdamW(IEnumerable{Parameter}, double, double, double, double, double, bool, bool)"/>
    public AdamW(IEnumerable<ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
    {
        CheckNotNegative(lr, "learning rate");
        CheckNotNegative(eps, "epsilon");
        CheckNotNegative(weight_decay, "weight decay");
        AdamStep.CheckBeta(beta1);
        AdamStep.CheckBeta(beta2);
        _defaults = new Options { LearningRate = lr, beta1 = beta1, beta2 = beta2, eps = eps, weight_decay = weight_decay, amsgrad = amsgrad, maximize = maximize };
        foreach (var group in parameters)
            add_param_group(group);
    }

    /// <summary>Averaging factors of groups that leave them out.</summary>
    public (double, double) Betas
    {
        get => (Defaults.beta1!.Value, Defaults.beta2!.Value);
        set => (Defaults.beta1, Defaults.beta2) = value;
    }

    private Options Defaults => (Options)_defaults;

    /// <inheritdoc/>
    public override void add_param_group(Modules.ParamGroup param_group)
    {
        param_group.Options ??= new Options();
        var options = (Options)param_group.Options;
        options.LearningRate ??= Defaults.LearningRate;
        options.beta1 ??= Defaults.beta1;
        options.beta2 ??= Defaults.beta2;
        options.eps ??= Defaults.eps;
        options.weight_decay ??= Defaults.weight_decay;
        options.amsgrad ??= Defaults.amsgrad;
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
            _step.Begin(new AdamOptions(
                options.LearningRate!.Value, options.beta1!.Value, options.beta2!.Value, options.eps!.Value,
                options.weight_decay!.Value, options.maximize!.Value));
            foreach (var parameter in (Parameter[])group.Parameters)
            {
                if (parameter.Gradient is not { } gradient)
                    continue;
                var state = (State)StateOf(parameter);
                state.step++;
                _step.Add(parameter, gradient, state.exp_avg, state.exp_avg_sq, state.max_exp_avg_sq, state.step);
            }
            _step.Finish();
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

    /// <summary>What the optimizer keeps for one parameter.</summary>
    public sealed class State : OptimizerState, IDisposable
    {
        /// <summary>Number of steps taken.</summary>
        public long step;

        /// <summary>Averaged gradient.</summary>
        public Tensor exp_avg = null!;

        /// <summary>Averaged squared gradient.</summary>
        public Tensor exp_avg_sq = null!;

        /// <summary>Largest averaged squared gradient so far; null without amsgrad.</summary>
        public Tensor? max_exp_avg_sq;

        /// <summary>Makes the state of a parameter; <see cref="Initialize"/> fills it.</summary>
        /// <param name="parameter">The parameter.</param>
        public State(Parameter parameter) : base(parameter)
        {
        }

        /// <inheritdoc/>
        public override void Initialize(OptimizerOptions options)
        {
            Dispose();
            step = 0;
            exp_avg = Zeros();
            exp_avg_sq = Zeros();
            max_exp_avg_sq = ((Options)options).amsgrad!.Value ? Zeros() : null;
        }

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            writer.Write(step);
            TensorStream.Write(writer, exp_avg);
            TensorStream.Write(writer, exp_avg_sq);
            SaveConditionalStateTensor(writer, max_exp_avg_sq);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader)
        {
            step = reader.ReadInt64();
            TensorStream.ReadInto(reader, exp_avg);
            TensorStream.ReadInto(reader, exp_avg_sq);
            LoadConditionalStateTensor(reader, ref max_exp_avg_sq, _parameter.device);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerState source)
        {
            var other = (State)source;
            Dispose();
            step = other.step;
            exp_avg = CopyOf(other.exp_avg)!;
            exp_avg_sq = CopyOf(other.exp_avg_sq)!;
            max_exp_avg_sq = CopyOf(other.max_exp_avg_sq);
        }

        /// <inheritdoc/>
        public override bool ApproximatelyEquals(OptimizerState other)
            => other is State state && step == state.step
                && AreClose(exp_avg, state.exp_avg) && AreClose(exp_avg_sq, state.exp_avg_sq) && AreClose(max_exp_avg_sq, state.max_exp_avg_sq);

        /// <inheritdoc/>
        public override void to(Device device)
        {
            exp_avg = exp_avg.to(device).DetachFromDisposeScope();
            exp_avg_sq = exp_avg_sq.to(device).DetachFromDisposeScope();
            max_exp_avg_sq = max_exp_avg_sq?.to(device).DetachFromDisposeScope();
        }

        /// <summary>Frees the state.</summary>
        public void Dispose()
        {
            exp_avg?.Dispose();
            exp_avg_sq?.Dispose();
            max_exp_avg_sq?.Dispose();
        }
    }

    /// <summary>Options of a group; null takes the optimizer's.</summary>
    public class Options : OptimizerOptions
    {
        /// <summary>Averaging factor of the gradient.</summary>
        public double? beta1;

        /// <summary>Averaging factor of its square.</summary>
        public double? beta2;

        /// <summary>Share of the parameters, times the learning rate, that each step takes off.</summary>
        public double? weight_decay;

        /// <summary>Added to the root of the averaged square.</summary>
        public double? eps;

        /// <summary>Whether to divide by the largest averaged square so far.</summary>
        public bool? amsgrad;

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
            (beta1, beta2, eps, weight_decay) = (other.beta1, other.beta2, other.eps, other.weight_decay);
            (amsgrad, maximize) = (other.amsgrad, other.maximize);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader)
        {
            base.LoadStateDict(reader);
            beta1 = reader.ReadDouble();
            beta2 = reader.ReadDouble();
            eps = reader.ReadDouble();
            weight_decay = reader.ReadDouble();
            amsgrad = reader.ReadBoolean();
            maximize = reader.ReadBoolean();
        }

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            base.SaveStateDict(writer);
            writer.Write(beta1!.Value);
            writer.Write(beta2!.Value);
            writer.Write(eps!.Value);
            writer.Write(weight_decay!.Value);
            writer.Write(amsgrad!.Value);
            writer.Write(maximize!.Value);
        }
    }

    /// <summary>Parameters that share options.</summary>
    public class ParamGroup : ParamGroup<Options>, IBetas
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
        /// <param name="beta1">Averaging factor of the gradient.</param>
        /// <param name="beta2">Averaging factor of its square.</param>
        /// <param name="eps">Added to the root of the averaged square.</param>
        /// <param name="weight_decay">Weight decay.</param>
        /// <param name="amsgrad">Whether to divide by the largest averaged square so far.</param>
        /// <param name="maximize">Whether to go up the gradient instead of down.</param>
        public ParamGroup(IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
            : base(parameters, new Options { LearningRate = lr, beta1 = beta1, beta2 = beta2, eps = eps, weight_decay = weight_decay, amsgrad = amsgrad, maximize = maximize })
        {
        }

        /// <inheritdoc/>
        public (double, double) Betas
        {
            get => (Options.beta1!.Value, Options.beta2!.Value);
            set => (Options.beta1, Options.beta2) = value;
        }
    }
}
