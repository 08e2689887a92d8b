namespace TorchSharp;

using Modules;

public static partial class torch
{
    /// <summary>Optimizers, which change parameters along their gradients, and learning-rate schedules.</summary>
    public static partial class optim
    {
        /// <summary>Something with a learning rate: a group of parameters of an optimizer.</summary>
        public interface ILearningRateController
        {
            /// <summary>Learning rate of the next step.</summary>
            double LearningRate { get; set; }

            /// <summary>Learning rate at the start, which schedules refer to.</summary>
            double InitialLearningRate { get; set; }
        }

        /// <summary>An optimizer or group with a momentum that schedules may change.</summary>
        public interface IMomentum
        {
            /// <summary>The momentum.</summary>
            double Momentum { get; set; }
        }

        /// <summary>An optimizer or group with Adam's two averaging factors, which schedules may change.</summary>
        public interface IBetas
        {
            /// <summary>Averaging factors of the gradient and of its square.</summary>
            (double, double) Betas { get; set; }
        }

        /// <summary>Base of all optimizers.</summary>
        public abstract partial class Optimizer : IDisposable
        {
            /// <summary>The groups of parameters, each with its own options.</summary>
            protected IList<ParamGroup> _parameter_groups = [];

            private protected Optimizer()
            {
            }

            /// <summary>The groups of parameters, each with its own learning rate.</summary>
            public virtual IEnumerable<ILearningRateController> ParamGroups => _parameter_groups;

            /// <summary>Adds a group of parameters with its own options.</summary>
            /// <param name="param_group">The group; options left out are the optimizer's.</param>
            public virtual void add_param_group(ParamGroup param_group) => _parameter_groups.Add(param_group);

            /// <summary>All parameters of all groups.</summary>
            public virtual IEnumerable<Parameter> parameters() => _parameter_groups.SelectMany(group => group.Parameters);

            /// <summary>Fills the gradients of all parameters with zeros.</summary>
            public virtual void zero_grad()
            {
                using var _ = no_grad();
                foreach (var parameter in parameters())
                    parameter.Gradient?.zero_();
            }

            /// <summary>Changes the parameters once, along their gradients. Parameters without a gradient are passed over.</summary>
            /// <param name="closure">Computes the loss and its gradients anew before the change; null uses those at hand.</param>
            /// <returns>What the closure returned; null without one.</returns>
            public abstract Tensor? step(Func<Tensor>? closure = null);

            /// <summary>Frees the optimizer's state, not its parameters.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Frees the optimizer's state.</summary>
            /// <param name="disposing">True when called from <see cref="Dispose()"/>.</param>
            protected virtual void Dispose(bool disposing)
            {
            }

            /// <summary>An optimizer's whole state: options of each group, and state of each parameter.</summary>
            public class StateDictionary
            {
                internal StateDictionary()
                {
                }

                /// <summary>Options of each group.</summary>
                public List<OptimizerOptions> Options { get; } = [];

                /// <summary>State of each parameter, group after group.</summary>
                public List<OptimizerState> State { get; } = [];

                /// <summary>For each group, the positions of its parameters in <see cref="State"/>.</summary>
                public List<List<int>> StateIndexRef { get; } = [];
            }
        }
    }
}
