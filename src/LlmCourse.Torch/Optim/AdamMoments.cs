namespace TorchSharp.Modules;

using static TorchSharp.torch;

/// <summary>
/// What <see cref="Adam"/> and <see cref="AdamW"/> keep for one parameter: steps taken, the averaged gradient, its
/// averaged square, and with amsgrad the largest averaged square so far.
/// </summary>
internal readonly record struct AdamMoments(long Step, Tensor Average, Tensor Squares, Tensor? Largest)
{
    /// <summary>The moments of a parameter before its first step.</summary>
    public static AdamMoments Zero(OptimizerState owner, bool amsgrad) => new(0, owner.Zeros(), owner.Zeros(), amsgrad ? owner.Zeros() : null);

    /// <summary>Copies for another state, that no dispose scope frees.</summary>
    public AdamMoments CopyFor(OptimizerState owner) => new(Step, owner.CopyOf(Average)!, owner.CopyOf(Squares)!, owner.CopyOf(Largest));

    public AdamMoments To(Device device) => new(
        Step, Average.to(device).DetachFromDisposeScope(), Squares.to(device).DetachFromDisposeScope(), Largest?.to(device).DetachFromDisposeScope());

    /// <summary>Whether others took as many steps and have the same values up to rounding.</summary>
    public bool AreClose(AdamMoments others)
        => Step == others.Step && OptimizerState.AreClose(Average, others.Average)
            && OptimizerState.AreClose(Squares, others.Squares) && OptimizerState.AreClose(Largest, others.Largest);

    /// <summary>Writes the steps and the tensors that are always there; the caller adds the one that may be missing.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(Step);
        TensorStream.Write(writer, Average);
        TensorStream.Write(writer, Squares);
    }

    /// <summary>Reads what <see cref="Write"/> wrote into the tensors at hand.</summary>
    public AdamMoments Read(BinaryReader reader)
    {
        var step = reader.ReadInt64();
        TensorStream.ReadInto(reader, Average);
        TensorStream.ReadInto(reader, Squares);
        return this with { Step = step };
    }

    /// <summary>Frees the tensors; a state that was never initialized has none.</summary>
    public void Dispose()
    {
        Average?.Dispose();
        Squares?.Dispose();
        Largest?.Dispose();
    }
}
