using LlmCourse.Runs.Hub;
using LlmCourse.Runs.Hub.Client;
using LlmCourse.Runs.Specs;
using LlmCourse.Runs.Stores;
using LlmCourse.Runs.Stores.Files;
using LlmCourse.Runs.Stores.Sqlite;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LlmCourse.Runs;

/// <summary>Puts runs into a host.</summary>
public static class RunsServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="IRunStore"/>, <see cref="IArtifactStore"/>, <see cref="IUploadStore"/>, <see cref="RunLimits"/> and
    /// <see cref="RunSpecValidator"/>. The data folder is <c>LLMCOURSE_DATA</c>, else <c>Storage:Folder</c>, else <c>data</c> in the content root.
    /// </summary>
    public static IServiceCollection AddRunStores(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<RunLimits>().Bind(configuration.GetSection(RunLimits.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<StorageOptions>().Bind(configuration.GetSection(StorageOptions.Section))
            .Configure<IServiceProvider>((options, provider) => ResolveFolder(options, configuration, provider))
            .ValidateDataAnnotations()
            .ValidateOnStart();

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new RunSpecValidator(provider.GetRequiredService<IOptions<RunLimits>>().Value));
        services.TryAddSingleton(provider => new SqliteDatabase(Storage(provider).DatabasePath, provider.GetRequiredService<TimeProvider>(), provider.GetServices<SchemaPart>()));
        services.TryAddSingleton<IRunStore, SqliteRunStore>();
        services.TryAddSingleton<IArtifactStore>(provider => new FolderArtifactStore(Storage(provider).ArtifactFolder));
        services.TryAddSingleton<IUploadStore>(provider => new FolderUploadStore(Storage(provider).UploadFolder, provider.GetRequiredService<IOptions<RunLimits>>().Value));
        return services;
    }

    /// <summary>
    /// Adds <see cref="ITrainerClient"/>, a <c>HubConnection</c> to the trainer named by <c>Trainer:Connection:Address</c>, else to
    /// the hub of this very process, and <see cref="IRunService"/> on top of it. Needs <see cref="AddRunStores"/> and an <see cref="IRunQueue"/>.
    /// </summary>
    public static IServiceCollection AddTrainerConnection(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddTrainerSecret(configuration);
        services.AddOptions<TrainerConnectionOptions>().Bind(configuration.GetSection(TrainerConnectionOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<TrainerConnectionOptions>>();
            return new TrainerConnection(
                () => options.Value.Address is { } root ? TrainerAddress.Of(root) : TrainerAddress.OfThisProcess(provider.GetRequiredService<IServer>()),
                provider.GetRequiredService<TrainerSecret>(),
                options,
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILoggerFactory>());
        });
        services.TryAddSingleton<ITrainerClient>(provider => provider.GetRequiredService<TrainerConnection>());
        services.TryAddSingleton<IRunService, RunService>();
        services.AddHostedService<TrainerConnectionStarter>();
        return services;
    }

    /// <summary>Adds the <see cref="TrainerSecret"/> that hub and connection share: <c>Trainer:Secret</c>, else a random one of this process.</summary>
    public static IServiceCollection AddTrainerSecret(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.TryAddSingleton(_ => new TrainerSecret(configuration[TrainerSecret.ConfigurationKey]));
        return services;
    }

    private static StorageOptions Storage(IServiceProvider provider) => provider.GetRequiredService<IOptions<StorageOptions>>().Value;

    private static void ResolveFolder(StorageOptions options, IConfiguration configuration, IServiceProvider provider)
    {
        if (configuration[StorageOptions.EnvironmentVariable] is { Length: > 0 } folder)
        {
            options.Folder = folder;
        }

        var root = provider.GetService<IHostEnvironment>()?.ContentRootPath ?? Directory.GetCurrentDirectory();
        options.Folder = Path.GetFullPath(options.Folder, root);
    }
}
