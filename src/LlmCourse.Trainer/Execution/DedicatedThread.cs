namespace LlmCourse.Trainer.Execution;

/// <summary>Runs long computations beside the thread pool, which belongs to those who wait for an answer.</summary>
internal static class DedicatedThread
{
    /// <summary>Runs on a new background thread of lower priority; the priority is a request that not every system heeds.</summary>
    public static Task<T> RunAsync<T>(string name, Func<T> compute)
    {
        var completion = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                completion.SetResult(compute());
            }
            catch (Exception error)
            {
                completion.SetException(error);
            }
        })
        {
            IsBackground = true,
            Name = name,
            Priority = ThreadPriority.BelowNormal,
        };
        thread.Start();
        return completion.Task;
    }
}
