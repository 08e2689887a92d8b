using System.Runtime.CompilerServices;
using LlmCourse.Torch.Tests.Nn;
using TorchSharp;
using static TorchSharp.torch;

namespace LlmCourse.Torch.Tests.Tensors;

/// <summary>The debug mode that says which call took memory that nobody disposed.</summary>
[Collection(nameof(AloneOnTheMachine))]
public class LeakLogTests
{
    [Fact]
    public void Log_NamesTheCallThatTookTheMemory_WhenATensorIsDropped()
    {
        var leaks = LeaksOf(DropsATensor);

        leaks.ShouldContain(leak => leak.Contains(nameof(DropsATensor)) && leak.StartsWith("40 bytes"));
    }

    [Fact]
    public void Log_IsSilent_WhenATensorIsDisposed()
    {
        var leaks = LeaksOf(DisposesATensor);

        leaks.ShouldNotContain(leak => leak.Contains(nameof(DisposesATensor)));
    }

    private static IReadOnlyList<string> LeaksOf(Action action)
    {
        LeakLog.Enabled = true;
        try
        {
            action();
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return LeakLog.Drain();
        }
        finally
        {
            LeakLog.Enabled = false;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void DropsATensor() => zeros(10);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void DisposesATensor()
    {
        using var scope = NewDisposeScope();
        zeros(10).exp();
    }
}
