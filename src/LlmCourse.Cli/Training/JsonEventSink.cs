using System.Text.Json;
using LlmCourse.Runs;
using LlmCourse.Runs.Events;
using LlmCourse.Trainer.Execution;

namespace LlmCourse.Cli.Training;

/// <summary>Writes each event as a line of JSON, in the shape of the run log.</summary>
internal sealed class JsonEventSink(TextWriter output) : IRunEventSink
{
    /// <inheritdoc/>
    public void Emit(RunEvent happened)
    {
        output.WriteLine(JsonSerializer.Serialize(happened, RunJson.Options));
        output.Flush(); // whoever reads the pipe follows the run live
    }
}
