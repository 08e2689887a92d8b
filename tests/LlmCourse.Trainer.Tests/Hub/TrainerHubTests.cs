using System.Net;
using LlmCourse.Runs;
using LlmCourse.Runs.Events;
using LlmCourse.Runs.Hub;
using LlmCourse.Runs.Hub.Labs;
using LlmCourse.Runs.Stores;
using LlmCourse.Runs.Watching;
using LlmCourse.Trainer.Labs;
using LlmCourse.Trainer.Tests.Hosting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace LlmCourse.Trainer.Tests.Hub;

public sealed class TrainerHubTests : IDisposable
{
    private readonly TestFolder folder = new();

    private static CancellationToken Token => TrainerHost.Token;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a guess")]
    public async Task Hub_RefusesACaller_WithoutTheSecret(string? secret)
    {
        await using var host = await TrainerHost.StartAsync(folder);
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(host.Address, TrainerHubContract.Path + "/negotiate?negotiateVersion=1"));
        if (secret is not null)
        {
            request.Headers.Add(TrainerSecret.Header, secret);
        }

        using var response = await http.SendAsync(request, Token);

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Watch_SaysSo_WhenThereIsNoSuchRun()
    {
        await using var host = await TrainerHost.StartAsync(folder);

        var error = await Should.ThrowAsync<HubException>(async () =>
        {
            await foreach (var _ in host.Client.WatchAsync("nobody", 0, Token))
            {
            }
        });

        error.Message.ShouldContain("There is no run 'nobody'");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(7)]
    public async Task Watch_StartsAfterTheNumberItIsGiven(long after)
    {
        await using var host = await TrainerHost.StartAsync(folder, open: true);
        var run = await host.SubmitAsync();
        var all = await host.WatchToTheEndAsync(run.Id);

        var rest = await host.WatchToTheEndAsync(run.Id, after);

        rest.Select(happened => happened.Number).ShouldBe(all.Select(happened => happened.Number).Where(number => number > after));
    }

    [Fact]
    public async Task Watch_GivesEachOf200WatchersTheWholeLog_WhileItGrows()
    {
        const int watchers = 200;
        const int appends = 100;
        await using var host = await TrainerHost.StartAsync(folder, runs: true);
        var run = await AddRunWithoutJobAsync(host);
        var lease = (await host.Store.AcquireAsync(run.Id, "test", Token))!;
        var watching = Enumerable.Range(0, watchers).Select(_ => host.WatchToTheEndAsync(run.Id)).ToArray();

        await AppendAndPublishAsync(host, lease, appends);

        foreach (var events in await Task.WhenAll(watching))
        {
            events.Select(happened => happened.Number).ShouldBe(Enumerable.Range(1, appends + 2).Select(number => (long)number));
        }

        host.Services.GetRequiredService<EventTails>().Watchers.ShouldBeLessThanOrEqualTo(1); // one upstream subscription for all of them
    }

    [Fact]
    public async Task Watch_GoesOnWithoutGapOrRepetition_WhenTheTrainerRestarts()
    {
        string runId;
        var seen = new List<RunEvent>();
        var half = new TaskCompletionSource();
        await using var client = new RemoteTrainer();
        Task watching;
        await using (var first = await TrainerHost.StartAsync(folder))
        {
            client.Connect(first.Address, first.Services.GetRequiredService<TrainerSecret>());
            var run = await AddRunWithoutJobAsync(first);
            runId = run.Id;
            var lease = (await first.Store.AcquireAsync(runId, "first", Token))!;
            watching = WatchAsync();
            for (var number = 2; number <= 40; number++)
            {
                await AppendAsync(first, lease, new RunEvent(number, number, new Noted("first half"), new RunClock(DateTimeOffset.UnixEpoch)));
            }

            await half.Task.WaitAsync(Token);
        }

        await using var second = await TrainerHost.StartAsync(folder, open: true, configure: services => services.AddSingleton(client.Secret));
        client.Follow(second.Address);
        await watching.WaitAsync(Token);

        // The second trainer found the run queued, without a job, and executed it to its end.
        seen.Select(happened => happened.Number).ShouldBe(Enumerable.Range(1, seen.Count).Select(number => (long)number));
        (await second.Store.ReadAsync(runId, 0, 1_000, Token)).Count.ShouldBe(seen.Count);
        seen[^1].Body.ShouldBeOfType<StateChanged>().State.IsFinal().ShouldBeTrue();

        async Task WatchAsync()
        {
            await foreach (var batch in client.Connection.WatchAsync(runId, 0, Token))
            {
                seen.AddRange(batch);
                if (seen.Count >= 40)
                {
                    half.TrySetResult();
                }
            }
        }
    }

    [Fact]
    public async Task Calls_AreAnsweredWithTheFact_WhenNoTrainerCanBeReached()
    {
        await using var client = new RemoteTrainer(callTimeoutSeconds: 0.2);
        client.Connect(new Uri("http://127.0.0.1:1"), new TrainerSecret());

        (await client.Connection.TokenizeAsync(new TokenizeRequest("text"), Token)).Error.ShouldNotBeNull().ShouldContain("cannot be reached");
        (await client.Connection.CommandAsync("run", new LlmCourse.Runs.Commands.PauseRun(), Token)).Accepted.ShouldBeFalse();
        client.Connection.IsConnected.ShouldBeFalse();
    }

    [Fact]
    public async Task Calls_SayThatTheTrainerIsBusy_WhenItIsThereAndDoesNotAnswer()
    {
        await using var host = await TrainerHost.StartAsync(folder, configure: services => services.AddSingleton<IGuessLab, SilentGuessLab>());
        await using var client = new RemoteTrainer(answerTimeoutSeconds: 0.2);
        client.Connect(host.Address, host.Services.GetRequiredService<TrainerSecret>());
        await client.Connection.ConnectAsync(Token);

        var desk = await client.Connection.OpenGuessingAsync(new GuessDeskRequest(100), Token);

        desk.Error.ShouldNotBeNull().ShouldContain("too busy to answer in time");
        client.Connection.IsConnected.ShouldBeTrue();
    }

    private static async Task<RunSummary> AddRunWithoutJobAsync(TrainerHost host) => await host.Store.AddAsync(TrainerHost.Spec(), TrainerHost.Guest, Token);

    private static async Task AppendAsync(TrainerHost host, RunLease lease, params RunEvent[] events)
    {
        await host.Store.AppendAsync(lease.RunId, lease.Fence, events, Token);
        host.Services.GetRequiredService<EventTails>().Publish(lease.RunId, events);
    }

    private static async Task AppendAndPublishAsync(TrainerHost host, RunLease lease, int count)
    {
        for (var number = 2; number <= count + 1; number++)
        {
            await AppendAsync(host, lease, new RunEvent(number, number, new StepTaken(1, 1, 1, number), new RunClock(DateTimeOffset.UnixEpoch)));
        }

        await AppendAsync(host, lease, new RunEvent(count + 2, count, new StateChanged(RunState.Completed), new RunClock(DateTimeOffset.UnixEpoch)));
    }

    /// <summary>Thinks about everything until nobody waits any more.</summary>
    private sealed class SilentGuessLab : IGuessLab
    {
        public async Task<GuessDesk> OpenAsync(GuessDeskRequest request, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return GuessDesk.Failed("never said");
        }

        public async Task<GuessReply> PlayAsync(GuessRequest request, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return GuessReply.Failed("never said");
        }
    }
}
