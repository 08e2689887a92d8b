namespace TorchSharp;

/// <summary>
/// Disposes, when it is disposed itself, the tensors made on its thread since it began. Scopes nest and belong to one
/// thread: never hold one across an <c>await</c>. Made by <see cref="torch.NewDisposeScope"/>.
/// </summary>
public sealed partial class DisposeScope : IDisposable
{
    private readonly ThreadState thread;
    private List<IDisposable>? held;

    internal DisposeScope(ThreadState thread)
    {
        this.thread = thread;
        held = thread.TakeList();
        Outer = thread.Scope;
        thread.Scope = this;
    }

    /// <summary>The scope that was innermost when this one began.</summary>
    internal DisposeScope? Outer { get; private set; }

    /// <summary>Number of disposables that the scope holds.</summary>
    /// <exception cref="ObjectDisposedException">The scope has ended.</exception>
    public int DisposablesCount => Held.Count;

    /// <summary>What the scope holds now; a copy.</summary>
    /// <exception cref="ObjectDisposedException">The scope has ended.</exception>
    public IReadOnlyList<IDisposable> DisposablesView => Held.ToArray();

    private List<IDisposable> Held => held ?? throw new ObjectDisposedException(nameof(DisposeScope), "The dispose scope has ended.");

    /// <summary>Whether the scope holds <paramref name="disposable"/>.</summary>
    public bool Contains(IDisposable disposable) => IndexOf(disposable) >= 0;

    /// <summary>Takes <paramref name="disposable"/> into the scope, out of any other scope that held it.</summary>
    public void Attach(IDisposable disposable)
    {
        ArgumentNullException.ThrowIfNull(disposable);
        if (Contains(disposable))
            return;
        if (disposable is torch.Tensor tensor)
        {
            if (tensor.Scope is null)
                thread.Statistics.CountAttached();
            tensor.Scope?.Forget(tensor);
        }
        Add(disposable);
    }

    /// <summary>Takes all of <paramref name="disposables"/> into the scope.</summary>
    public void Attach(params IDisposable[] disposables) => Attach((IEnumerable<IDisposable>)disposables);

    /// <summary>Takes all of <paramref name="disposables"/> into the scope and returns them.</summary>
    public IReadOnlyList<IDisposable> Attach(IEnumerable<IDisposable> disposables)
    {
        var list = disposables.ToArray();
        foreach (var disposable in list)
            Attach(disposable);
        return list;
    }

    /// <summary>Forgets <paramref name="disposable"/>, which was disposed by other means.</summary>
    public void MarkAsDisposed(IDisposable disposable) => Forget(disposable);

    /// <summary>Disposes everything that the scope holds now; the scope goes on.</summary>
    public void DisposeEverything()
    {
        var list = Held;
        // Disposing takes an element off the list; the end is the cheapest place to take from.
        while (list.Count > 0)
        {
            var last = list[^1];
            last.Dispose();
            if (list.Count > 0 && ReferenceEquals(list[^1], last))
                list.RemoveAt(list.Count - 1);
        }
    }

    /// <summary>Disposes everything but <paramref name="inKeep"/>, which the scope goes on holding.</summary>
    public void DisposeEverythingBut(IEnumerable<IDisposable> inKeep)
    {
        var keep = new HashSet<IDisposable>(inKeep, ReferenceEqualityComparer.Instance);
        foreach (var disposable in Held.ToArray())
        {
            if (keep.Contains(disposable))
                continue;
            disposable.Dispose();
            Forget(disposable);
        }
    }

    /// <summary>Ends the scope: everything that it holds is disposed.</summary>
    public void Dispose()
    {
        if (held is not { } list)
            return;
        DisposeEverything();
        held = null;
        thread.GiveBack(list);
        if (ReferenceEquals(thread.Scope, this))
        {
            thread.Scope = Outer;
            return;
        }
        // Scopes may end out of order: the next inner one then hangs on this one's outer scope.
        for (var inner = thread.Scope; inner is not null; inner = inner.Outer)
        {
            if (ReferenceEquals(inner.Outer, this))
                inner.Outer = Outer;
        }
    }

    /// <summary>Puts a new tensor into the calling thread's innermost scope, if there is one.</summary>
    internal static void Register(torch.Tensor tensor)
    {
        var thread = ThreadState.Current;
        if (thread.Scope is { } scope)
        {
            scope.Add(tensor);
            thread.Statistics.CountCreated(inScope: true);
        }
        else
        {
            thread.Statistics.CountCreated(inScope: false);
        }
    }

    /// <summary>Counts a disposed tensor for the statistics.</summary>
    internal static void CountDisposal(DisposeScope? scope) => ThreadState.Current.Statistics.CountDisposed(scope is not null);

    /// <summary>Stops holding <paramref name="disposable"/> without disposing it.</summary>
    internal bool Forget(IDisposable disposable)
    {
        var index = IndexOf(disposable);
        if (index < 0)
            return false;
        var list = held!;
        var last = list[^1];
        list[index] = last;
        if (last is torch.Tensor moved)
            moved.ScopeIndex = index;
        list.RemoveAt(list.Count - 1);
        if (disposable is torch.Tensor tensor)
            tensor.Scope = null;
        return true;
    }

    private void Add(IDisposable disposable)
    {
        var list = Held;
        if (disposable is torch.Tensor tensor)
        {
            tensor.Scope = this;
            tensor.ScopeIndex = list.Count;
        }
        list.Add(disposable);
    }

    private int IndexOf(IDisposable disposable) =>
        disposable is torch.Tensor tensor
            ? ReferenceEquals(tensor.Scope, this) ? tensor.ScopeIndex : -1
            : IndexOfOther(disposable);

    // Apart, so that only the rare search for something else than a tensor makes a closure.
    private int IndexOfOther(IDisposable disposable) => Held.FindIndex(other => ReferenceEquals(other, disposable));
}
