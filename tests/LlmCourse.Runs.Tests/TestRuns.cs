using LlmCourse.Runs.Hub;
using LlmCourse.Runs.Specs;
using LlmCourse.Runs.Stores;
using LlmCourse.Runs.Stores.Files;
using LlmCourse.Runs.Tests.Stores;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NSubstitute;

namespace LlmCourse.Runs.Tests;

/// <summary>The service that pages use, over real stores in a folder of its own; nothing takes runs from its queue.</summary>
internal sealed class TestRuns : IDisposable
{
    private readonly TestStore store = new();
    private readonly TestFolder folder = new();
    private readonly FolderUploadStore uploads;

    public TestRuns(ITrainerClient? trainer = null)
    {
        var limits = Options.Create(new RunLimits());
        uploads = new FolderUploadStore(folder.Path, limits.Value);
        Service = new RunService(
            store.Store, uploads, Substitute.For<IRunQueue>(), trainer ?? Substitute.For<ITrainerClient>(), new RunSpecValidator(limits.Value), limits,
            Options.Create(new StorageOptions()), TimeProvider.System, NullLogger<RunService>.Instance);
    }

    public RunService Service { get; }

    public IUploadStore Uploads => uploads;

    public TestStore Store => store;

    public void Dispose()
    {
        uploads.Dispose();
        store.Dispose();
        folder.Dispose();
    }
}
