using LlmCourse.Runs.Tests.Stores;
using LlmCourse.Runs.Watching;

namespace LlmCourse.Runs.Tests.Watching;

public sealed class EventTailTests
{
    private readonly EventTail tail = new(capacity: 10);

    [Fact]
    public void After_GivesWhatFollows_WhenItIsInTheTail()
    {
        tail.Append(TestStore.Events(5, 6));

        tail.After(4, 100)!.Select(happened => happened.Number).ShouldBe([5, 6, 7, 8, 9, 10]);
        tail.After(8, 100)!.Select(happened => happened.Number).ShouldBe([9, 10]);
        tail.After(5, 2)!.Select(happened => happened.Number).ShouldBe([6, 7]);
        tail.After(10, 100).ShouldNotBeNull().ShouldBeEmpty();
        tail.After(99, 100).ShouldNotBeNull().ShouldBeEmpty();
    }

    [Fact]
    public void After_GivesNull_WhenTheStoreHasToBeAsked()
    {
        tail.After(0, 100).ShouldBeNull();

        tail.Append(TestStore.Events(1, 30));

        tail.After(19, 100).ShouldBeNull();
        tail.After(20, 100)!.Count.ShouldBe(10);
    }

    [Fact]
    public void Append_PassesOverWhatItHas_AndStartsAnewAfterAGap()
    {
        tail.Append(TestStore.Events(1, 3));
        tail.Append(TestStore.Events(2, 3));
        tail.After(0, 100)!.Select(happened => happened.Number).ShouldBe([1, 2, 3, 4]);

        tail.Append(TestStore.Events(9, 1));

        tail.After(4, 100).ShouldBeNull();
        tail.After(8, 100)!.Select(happened => happened.Number).ShouldBe([9]);
    }

    [Fact]
    public async Task Changed_Completes_WhenEventsCome()
    {
        var changed = tail.Changed;
        changed.IsCompleted.ShouldBeFalse();

        tail.Append(TestStore.Events(1, 1));

        await changed.WaitAsync(TestContext.Current.CancellationToken);
        tail.Changed.IsCompleted.ShouldBeFalse();
    }
}
