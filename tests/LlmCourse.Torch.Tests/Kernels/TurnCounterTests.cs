using TorchSharp.Kernels;

namespace LlmCourse.Torch.Tests.Kernels;

public sealed class TurnCounterTests
{
    [Fact]
    public void WaitFor_ReturnsOnlyAtItsCount_WhenASignalForTheCountBeforeComesLate()
    {
        var counter = new TurnCounter();
        counter.Publish(); // turn 1 is done, but its raiser is held up before it looks whether anybody sleeps
        using var returned = new ManualResetEventSlim();
        var waiter = new Thread(() =>
        {
            counter.WaitFor(1);
            counter.WaitFor(2);
            returned.Set();
        });
        waiter.Start();
        SpinWait.SpinUntil(() => counter.HasSleeper);

        counter.Wake(); // turn 1's raiser goes on, and meets the wait for turn 2
        SpinWait.SpinUntil(() => counter.HasSleeper || returned.IsSet); // woken, it looked at the count and slept again
        returned.IsSet.ShouldBeFalse();

        counter.Raise();
        waiter.Join();
        returned.IsSet.ShouldBeTrue();
    }

    [Fact]
    public void WaitFor_ReturnsAtOnce_WhenTheCountIsPastWhatItWaitsFor()
    {
        var counter = new TurnCounter();
        counter.Raise();
        counter.Raise();
        counter.Raise();

        counter.WaitFor(1);

        counter.Count.ShouldBe(3);
        counter.HasSleeper.ShouldBeFalse();
    }

    [Fact]
    public void WaitFor_KeepsStep_OverManyTurns()
    {
        const int turns = 20_000;
        var there = new TurnCounter();
        var back = new TurnCounter();
        var echo = new Thread(() =>
        {
            for (var turn = 1; turn <= turns; turn++)
            {
                there.WaitFor(turn);
                back.Raise();
            }
        });
        echo.Start();
        for (var turn = 1; turn <= turns; turn++)
        {
            there.Raise();
            back.WaitFor(turn);
            back.Count.ShouldBe(turn);
        }

        echo.Join();
    }
}
