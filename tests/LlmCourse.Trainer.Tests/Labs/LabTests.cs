using LlmCourse.Runs.Hub.Labs;
using LlmCourse.Runs.Stores;
using LlmCourse.Trainer.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace LlmCourse.Trainer.Tests.Labs;

public sealed class LabTests : IDisposable
{
    private readonly TestFolder folder = new();

    private static CancellationToken Token => TrainerHost.Token;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task TrainBpe_StreamsEveryMergeOnce_AndRecutsTheProbe()
    {
        await using var host = await TrainerHost.StartAsync(folder);
        var reports = new List<BpeTrainingProgress>();

        await foreach (var report in host.Client.TrainBpeAsync(new BpeTrainingRequest("stories", 300, "Tom took the box."), Token))
        {
            reports.Add(report);
        }

        reports.SelectMany(report => report.Merges).Select(merge => merge.Id).ShouldBe(Enumerable.Range(256, 43));
        reports.Count.ShouldBeGreaterThan(20);
        reports[^1].Completed.ShouldBeTrue();
        reports[^1].VocabularySize.ShouldBe(300);
        reports[^1].ProbePieces.Count.ShouldBeLessThan(reports[0].ProbePieces.Count);
        reports.ShouldAllBe(report => report.Error == null);
        reports[0].Merges.ShouldBeEmpty();
        reports[0].ProbePieces.Count.ShouldBe("Tom took the box.".Length);
        reports[1].Merges[0].Count.ShouldBeGreaterThan(1);
    }

    [Theory]
    [InlineData("stories", 256, "probe", "outside 258 to 4096")]
    [InlineData("novels", 300, "probe", "no corpus 'novels'")]
    [InlineData("upload:gone", 300, "probe", "no corpus 'upload:gone'")]
    public async Task TrainBpe_SaysSoInItsReport_WhenTheRequestIsWrong(string corpus, int vocabulary, string probe, string expected)
    {
        await using var host = await TrainerHost.StartAsync(folder);
        var reports = new List<BpeTrainingProgress>();

        await foreach (var report in host.Client.TrainBpeAsync(new BpeTrainingRequest(corpus, vocabulary, probe), Token))
        {
            reports.Add(report);
        }

        reports.ShouldHaveSingleItem().Error.ShouldNotBeNull().ShouldContain(expected);
        reports[0].Completed.ShouldBeTrue();
    }

    [Fact]
    public async Task TrainBpe_ReadsAnUpload_ForThoseWhoUploadedItOnly()
    {
        await using var host = await TrainerHost.StartAsync(folder);
        var upload = await host.Services.GetRequiredService<IUploadStore>().AddAsync("mine.txt", new MemoryStream("abc abc abc abc"u8.ToArray()), "ada", Token);

        (await LastAsync("ada")).Error.ShouldBeNull();
        foreach (var other in new[] { "bob", "" })
            (await LastAsync(other)).Error.ShouldNotBeNull().ShouldContain($"no corpus 'upload:{upload.Id}'");

        async Task<BpeTrainingProgress> LastAsync(string who) =>
            await host.Client.TrainBpeAsync(new BpeTrainingRequest($"upload:{upload.Id}", 258, "abc", who), Token).LastAsync(Token);
    }

    [Fact]
    public async Task TrainBpe_GivesItsSlotBack_WhenThePageLeaves()
    {
        await using var host = await TrainerHost.StartAsync(folder, configure: services => { });
        for (var visit = 0; visit < 6; visit++)
        {
            await foreach (var report in host.Client.TrainBpeAsync(new BpeTrainingRequest("stories", 4_096, "probe"), Token))
            {
                report.Error.ShouldBeNull();
                break;
            }

            // Leaving cancels the stream; the slot is free again once the hub has seen it.
            await WaitUntilFreeAsync(host);
        }
    }

    private static async Task WaitUntilFreeAsync(TrainerHost host)
    {
        while (true)
        {
            var busy = false;
            await foreach (var report in host.Client.TrainBpeAsync(new BpeTrainingRequest("stories", 258, "probe"), Token))
            {
                busy |= report.Error is not null;
            }

            if (!busy)
            {
                return;
            }
        }
    }
}
