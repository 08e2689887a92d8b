namespace TorchSharp;

/// <summary>What PyTorch keeps for each thread: grad mode and dispose scopes. One look-up serves a whole operator.</summary>
internal sealed class ThreadState
{
    [ThreadStatic]
    private static ThreadState? current;

    private readonly Stack<List<IDisposable>> spareLists = new();

    private ThreadState()
    {
    }

    /// <summary>The calling thread's state.</summary>
    public static ThreadState Current => current ??= new ThreadState();

    /// <summary>Whether operators record a graph.</summary>
    public bool GradEnabled { get; set; } = true;

    /// <summary>Whether <c>inference_mode</c> is on.</summary>
    public bool InferenceMode { get; set; }

    /// <summary>Innermost dispose scope; null outside all scopes.</summary>
    public DisposeScope? Scope { get; set; }

    /// <summary>Counters behind <see cref="DisposeScopeManager.Statistics"/>.</summary>
    public ThreadDisposeScopeStatistics Statistics { get; } = new();

    /// <summary>Nodes that wait for their gradient in the backward that runs on this thread.</summary>
    public BackwardQueue Queue { get; set; } = new();

    /// <summary>Where the running <c>autograd.grad</c> collects; null in a plain backward.</summary>
    public GradientCapture? Capture { get; set; }

    /// <summary>An empty list for a new dispose scope, with the capacity that earlier scopes needed.</summary>
    public List<IDisposable> TakeList() => spareLists.TryPop(out var list) ? list : [];

    /// <summary>Takes back the empty list of an ended scope.</summary>
    public void GiveBack(List<IDisposable> list) => spareLists.Push(list);
}
