using System.ComponentModel.DataAnnotations;

namespace LlmCourse.Runs.Hub.Client;

/// <summary>How the web tier reaches a trainer. Settings live under <c>Trainer:Connection</c>.</summary>
public sealed class TrainerConnectionOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Trainer:Connection";

    /// <summary>Root address of the trainer, e.g. <c>http://trainer:8080</c>; null when it lives in this process.</summary>
    public Uri? Address { get; set; }

    /// <summary>Longest wait in seconds between two attempts to reach the trainer. Attempts start close together and spread out.</summary>
    [Range(0.01, 300)]
    public double MaxRetrySeconds { get; set; } = 2;

    /// <summary>Seconds after which a question to an unreachable trainer is answered with that fact.</summary>
    [Range(0.01, 300)]
    public double CallTimeoutSeconds { get; set; } = 10;

    /// <summary>
    /// Seconds that a trainer which was reached may take for an answer. A lab's first question waits for what the lab learns
    /// from, and beside a run that takes many times longer than on a free machine.
    /// </summary>
    [Range(0.01, 3600)]
    public double AnswerTimeoutSeconds { get; set; } = 60;
}
