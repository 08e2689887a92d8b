namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>The schedules themselves; make them with the functions of <see cref="lr_scheduler"/>.</summary>
            public static partial class impl
            {
                /// <summary>Multiplies the rates by a factor every so many steps.</summary>
                public class StepLR : LRScheduler
                {
                    private readonly int _stepSize;
                    private readonly double _gamma;

                    /// <inheritdoc cref="lr_scheduler.StepLR"/>
                    public StepLR(Optimizer optimizer, int step_size, double gamma = 0.1, int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        (_stepSize, _gamma) = (step_size, gamma);
                        step();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr()
                        => Scaled(_last_epoch == 0 || _last_epoch % _stepSize != 0 ? 1 : _gamma);

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr()
                        => FromBase(Math.Pow(_gamma, Math.Floor((double)_last_epoch / _stepSize)));
                }

                /// <summary>Multiplies the rates by a factor at given steps.</summary>
                public class MultiStepLR : LRScheduler
                {
                    private readonly IList<int> _milestones;
                    private readonly double _gamma;

                    /// <inheritdoc cref="lr_scheduler.MultiStepLR"/>
                    public MultiStepLR(Optimizer optimizer, IList<int> milestones, double gamma = 0.1, int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        (_milestones, _gamma) = (milestones, gamma);
                        step();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr()
                        => Scaled(Math.Pow(_gamma, _milestones.Count(milestone => milestone == _last_epoch)));

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr()
                        => FromBase(Math.Pow(_gamma, _milestones.Count(milestone => milestone <= _last_epoch)));
                }

                /// <summary>Multiplies the rates by a factor at every step.</summary>
                public class ExponentialLR : LRScheduler
                {
                    private readonly double _gamma;

                    /// <inheritdoc cref="lr_scheduler.ExponentialLR"/>
                    public ExponentialLR(Optimizer optimizer, double gamma = 0.1, int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        _gamma = gamma;
                        step();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr() => Scaled(_last_epoch == 0 ? 1 : _gamma);

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr() => FromBase(Math.Pow(_gamma, _last_epoch));
                }

                /// <summary>Starts with a fraction of the rates and goes to the full ones after so many steps.</summary>
                public class ConstantLR : LRScheduler
                {
                    private readonly double _factor;
                    private readonly int _steps;

                    /// <inheritdoc cref="lr_scheduler.ConstantLR"/>
                    public ConstantLR(Optimizer optimizer, double factor = 1.0 / 3, int total_iters = 5, int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        (_factor, _steps) = (factor, total_iters);
                        step();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr()
                        => Scaled(_last_epoch == 0 ? _factor : _last_epoch == _steps ? 1 / _factor : 1);

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr() => FromBase(_last_epoch >= _steps ? 1 : _factor);
                }

                /// <summary>Goes from one fraction of the rates to another in a straight line: a warm-up.</summary>
                public class LinearLR : LRScheduler
                {
                    private readonly double _from;
                    private readonly double _to;
                    private readonly int _steps;

                    /// <inheritdoc cref="lr_scheduler.LinearLR"/>
                    public LinearLR(Optimizer optimizer, double start_factor = 1.0 / 3, double end_factor = 1.0, int total_iters = 5, int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        (_from, _to, _steps) = (start_factor, end_factor, total_iters);
                        step();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr()
                    {
                        if (_last_epoch == 0)
                            return Scaled(_from);
                        // The ratio of this step's fraction to the last one's.
                        return Scaled(_last_epoch > _steps ? 1 : 1 + (_to - _from) / (_steps * _from + (_last_epoch - 1) * (_to - _from)));
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr()
                        => FromBase(_from + (_to - _from) * Math.Min(_steps, _last_epoch) / _steps);
                }

                /// <summary>Goes to zero as a power of the share of steps that are left.</summary>
                public class PolynomialLR : LRScheduler
                {
                    private readonly int _steps;
                    private readonly double _power;

                    /// <inheritdoc cref="lr_scheduler.PolynomialLR"/>
                    public PolynomialLR(Optimizer optimizer, int total_iters = 5, double power = 1, int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        (_steps, _power) = (total_iters, power);
                        step();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr()
                    {
                        if (_last_epoch == 0 || _last_epoch > _steps)
                            return Current;
                        return Scaled(Math.Pow((1.0 - (double)_last_epoch / _steps) / (1.0 - (double)(_last_epoch - 1) / _steps), _power));
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr()
                        => FromBase(Math.Pow(1.0 - (double)Math.Min(_steps, _last_epoch) / _steps, _power));
                }

                /// <summary>Follows half a cosine down to a smallest rate (Loshchilov and Hutter 2017, arXiv:1608.03983), and up again after.</summary>
                public class CosineAnnealingLR : LRScheduler
                {
                    private readonly double _steps;
                    private readonly double _smallest;

                    /// <inheritdoc cref="lr_scheduler.CosineAnnealingLR"/>
                    public CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        (_steps, _smallest) = (T_max, eta_min);
                        step();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr()
                    {
                        if (_last_epoch == 0)
                            return Current;
                        // On the first step up from the lowest point the ratio below would be 0/0.
                        if ((_last_epoch - 1 - _steps) % (2 * _steps) == 0)
                            return Current.Zip(_base_lrs, (rate, start) => rate + (start - _smallest) * (1 - Math.Cos(Math.PI / _steps)) / 2);
                        var ratio = (1 + Math.Cos(Math.PI * _last_epoch / _steps)) / (1 + Math.Cos(Math.PI * (_last_epoch - 1) / _steps));
                        return Current.Select(rate => ratio * (rate - _smallest) + _smallest);
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr()
                        => _base_lrs.Select(start => _smallest + (start - _smallest) * (1 + Math.Cos(Math.PI * _last_epoch / _steps)) / 2);
                }
            }
        }
    }
}
