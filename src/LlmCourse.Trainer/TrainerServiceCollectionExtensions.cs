using LlmCourse.Runs;
using LlmCourse.Runs.Specs;
using LlmCourse.Runs.Stores;
using LlmCourse.Runs.Stores.Sqlite;
using LlmCourse.Runs.Watching;
using LlmCourse.Trainer.Execution;
using LlmCourse.Trainer.Hosting;
using LlmCourse.Trainer.Hub;
using LlmCourse.Trainer.Labs;
using LlmCourse.Trainer.Labs.Pipelines;
using LlmCourse.Trainer.Sessions;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Quartz;

namespace LlmCourse.Trainer;

/// <summary>Puts a trainer into a host.</summary>
public static class TrainerServiceCollectionExtensions
{
    // Several learners share the web tier's one connection; calls on it must not wait for each other.
    private const int ParallelCalls = 32;

    // One message to the hub: the longest game of the guessing lab, 256 bets of 8 stakes, is some 60 kB.
    private const int MaxMessageBytes = 128 * 1024;

    // A run uses every core; two at once would each take more than twice as long.
    private const int OneRunAtATime = 1;

    /// <summary>
    /// Adds what executes a run, <see cref="RunExecutor"/>, without store, queue or hub: all that a command line needs.
    /// </summary>
    public static IServiceCollection AddRunExecution(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<TrainerOptions>().Bind(configuration.GetSection(TrainerOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddLogging();
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<TrainerTelemetry>();
        services.TryAddSingleton(_ => new ShardShelf(root: null));
        services.TryAddSingleton<IShardInspector>(provider => provider.GetRequiredService<ShardShelf>());
        services.TryAddSingleton<ITrainingSessionFactory>(provider => new PretrainingSessions(provider.GetService<IUploadStore>(), provider.GetRequiredService<ShardShelf>()));
        services.TryAddSingleton(provider => new RunExecutor(
            provider.GetRequiredService<ITrainingSessionFactory>(),
            provider.GetRequiredService<IOptions<TrainerOptions>>(),
            provider.GetRequiredService<TrainerTelemetry>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<RunExecutor>>()));
        return services;
    }

    /// <summary>
    /// Adds a trainer: the queue (<see cref="IRunQueue"/>), which takes one run at a time, and the hub that
    /// <see cref="TrainerHubEndpoint.MapTrainerHub"/> serves. Needs <see cref="RunsServiceCollectionExtensions.AddRunStores"/>.
    /// </summary>
    public static IServiceCollection AddTrainer(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(provider => new ShardShelf(Storage(provider).CorpusFolder));
        services.AddRunExecution(configuration);
        services.AddTrainerSecret(configuration);
        services.TryAddSingleton<TrainerIdentity>();
        services.TryAddSingleton<ActiveRuns>();
        services.TryAddSingleton<RunWorker>();
        services.TryAddSingleton<RunCommands>();
        services.TryAddSingleton<IRunQueue, QuartzRunQueue>();
        services.TryAddSingleton(provider => new EventTails(Storage(provider).TailEvents));
        services.TryAddSingleton(provider => new RunFollower(
            provider.GetRequiredService<IRunStore>(),
            TimeSpan.FromSeconds(Storage(provider).PollSeconds),
            provider.GetRequiredService<TimeProvider>()));

        services.TryAddSingleton<LabCorpus>();
        services.TryAddSingleton<LabTokenizers>();
        services.TryAddSingleton<ITokenizerLab, TokenizerLab>();
        services.TryAddSingleton<IBpeLab, BpeLab>();
        services.TryAddSingleton<CountedStories>();
        services.TryAddSingleton<IGuessLab, GuessLab>();
        services.TryAddSingleton<PipelineSources>();
        services.TryAddSingleton<PipelineRunner>();
        services.TryAddSingleton<IPipelineLab, PipelineLab>();
        services.TryAddSingleton<ILeakLab, LeakLab>();
        services.TryAddSingleton<DuelPlans>();
        services.AddSignalR()
            .AddHubOptions<TrainerHub>(options => (options.MaximumParallelInvocationsPerClient, options.MaximumReceiveMessageSize) = (ParallelCalls, MaxMessageBytes))
            .AddJsonProtocol(json => RunJson.Configure(json.PayloadSerializerOptions));
        services.AddHostedService<StartupRecovery>();
        services.AddQuartz(AddQueue);

        // Recovery ends the runs of a dead process and fills the queue before any hosted service starts, and asks the started queue afterwards.
        services.AddQuartzHostedService(options =>
        {
            options.AwaitApplicationStarted = false;
            options.WaitForJobsToComplete = true;
        });
        return services;
    }

    private static void AddQueue(IQuartzBuilder quartz)
    {
        quartz.UseDefaultThreadPool(OneRunAtATime);
        quartz.UsePersistentStore(store =>
        {
            store.ProvisionSchema();
            store.UseSqlite(source => source.DataSourceFactory = provider =>
            {
                var database = provider.GetRequiredService<SqliteDatabase>();
                database.EnsureReady();
                return SqliteFactory.Instance.CreateDataSource(database.ConnectionString);
            });
        });
    }

    private static StorageOptions Storage(IServiceProvider provider) => provider.GetRequiredService<IOptions<StorageOptions>>().Value;
}
