namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>
                /// Goes up to a largest rate and far down again within a fixed number of steps, with the momentum going
                /// the other way (Smith and Topin 2017, arXiv:1708.07120).
                /// </summary>
                public class OneCycleLR : LRScheduler
                {
                    private readonly int _total;
                    private readonly bool _cycleMomentum;
                    private readonly AnnealStrategy _strategy;
                    private readonly Phase[] _phases;
                    private readonly List<Track> _tracks;

                    /// <inheritdoc cref="lr_scheduler.OneCycleLR(Optimizer, double, int, int, int, double, AnnealStrategy, bool, double, double, double, double, bool, int, bool)"/>
                    public OneCycleLR(Optimizer optimizer, double max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3, AnnealStrategy anneal_strategy = AnnealStrategy.Cos, bool cycle_momentum = true, double base_momentum = 0.85, double max_momentum = 0.95, double div_factor = 25, double final_div_factor = 1e4, bool three_phase = false, int last_epoch = -1, bool verbose = false)
                        : this(optimizer, Each(optimizer, max_lr), total_steps, epochs, steps_per_epoch, pct_start, anneal_strategy, cycle_momentum, Each(optimizer, base_momentum), Each(optimizer, max_momentum), div_factor, final_div_factor, three_phase, last_epoch, verbose)
                    {
                    }

                    /// <inheritdoc cref="lr_scheduler.OneCycleLR(Optimizer, IEnumerable{double}, int, int, int, double, AnnealStrategy, bool, IEnumerable{double}, IEnumerable{double}, double, double, bool, int, bool)"/>
                    public OneCycleLR(Optimizer optimizer, IEnumerable<double> max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3, AnnealStrategy anneal_strategy = AnnealStrategy.Cos, bool cycle_momentum = true, IEnumerable<double>? base_momentum = null, IEnumerable<double>? max_momentum = null, double div_factor = 25, double final_div_factor = 1e4, bool three_phase = false, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        if (cycle_momentum && optimizer is not (IMomentum or IBetas))
                            throw new ArgumentException("This optimizer has no momentum to cycle. Pass cycle_momentum: false.", nameof(optimizer));
                        if (!(pct_start is >= 0 and <= 1))
                            throw new ArgumentException($"pct_start is a share from 0 to 1, got {pct_start}.", nameof(pct_start));
                        _total = total_steps != -1 ? total_steps : epochs * steps_per_epoch;
                        if (_total <= 0 || (total_steps == -1 && (epochs <= 0 || steps_per_epoch <= 0)))
                            throw new ArgumentException("OneCycleLR needs total_steps, or epochs and steps_per_epoch, above zero.", nameof(total_steps));
                        (_cycleMomentum, _strategy) = (cycle_momentum, anneal_strategy);

                        var lowMomenta = (base_momentum ?? Each(optimizer, 0.85)).ToList();
                        var highMomenta = (max_momentum ?? Each(optimizer, 0.95)).ToList();
                        _tracks = [.. max_lr.Select((peak, i) => new Track(peak / div_factor, peak, peak / div_factor / final_div_factor, lowMomenta[i], highMomenta[i]))];
                        var up = pct_start * _total - 1;
                        _phases = three_phase
                            ?
                            [
                                new(up, t => (t.Initial, t.Peak), t => (t.HighMomentum, t.LowMomentum)),
                                new(2 * pct_start * _total - 2, t => (t.Peak, t.Initial), t => (t.LowMomentum, t.HighMomentum)),
                                new(_total - 1, t => (t.Initial, t.Final), t => (t.HighMomentum, t.HighMomentum)),
                            ]
                            :
                            [
                                new(up, t => (t.Initial, t.Peak), t => (t.HighMomentum, t.LowMomentum)),
                                new(_total - 1, t => (t.Peak, t.Final), t => (t.LowMomentum, t.HighMomentum)),
                            ];
                        step();
                    }

                    /// <summary>Shapes of the way between two rates.</summary>
                    public enum AnnealStrategy
                    {
                        /// <summary>Half a cosine.</summary>
                        Cos,

                        /// <summary>A straight line.</summary>
                        Linear,
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr()
                    {
                        if (_last_epoch > _total)
                            throw new InvalidOperationException($"The schedule was stepped {_last_epoch + 1} times, it has {_total} steps.");
                        var index = 0;
                        while (index < _phases.Length - 1 && _last_epoch > _phases[index].End)
                            index++;
                        var start = index == 0 ? 0 : _phases[index - 1].End;
                        var share = (_last_epoch - start) / (_phases[index].End - start);
                        return _optimizer.ParamGroups.Zip(_tracks, (group, track) =>
                        {
                            if (_cycleMomentum)
                                SetMomentum(group, Between(_phases[index].Momentum(track), share));
                            return Between(_phases[index].Rate(track), share);
                        });
                    }

                    private static void SetMomentum(ILearningRateController group, double momentum)
                    {
                        if (group is IBetas betas)
                            betas.Betas = (momentum, betas.Betas.Item2);
                        else
                            ((IMomentum)group).Momentum = momentum;
                    }

                    private static IEnumerable<double> Each(Optimizer optimizer, double value) => optimizer.ParamGroups.Select(_ => value);

                    private double Between((double From, double To) ends, double share) => _strategy == AnnealStrategy.Cos
                        ? ends.To + (ends.From - ends.To) / 2 * (Math.Cos(Math.PI * share) + 1)
                        : ends.From + (ends.To - ends.From) * share;

                    private sealed record Track(double Initial, double Peak, double Final, double LowMomentum, double HighMomentum);

                    private sealed record Phase(double End, Func<Track, (double From, double To)> Rate, Func<Track, (double From, double To)> Momentum);
                }
            }
        }
    }
}
