namespace LlmCourse.Torch.Tests.Kernels;

/// <summary>Keeps more threads busy than the machine has processors, until disposed.</summary>
internal sealed class BackgroundLoad : IDisposable
{
    private readonly Thread[] threads;
    private volatile bool stop;

    public BackgroundLoad()
    {
        threads = [.. Enumerable.Range(0, Environment.ProcessorCount + 2).Select(_ => new Thread(Spin) { IsBackground = true })];
        Array.ForEach(threads, t => t.Start());
    }

    public void Dispose()
    {
        stop = true;
        Array.ForEach(threads, t => t.Join());
    }

    private void Spin()
    {
        while (!stop)
            Thread.SpinWait(1000);
    }
}
