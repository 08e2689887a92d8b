namespace TorchSharp;

using static TorchSharp.torch.optim.lr_scheduler.impl.OneCycleLR;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Sets each rate to the initial one times a function of the step.</summary>
            /// <param name="optimizer">The optimizer whose groups' learning rates are set.</param>
            /// <param name="lr_lambda">From the number of the step to a factor.</param>
            /// <param name="last_epoch">Number of the last step of an earlier run; −1 starts afresh.</param>
            /// <param name="verbose">Whether to write each change to the console.</param>
            public static LRScheduler LambdaLR(Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch = -1, bool verbose = false)
                => new impl.LambdaLR(optimizer, lr_lambda, last_epoch, verbose);

            /// <summary>Multiplies the rates at every step by a function of the step.</summary>
            /// <param name="optimizer">The optimizer whose groups' learning rates are set.</param>
            /// <param name="lr_lambda">From the number of the step to a factor.</param>
            /// <param name="last_epoch">Number of the last step of an earlier run; −1 starts afresh.</param>
            /// <param name="verbose">Whether to write each change to the console.</param>
            public static LRScheduler MultiplicativeLR(Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch = -1, bool verbose = false)
                => new impl.MultiplicativeLR(optimizer, lr_lambda, last_epoch, verbose);

            /// <summary>Multiplies the rates by a factor every so many steps.</summary>
            /// <param name="optimizer">The optimizer whose groups' learning rates are set.</param>
            /// <param name="step_size">Steps between two changes.</param>
            /// <param name="gamma">The factor.</param>
            /// <param name="last_epoch">Number of the last step of an earlier run; −1 starts afresh.</param>
            /// <param name="verbose">Whether to write each change to the console.</param>
            public static LRScheduler StepLR(Optimizer optimizer, int step_size, double gamma = 0.1, int last_epoch = -1, bool verbose = false)
                => new impl.StepLR(optimizer, step_size, gamma, last_epoch, verbose);

            /// <summary>Multiplies the rates by a factor at given steps.</summary>
            /// <param name="optimizer">The optimizer whose groups' learning rates are set.</param>
            /// <param name="milestones">The steps.</param>
            /// <param name="gamma">The factor.</param>
            /// <param name="last_epoch">Number of the last step of an earlier run; −1 starts afresh.</param>
            /// <param name="verbose">Whether to write each change to the console.</param>
            public static LRScheduler MultiStepLR(Optimizer optimizer, IList<int> milestones, double gamma = 0.1, int last_epoch = -1, bool verbose = false)
                => new impl.MultiStepLR(optimizer, milestones, gamma, last_epoch, verbose);

            /// <summary>Multiplies the rates by a factor at every step.</summary>
            /// <param name="optimizer">The optimizer whose groups' learning rates are set.</param>
            /// <param name="gamma">The factor.</param>
            /// <param name="last_epoch">Number of the last step of an earlier run; −1 starts afresh.</param>
            /// <param name="verbose">Whether to write each change to the console.</param>
            public static LRScheduler ExponentialLR(Optimizer optimizer, double gamma = 0.1, int last_epoch = -1, bool verbose = false)
                => new impl.ExponentialLR(optimizer, gamma, last_epoch, verbose);

            /// <summary>Starts with a fraction of the rates and goes to the full ones after so many steps.</summary>
            /// <param name="optimizer">The optimizer whose groups' learning rates are set.</param>
            /// <param name="factor">The fraction.</param>
            /// <param name="total_iters">Steps until the full rates.</param>
            /// <param name="last_epoch">Number of the last step of an earlier run; −1 starts afresh.</param>
            /// <param name="verbose">Whether to write each change to the console.</param>
            public static LRScheduler ConstantLR(Optimizer optimizer, double factor = 1.0 / 3, int total_iters = 5, int last_epoch = -1, bool verbose = false)
                => new impl.ConstantLR(optimizer, factor, total_iters, last_epoch, verbose);

            /// <summary>Goes from one fraction of the rates to another in a straight line: a warm-up.</summary>
            /// <param name="optimizer">The optimizer whose groups' learning rates are set.</param>
            /// <param name="start_factor">Fraction at the start.</param>
            /// <param name="end_factor">Fraction at the end.</param>
            /// <param name="total_iters">Steps from start to end.</param>
            /// <param name="last_epoch">Number of the last step of an earlier run; −1 starts afresh.</param>
            /// <param name="verbose">Whether to write each change to the console.</param>
            public static LRScheduler LinearLR(Optimizer optimizer, double start_factor = 1.0 / 3, double end_factor = 1.0, int total_iters = 5, int last_epoch = -1, bool verbose = false)
                => new impl.LinearLR(optimizer, start_factor, end_factor, total_iters, last_epoch, verbose);

            /// <summary>Goes to zero as a power of the share of steps that are left.</summary>
            /// <param name="optimizer">The optimizer whose groups' learning rates are set.</param>
            /// <param name="total_iters">Steps until zero.</param>
            /// <param name="power">The exponent.</param>
            /// <param name="last_epoch">Number of the last step of an earlier run; −1 starts afresh.</param>
            /// <param name="verbose">Whether to write each change to the console.</param>
            public static LRScheduler PolynomialLR(Optimizer optimizer, int total_iters = 5, double power = 1, int last_epoch = -1, bool verbose = false)
                => new impl.PolynomialLR(optimizer, total_iters, power, last_epoch, verbose);

            /// <summary>Follows half a cosine down to a smallest rate (Loshchilov and Hutter 2017, arXiv:1608.03983).</summary>
            /// <param name="optimizer">The optimizer whose groups' learning rates are set.</param>
            /// <param name="T_max">Steps until the smallest rate.</param>
            /// <param name="eta_min">The smallest rate.</param>
            /// <param name="last_epoch">Number of the last step of an earlier run; −1 starts afresh.</param>
            /// <param name="verbose">Whether to write each change to the console.</param>
            public static LRScheduler CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false)
                => new impl.CosineAnnealingLR(optimizer, T_max, eta_min, last_epoch, verbose);

            /// <summary>Lowers the rates when a figure has stopped getting better.</summary>
            /// <param name="optimizer">The optimizer whose groups' learning rates are set.</param>
            /// <param name="mode">"min" if lower is better, "max" if higher.</param>
            /// <param name="factor">Factor on the rates.</param>
            /// <param name="patience">Steps without improvement that are let pass.</param>
            /// <param name="threshold">How much better counts as better.</param>
            /// <param name="threshold_mode">"rel" for a share of the best figure, "abs" for a difference.</param>
            /// <param name="cooldown">Steps after a change in which nothing is counted.</param>
            /// <param name="min_lr">Smallest rate of each group, or one for all.</param>
            /// <param name="eps">Smaller changes are not made.</param>
            /// <param name="verbose">Whether to write each change to the console.</param>
            public static LRScheduler ReduceLROnPlateau(Optimizer optimizer, string mode = "min", double factor = 0.1, int patience = 10, double threshold = 1e-4, string threshold_mode = "rel", int cooldown = 0, IList<double>? min_lr = null, double eps = 1e-8, bool verbose = false)
                => new impl.ReduceLROnPlateau(optimizer, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr, eps, verbose);

            /// <summary>Follows several schedules one after the other, each from its own start.</summary>
            /// <param name="optimizer">The optimizer whose groups' learning rates are set.</param>
            /// <param name="schedulers">The schedules, all of this optimizer.</param>
            /// <param name="milestones">The steps at which the next schedule takes over, one less than schedules.</param>
            /// <param name="last_epoch">Number of the last step of an earlier run; −1 starts afresh.</param>
            public static LRScheduler SequentialLR(Optimizer optimizer, IEnumerable<LRScheduler> schedulers, IEnumerable<int> milestones, int last_epoch = -1)
                => new impl.SequentialLR(optimizer, schedulers, milestones, last_epoch);

            /// <summary>Follows several schedules at once, one on top of the other.</summary>
            /// <param name="schedulers">The schedules.</param>
            public static LRScheduler ChainedLR(IEnumerable<LRScheduler> schedulers) => new impl.ChainedLR(schedulers);

            /// <summary>Goes up to a largest rate and far down again within a fixed number of steps (Smith and Topin 2017, arXiv:1708.07120).</summary>
            /// <param name="optimizer">The optimizer whose groups' learning rates are set.</param>
            /// <param name="max_lr">The largest rate.</param>
            /// <param name="total_steps">Steps in all; −1 takes epochs times steps per epoch.</param>
            /// <param name="epochs">Epochs in all.</param>
            /// <param name="steps_per_epoch">Steps in an epoch.</param>
            /// <param name="pct_start">Share of the steps that go up, from 0 to 1.</param>
            /// <param name="anneal_strategy">Shape of the way between two rates.</param>
            /// <param name="cycle_momentum">Whether the momentum goes the other way.</param>
            /// <param name="base_momentum">The smallest momentum.</param>
            /// <param name="max_momentum">The largest momentum.</param>
            /// <param name="div_factor">The largest rate over the first one.</param>
            /// <param name="final_div_factor">The first rate over the last one.</param>
            /// <param name="three_phase">Whether to come back to the first rate before going down to the last.</param>
            /// <param name="last_epoch">Number of the last step of an earlier run; −1 starts afresh.</param>
            /// <param name="verbose">Whether to write each change to the console.</param>
            public static LRScheduler OneCycleLR(Optimizer optimizer, double max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3, AnnealStrategy anneal_strategy = AnnealStrategy.Cos, bool cycle_momentum = true, double base_momentum = 0.85, double max_momentum = 0.95, double div_factor = 25, double final_div_factor = 1e4, bool three_phase = false, int last_epoch = -1, bool verbose = false)
                => new impl.OneCycleLR(optimizer, max_lr, total_steps, epochs, steps_per_epoch, pct_start, anneal_strategy, cycle_momentum, base_momentum, max_momentum, div_factor, final_div_factor, three_phase, last_epoch, verbose);

            /// <summary>Goes up to a largest rate and far down again within a fixed number of steps (Smith and Topin 2017, arXiv:1708.07120).</summary>
            /// <param name="optimizer">The optimizer whose groups' learning rates are set.</param>
            /// <param name="max_lr">The largest rate of each group.</param>
            /// <param name="total_steps">Steps in all; −1 takes epochs times steps per epoch.</param>
            /// <param name="epochs">Epochs in all.</param>
            /// <param name="steps_per_epoch">Steps in an epoch.</param>
            /// <param name="pct_start">Share of the steps that go up, from 0 to 1.</param>
            /// <param name="anneal_strategy">Shape of the way between two rates.</param>
            /// <param name="cycle_momentum">Whether the momentum goes the other way.</param>
            /// <param name="base_momentum">The smallest momentum of each group.</param>
            /// <param name="max_momentum">The largest momentum of each group.</param>
            /// <param name="div_factor">The largest rate over the first one.</param>
            /// <param name="final_div_factor">The first rate over the last one.</param>
            /// <param name="three_phase">Whether to come back to the first rate before going down to the last.</param>
            /// <param name="last_epoch">Number of the last step of an earlier run; −1 starts afresh.</param>
            /// <param name="verbose">Whether to write each change to the console.</param>
            public static LRScheduler OneCycleLR(Optimizer optimizer, IEnumerable<double> max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3, AnnealStrategy anneal_strategy = AnnealStrategy.Cos, bool cycle_momentum = true, IEnumerable<double>? base_momentum = null, IEnumerable<double>? max_momentum = null, double div_factor = 25, double final_div_factor = 1e4, bool three_phase = false, int last_epoch = -1, bool verbose = false)
                => new impl.OneCycleLR(optimizer, max_lr, total_steps, epochs, steps_per_epoch, pct_start, anneal_strategy, cycle_momentum, base_momentum, max_momentum, div_factor, final_div_factor, three_phase, last_epoch, verbose);
        }
    }
}
