namespace TorchSharp.Modules;

/// <summary>
/// The options that <see cref="Adam"/> and <see cref="AdamW"/> have in common beside the learning rate, in the order of
/// TorchSharp's file. Null stands for the optimizer's own.
/// </summary>
internal readonly record struct AdamNumbers(double? Beta1, double? Beta2, double? Epsilon, double? WeightDecay, bool? Amsgrad, bool? Maximize)
{
    /// <summary>Refuses numbers that no step can be taken with.</summary>
    /// <exception cref="ArgumentException">A beta is outside [0, 1), or another number is negative.</exception>
    public AdamNumbers Checked()
    {
        OptimizerHelper.CheckNotNegative(Epsilon!.Value, "epsilon");
        OptimizerHelper.CheckNotNegative(WeightDecay!.Value, "weight decay");
        CheckBeta(Beta1!.Value);
        CheckBeta(Beta2!.Value);
        return this;
    }

    /// <summary>These, with gaps filled from others.</summary>
    public AdamNumbers Or(AdamNumbers others) => new(
        Beta1 ?? others.Beta1, Beta2 ?? others.Beta2, Epsilon ?? others.Epsilon, WeightDecay ?? others.WeightDecay,
        Amsgrad ?? others.Amsgrad, Maximize ?? others.Maximize);

    public static AdamNumbers Read(BinaryReader reader) => new(
        reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadBoolean(), reader.ReadBoolean());

    public void Write(BinaryWriter writer)
    {
        writer.Write(Beta1!.Value);
        writer.Write(Beta2!.Value);
        writer.Write(Epsilon!.Value);
        writer.Write(WeightDecay!.Value);
        writer.Write(Amsgrad!.Value);
        writer.Write(Maximize!.Value);
    }

    private static void CheckBeta(double beta)
    {
        if (!(beta >= 0 && beta < 1))
            throw new ArgumentException($"An averaging factor (beta) must be at least 0 and below 1, got {beta}.", nameof(beta));
    }
}
