using System.ComponentModel.DataAnnotations;

namespace LlmCourse.Runs.Stores;

/// <summary>Where runs, artifacts and uploads are kept.</summary>
public sealed class StorageOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Storage";

    /// <summary>Environment variable that names the folder for those who do not write settings files.</summary>
    public const string EnvironmentVariable = "LLMCOURSE_DATA";

    /// <summary>The folder of everything a running course writes; a relative path starts at the content root. Back it up, or delete it to start anew.</summary>
    [Required]
    public string Folder { get; set; } = "data";

    /// <summary>How many newest events of a watched run stay in memory; whoever is further behind reads from the store.</summary>
    [Range(16, 1_000_000)]
    public int TailEvents { get; set; } = 2_048;

    /// <summary>Seconds after which a watcher looks into the store even if nothing called it, for events that another process wrote.</summary>
    [Range(0.1, 3_600)]
    public double PollSeconds { get; set; } = 2;

    /// <summary>The SQLite file, shared by the run log and the queue.</summary>
    public string DatabasePath => Path.Combine(Folder, "course.db");

    /// <summary>Artifacts, a folder a run.</summary>
    public string ArtifactFolder => Path.Combine(Folder, "artifacts");

    /// <summary>Keys that sign cookies.</summary>
    public string KeyFolder => Path.Combine(Folder, "keys");

    /// <summary>Token shards that runs may name, a folder a corpus.</summary>
    public string CorpusFolder => Path.Combine(Folder, "corpora");

    /// <summary>Uploaded texts.</summary>
    public string UploadFolder => Path.Combine(Folder, "uploads");
}
