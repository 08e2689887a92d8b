namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Learning-rate schedules: call <c>step()</c> after each step (or epoch) of the optimizer.</summary>
        public static partial class lr_scheduler
        {
            /// <summary>Base of all schedules. Making one sets the first learning rate.</summary>
            public abstract class LRScheduler
            {
                /// <summary>Number of times the schedule was stepped, the first time by its constructor.</summary>
                protected int _step_count;

                private readonly bool _verbose;
                internal readonly Optimizer _optimizer = null!;
                internal int _last_epoch = -1;
                internal IList<double> _last_lrs = [];
                internal IList<double> _base_lrs = [];

                /// <summary>Makes a schedule that has no optimizer of its own.</summary>
                protected LRScheduler()
                {
                }

                /// <summary>Makes a schedule of an optimizer.</summary>
                /// <param name="optimizer">The optimizer whose groups' learning rates are set.</param>
                /// <param name="last_epoch">Number of the last step of an earlier run; −1 starts afresh.</param>
                /// <param name="verbose">Whether to write each change to the console.</param>
                protected LRScheduler(Optimizer optimizer, int last_epoch = -1, bool verbose = false)
                {
                    ArgumentNullException.ThrowIfNull(optimizer);
                    (_optimizer, _last_epoch, _verbose) = (optimizer, last_epoch, verbose);
                    _base_lrs = [.. optimizer.ParamGroups.Select(group => group.InitialLearningRate)];
                    _last_lrs = [.. optimizer.ParamGroups.Select(group => group.LearningRate)];
                }

                /// <summary>Sets the learning rates of the next step.</summary>
                public virtual void step() => step(null);

                /// <summary>Sets the learning rates of a step.</summary>
                /// <param name="epoch">Number of the step; null means the next one.</param>
                public virtual void step(int? epoch)
                {
                    _step_count++;
                    _last_epoch = epoch ?? _last_epoch + 1;
                    // Asked once a step: many schedules compute a rate from the one before.
                    var rates = (epoch.HasValue ? get_closed_form_lr() : get_lr()).ToList();
                    var index = 0;
                    foreach (var group in _optimizer.ParamGroups)
                    {
                        group.LearningRate = rates[index];
                        if (_verbose && rates[index] != _last_lrs[index])
                            Console.WriteLine($"Learning rate of group {index}: {rates[index]}");
                        _last_lrs[index] = rates[index];
                        index++;
                    }
                }

                /// <summary>Sets the learning rates of a step, for schedules that watch a figure.</summary>
                /// <param name="current">The figure; most schedules do not use it.</param>
                /// <param name="epoch">Number of the step; null means the next one.</param>
                public virtual void step(double current, int? epoch = null) => step(epoch);

                /// <summary>The learning rates last set, one for each group.</summary>
                public IEnumerable<double> get_last_lr() => _last_lrs;

                /// <summary>The learning rates of the present step, computed from those of the step before.</summary>
                protected virtual IEnumerable<double> get_lr() => Current;

                /// <summary>The learning rates of the present step, computed from the initial ones.</summary>
                protected virtual IEnumerable<double> get_closed_form_lr() => get_lr();

                private protected IEnumerable<double> Current => _optimizer.ParamGroups.Select(group => group.LearningRate);

                private protected IEnumerable<double> Scaled(double factor) => Current.Select(rate => rate * factor);

                private protected IEnumerable<double> FromBase(double factor) => _base_lrs.Select(rate => rate * factor);
            }
        }
    }
}
