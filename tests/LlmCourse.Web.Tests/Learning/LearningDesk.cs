using LlmCourse.Runs.Stores.Sqlite;
using LlmCourse.Web.Learning;
using LlmCourse.Web.Learning.Classroom;
using LlmCourse.Web.Learning.Predictions;
using LlmCourse.Web.Learning.Quizzes;
using Microsoft.Extensions.Options;

namespace LlmCourse.Web.Tests.Learning;

/// <summary>The learning tables in a folder of their own, with a clock that the test moves.</summary>
internal sealed class LearningDesk : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("llmcourse-learning-").FullName;

    public LearningDesk(LearningOptions? options = null)
    {
        Options = Microsoft.Extensions.Options.Options.Create(options ?? new LearningOptions());
        Database = new SqliteDatabase(Path.Combine(folder, "course.db"), Time, LearningSchema.Part);
        Progress = new ProgressStore(Database, Options, Time);
        Attempts = new AttemptStore(Database, Options, Time);
        Drafts = new DraftStore(Database, Options, Time);
        Predictions = new PredictionStore(Database, Options, Time);
        Class = new ClassStore(Database, Options);
        Data = new LearningData(Database);
    }

    public HandClock Time { get; } = new();

    public IOptions<LearningOptions> Options { get; }

    public SqliteDatabase Database { get; }

    public ProgressStore Progress { get; }

    public AttemptStore Attempts { get; }

    public DraftStore Drafts { get; }

    public PredictionStore Predictions { get; }

    public ClassStore Class { get; }

    public LearningData Data { get; }

    public void Dispose()
    {
        Database.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>A clock that stands still until it is moved.</summary>
internal sealed class HandClock : TimeProvider
{
    private DateTimeOffset now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => now;

    public void Move(TimeSpan by) => now += by;
}
