using LlmCourse.Runs.Hub.Labs;
using LlmCourse.Trainer.Tests.Hosting;

namespace LlmCourse.Trainer.Tests.Labs;

public sealed class LeakLabTests : IDisposable
{
    private const int Questions = 200;

    private readonly TestFolder folder = new();

    private static CancellationToken Token => TrainerHost.Token;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Leak_InflatesTheScore_AndDecontaminationTakesItBack()
    {
        await using var host = await TrainerHost.StartAsync(folder);

        var news = await host.Client.LeakAsync(new LeakRequest(0.5, 3, 0, 13, 1), Token).ToListAsync(Token);

        news.ShouldAllBe(item => item.Error == null);
        news[0].Questions.ShouldNotBeNull().Count(question => question.Leaked).ShouldBe(Questions / 2);
        var tests = news.Skip(1).Select(item => item.Test!).ToDictionary(test => test.Corpus);

        tests["leaked"].RightLeaked.ShouldBeGreaterThanOrEqualTo(95); // learnt by heart
        tests["leaked"].RightLeaked.ShouldBeGreaterThan(tests["clean"].RightLeaked + 20);
        (tests["decontaminated"].RightLeaked, tests["decontaminated"].LeakyDocuments).ShouldSatisfyAllConditions(
            cleaned => cleaned.RightLeaked.ShouldBeInRange(tests["clean"].RightLeaked - 10, tests["clean"].RightLeaked + 10),
            cleaned => cleaned.LeakyDocuments.ShouldBe(0));
        tests["clean"].RightOthers.ShouldBeInRange(15, 35); // four choices, and nothing to know: chance
        news[^1].Completed.ShouldBeTrue();
    }

    [Fact]
    public async Task Leak_IsNotCaught_WhenItsWordsAreExchanged()
    {
        await using var host = await TrainerHost.StartAsync(folder);

        var news = await host.Client.LeakAsync(new LeakRequest(0.5, 10, 0.2, 13, 1), Token).ToListAsync(Token);

        var tests = news.Skip(1).Select(item => item.Test!).ToDictionary(test => test.Corpus);

        tests["decontaminated"].LeakyDocuments.ShouldBeGreaterThan(100);
        tests["decontaminated"].RightLeaked.ShouldBeGreaterThan(tests["clean"].RightLeaked + 10);
    }

    [Fact]
    public async Task Leak_SaysWhatIsWrong_WithImpossibleRequests()
    {
        await using var host = await TrainerHost.StartAsync(folder);

        var news = await host.Client.LeakAsync(new LeakRequest(0.5, 0, 0, 13, 1), Token).ToListAsync(Token);

        news.ShouldHaveSingleItem().Error.ShouldNotBeNull().ShouldContain("1 to 10 times");
    }
}
