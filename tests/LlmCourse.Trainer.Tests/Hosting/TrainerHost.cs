using LlmCourse.Runs;
using LlmCourse.Runs.Events;
using LlmCourse.Runs.Hub;
using LlmCourse.Runs.Specs;
using LlmCourse.Runs.Stores;
using LlmCourse.Trainer.Hub;
using LlmCourse.Trainer.Sessions;
using LlmCourse.Trainer.Tests.Execution;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LlmCourse.Trainer.Tests.Hosting;

/// <summary>The embedded trainer as the web host embeds it, on a real port and a real database, with gated sessions.</summary>
internal sealed class TrainerHost : IAsyncDisposable
{
    private readonly WebApplication application;

    private TrainerHost(WebApplication application, GatedSessions sessions) => (this.application, Sessions) = (application, sessions);

    public GatedSessions Sessions { get; }

    public IRunService Runs => application.Services.GetRequiredService<IRunService>();

    public IRunStore Store => application.Services.GetRequiredService<IRunStore>();

    public ITrainerClient Client => application.Services.GetRequiredService<ITrainerClient>();

    public IServiceProvider Services => application.Services;

    public Uri Address => new(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<TrainerHost> StartAsync(TestFolder folder, bool open = false, bool runs = true, Action<IServiceCollection>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            [StorageOptions.EnvironmentVariable] = folder.Path,
            ["Trainer:Connection:MaxRetrySeconds"] = "0.1",
            ["Trainer:Connection:CallTimeoutSeconds"] = "300", // a busy machine may take its time; nothing here waits for the limits
            ["Trainer:Connection:AnswerTimeoutSeconds"] = "300",
        });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var sessions = new GatedSessions { Open = open };
        builder.Services.AddSingleton<ITrainingSessionFactory>(sessions);
        configure?.Invoke(builder.Services);
        builder.Services.AddRunStores(builder.Configuration);
        builder.Services.AddTrainer(builder.Configuration);
        builder.Services.AddTrainerConnection(builder.Configuration);
        var built = builder.Build();
        built.MapTrainerHub();
        if (runs)
        {
            await built.StartAsync(Token);
        }

        return new TrainerHost(built, sessions);
    }

    public static RunSpec Spec(int steps = 3) => new()
    {
        Training = new TrainingSpec { Steps = steps },
        Optimizer = new OptimizerSpec { WarmupSteps = 0 },
        Evaluation = new EvaluationSpec { Every = 1_000 },
        Samples = new SampleSpec { Every = 1_000 },
        Snapshots = new SnapshotSpec { Every = 1_000 },
    };

    public Task<RunSummary> SubmitAsync(int steps = 3) => Runs.SubmitAsync(Spec(steps), Guest, Token);

    /// <summary>Who submits and commands in these tests.</summary>
    public static RunActor Guest { get; } = new("guest-id", "guest");

    /// <summary>Watches until the run ends.</summary>
    public async Task<IReadOnlyList<RunEvent>> WatchToTheEndAsync(string runId, long after = 0)
    {
        var events = new List<RunEvent>();
        await foreach (var batch in Runs.WatchAsync(runId, after, Token))
        {
            events.AddRange(batch);
        }

        return events;
    }

    /// <summary>Watches until the run is in a state.</summary>
    public async Task WaitForStateAsync(string runId, RunState state)
    {
        await foreach (var batch in Runs.WatchAsync(runId, 0, Token))
        {
            if (batch.Any(happened => happened.Body is StateChanged change && change.State == state))
            {
                return;
            }
        }
    }

    public Task StopAsync() => application.StopAsync(Token);

    public async ValueTask DisposeAsync()
    {
        Sessions.OpenAll();
        await application.StopAsync(CancellationToken.None);
        await application.DisposeAsync();
    }
}
