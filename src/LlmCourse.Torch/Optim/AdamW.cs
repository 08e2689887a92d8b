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
        _defaults = new Options { LearningRate = lr, Numbers = new AdamNumbers(beta1, beta2, eps, weight_decay, amsgrad, maximize).Checked() };
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
        options.Numbers = options.Numbers.Or(Defaults.Numbers);
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
            _step.Begin(options.LearningRate!.Value, options.Numbers);
            foreach (var parameter in (Parameter[])group.Parameters)
            {
                if (parameter.Gradient is not { } gradient)
                    continue;
                var state = (State)StateOf(parameter);
                state.step++;
                _step.Add(parameter, gradient, state.Moments);
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

        internal AdamMoments Moments
        {
            get => new(step, exp_avg, exp_avg_sq, max_exp_avg_sq);
            private set => (step, exp_avg, exp_avg_sq, max_exp_avg_sq) = value;
        }

        /// <inheritdoc/>
        public override void Initialize(OptimizerOptions options)
        {
            Dispose();
            Moments = AdamMoments.Zero(this, ((Options)options).amsgrad!.Value);
        }

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            Moments.Write(writer);
            SaveConditionalStateTensor(writer, max_exp_avg_sq);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader)
        {
            Moments = Moments.Read(reader);
            LoadConditionalStateTensor(reader, ref max_exp_avg_sq, _parameter.device);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerState source)
        {
            Dispose();
            Moments = ((State)source).Moments.CopyFor(this);
        }

        /// <inheritdoc/>
        public override bool ApproximatelyEquals(OptimizerState other) => other is State state && Moments.AreClose(state.Moments);

        /// <inheritdoc/>
        public override void to(Device device) => Moments = Moments.To(device);

        /// <summary>Frees the state.</summary>
        public void Dispose() => Moments.Dispose();
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

        internal AdamNumbers Numbers
        {
            get => new(beta1, beta2, eps, weight_decay, amsgrad, maximize);
            set => (beta1, beta2, eps, weight_decay, amsgrad, maximize) = value;
        }

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerOptions source)
        {
            base.LoadStateDict(source);
            Numbers = ((Options)source).Numbers;
        }

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader)
        {
            base.LoadStateDict(reader);
            Numbers = AdamNumbers.Read(reader);
        }

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            base.SaveStateDict(writer);
            Numbers.Write(writer);
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
            : base(parameters, new Options { LearningRate = lr, Numbers = new(beta1, beta2, eps, weight_decay, amsgrad, maximize) })
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
