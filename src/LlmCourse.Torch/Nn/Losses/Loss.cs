namespace TorchSharp;

using static TorchSharp.torch;

/// <summary>Base of the losses of an input against a target.</summary>
/// <typeparam name="T1">Type of the input.</typeparam>
/// <typeparam name="T2">Type of the target.</typeparam>
/// <typeparam name="TResult">Type of the loss.</typeparam>
public abstract class Loss<T1, T2, TResult> : nn.Module<T1, T2, TResult>
{
    /// <summary>Makes a loss.</summary>
    /// <param name="reduction">What to do with the loss of each element.</param>
    public Loss(nn.Reduction reduction = nn.Reduction.Mean) : base(nameof(Loss<T1, T2, TResult>)) => this.reduction = reduction;

    /// <summary>What is done with the loss of each element.</summary>
    public nn.Reduction reduction { get; }
}

/// <summary>Base of the losses that weigh classes or elements.</summary>
/// <typeparam name="T1">Type of the input.</typeparam>
/// <typeparam name="T2">Type of the target.</typeparam>
/// <typeparam name="TResult">Type of the loss.</typeparam>
public abstract class WeightedLoss<T1, T2, TResult> : Loss<T1, T2, TResult>
{
    /// <summary>Makes a loss.</summary>
    /// <param name="weight">The factors.</param>
    /// <param name="reduction">What to do with the loss of each element.</param>
    public WeightedLoss(Tensor? weight = null, nn.Reduction reduction = nn.Reduction.Mean) : base(reduction) => this.weight = weight;

    /// <summary>The factors, or null.</summary>
    public Tensor? weight { get; }
}
