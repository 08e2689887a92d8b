namespace TorchSharp;

/// <summary>Gives the dispose-scope statistics of the calling thread.</summary>
public class DisposeScopeManager
{
    /// <summary>Counters of the calling thread.</summary>
    public static ThreadDisposeScopeStatistics Statistics => ThreadState.Current.Statistics;
}

/// <summary>How many tensors one thread made and disposed, inside and outside dispose scopes.</summary>
public class ThreadDisposeScopeStatistics
{
    /// <summary>Tensors made inside a scope.</summary>
    public long CreatedInScopeCount { get; private set; }

    /// <summary>Tensors made outside all scopes.</summary>
    public long CreatedOutsideScopeCount { get; private set; }

    /// <summary>Tensors that were outside and were attached to a scope.</summary>
    public long AttachedToScopeCount { get; private set; }

    /// <summary>Tensors that were detached from a scope.</summary>
    public long DetachedFromScopeCount { get; private set; }

    /// <summary>Tensors disposed while a scope held them.</summary>
    public long DisposedInScopeCount { get; private set; }

    /// <summary>Tensors disposed outside all scopes.</summary>
    public long DisposedOutsideScopeCount { get; private set; }

    /// <summary>Tensors made on this thread less tensors disposed on it; those left to the garbage collector count as live.</summary>
    public long ThreadTotalLiveCount =>
        CreatedInScopeCount + CreatedOutsideScopeCount - DisposedInScopeCount - DisposedOutsideScopeCount;

    /// <summary>Sets all counters to zero.</summary>
    public void Reset()
    {
        CreatedInScopeCount = 0;
        CreatedOutsideScopeCount = 0;
        AttachedToScopeCount = 0;
        DetachedFromScopeCount = 0;
        DisposedInScopeCount = 0;
        DisposedOutsideScopeCount = 0;
    }

    /// <summary>The counters in one line.</summary>
    public override string ToString() =>
        $"ThreadTotalLiveCount: {ThreadTotalLiveCount}; CreatedOutsideScopeCount: {CreatedOutsideScopeCount}; " +
        $"DisposedOutsideScopeCount: {DisposedOutsideScopeCount}; CreatedInScopeCount: {CreatedInScopeCount}; " +
        $"DisposedInScopeCount: {DisposedInScopeCount}; AttachedToScopeCount: {AttachedToScopeCount}; " +
        $"DetachedFromScopeCount: {DetachedFromScopeCount}";

    internal void CountCreated(bool inScope)
    {
        if (inScope)
            CreatedInScopeCount++;
        else
            CreatedOutsideScopeCount++;
    }

    internal void CountDisposed(bool inScope)
    {
        if (inScope)
            DisposedInScopeCount++;
        else
            DisposedOutsideScopeCount++;
    }

    internal void CountAttached() => AttachedToScopeCount++;

    internal void CountDetached() => DetachedFromScopeCount++;
}
