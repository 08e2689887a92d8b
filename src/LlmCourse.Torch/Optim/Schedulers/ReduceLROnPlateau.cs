namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>Lowers the rates when a figure has stopped getting better.</summary>
                public class ReduceLROnPlateau : LRScheduler
                {
                    private readonly bool _lower;
                    private readonly bool _relative;
                    private readonly bool _verbose;
                    private readonly double _factor;
                    private readonly double _threshold;
                    private readonly double _smallestChange;
                    private readonly int _patience;
                    private readonly int _cooldown;
                    private readonly IList<double> _smallest;
                    private double _best;
                    private int _badSteps;
                    private int _cooling;

                    /// <inheritdoc cref="lr_scheduler.ReduceLROnPlateau"/>
                    public ReduceLROnPlateau(Optimizer optimizer, string mode = "min", double factor = 0.1, int patience = 10, double threshold = 1e-4, string threshold_mode = "rel", int cooldown = 0, IList<double>? min_lr = null, double eps = 1e-8, bool verbose = false)
                        : base(optimizer, -1, verbose)
                    {
                        if (factor >= 1.0)
                            throw new ArgumentException($"The factor must be below 1, got {factor}.", nameof(factor));
                        _lower = mode switch { "min" => true, "max" => false, _ => throw new ArgumentException($"The mode is \"min\" or \"max\", got \"{mode}\".", nameof(mode)) };
                        _relative = threshold_mode switch { "rel" => true, "abs" => false, _ => throw new ArgumentException($"The threshold mode is \"rel\" or \"abs\", got \"{threshold_mode}\".", nameof(threshold_mode)) };
                        (_factor, _patience, _threshold, _cooldown, _smallestChange, _verbose) = (factor, patience, threshold, cooldown, eps, verbose);
                        _best = _lower ? double.PositiveInfinity : double.NegativeInfinity;
                        _smallest = min_lr is { Count: > 1 } ? min_lr : [.. _base_lrs.Select(_ => min_lr is { Count: 1 } ? min_lr[0] : 0)];
                    }

                    /// <summary>Refuses: this schedule needs a figure.</summary>
                    /// <exception cref="InvalidOperationException">Always.</exception>
                    public override void step()
                        => throw new InvalidOperationException("ReduceLROnPlateau watches a figure: call step(double) with it.");

                    /// <summary>Refuses: this schedule needs a figure.</summary>
                    /// <param name="epoch">Not used.</param>
                    /// <exception cref="InvalidOperationException">Always.</exception>
                    public override void step(int? epoch) => step();

                    /// <summary>Looks at the figure and lowers the rates if it has not got better for too long.</summary>
                    /// <param name="current">The figure.</param>
                    /// <param name="epoch">Number of the step; null means the next one.</param>
                    public override void step(double current, int? epoch = null)
                    {
                        _step_count++;
                        _last_epoch = epoch ?? _last_epoch + 1;
                        if (IsBetter(current))
                            (_best, _badSteps) = (current, 0);
                        else
                            _badSteps++;
                        if (_cooling > 0)
                            (_cooling, _badSteps) = (_cooling - 1, 0);
                        if (_badSteps > _patience)
                        {
                            Lower();
                            (_cooling, _badSteps) = (_cooldown, 0);
                        }
                        _last_lrs = [.. Current];
                    }

                    private bool IsBetter(double figure) => (_lower, _relative) switch
                    {
                        (true, true) => figure < _best * (1 - _threshold),
                        (true, false) => figure < _best - _threshold,
                        (false, true) => figure > _best * (1 + _threshold),
                        (false, false) => figure > _best + _threshold,
                    };

                    private void Lower()
                    {
                        var index = 0;
                        foreach (var group in _optimizer.ParamGroups)
                        {
                            var lowered = Math.Max(group.LearningRate * _factor, _smallest[index++]);
                            if (group.LearningRate - lowered <= _smallestChange)
                                continue;
                            group.LearningRate = lowered;
                            if (_verbose)
                                Console.WriteLine($"Learning rate of group {index - 1}: {lowered}");
                        }
                    }
                }
            }
        }
    }
}
