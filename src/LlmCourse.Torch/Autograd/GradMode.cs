namespace TorchSharp;

/// <summary>Sets the calling thread's grad mode until it is disposed.</summary>
internal sealed class GradMode : IDisposable
{
    private readonly ThreadState thread = ThreadState.Current;
    private readonly bool before;
    private readonly bool inferenceBefore;

    public GradMode(bool enabled, bool? inference = null)
    {
        before = thread.GradEnabled;
        inferenceBefore = thread.InferenceMode;
        thread.GradEnabled = enabled;
        thread.InferenceMode = inference ?? inferenceBefore;
    }

    public void Dispose()
    {
        thread.GradEnabled = before;
        thread.InferenceMode = inferenceBefore;
    }
}

public static partial class torch
{
    /// <summary>Records no graph on this thread until the returned object is disposed.</summary>
    public static IDisposable no_grad() => new GradMode(enabled: false);

    /// <summary>Records graphs on this thread, or not, until the returned object is disposed.</summary>
    public static IDisposable enable_grad(bool enabled = true) => new GradMode(enabled);

    /// <summary>Records graphs on this thread, or not, until the returned object is disposed.</summary>
    public static IDisposable set_grad_enabled(bool mode = true) => new GradMode(mode);

    /// <summary>As <see cref="no_grad"/>; PyTorch spares more bookkeeping in it, which this engine hasn't got.</summary>
    public static IDisposable inference_mode(bool mode = true) => new GradMode(!mode, mode);

    /// <summary>Whether this thread records graphs.</summary>
    public static bool is_grad_enabled() => ThreadState.Current.GradEnabled;

    /// <summary>Whether this thread is in inference mode.</summary>
    public static bool is_inference_mode_enabled() => ThreadState.Current.InferenceMode;

    /// <summary>Begins a dispose scope: tensors made on this thread from now on are disposed with it.</summary>
    public static DisposeScope NewDisposeScope() => new(ThreadState.Current);

    /// <summary>The innermost dispose scope of this thread, or null.</summary>
    public static DisposeScope? CurrentDisposeScope => ThreadState.Current.Scope;

    /// <summary>Runs <paramref name="expr"/> in a dispose scope of its own and keeps only its result.</summary>
    public static Tensor WrappedTensorDisposeScope(Func<Tensor> expr)
    {
        using var scope = NewDisposeScope();
        return expr().MoveToOuterDisposeScope();
    }
}
