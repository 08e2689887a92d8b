using System.Globalization;
using LlmCourse.Runs.Events;
using LlmCourse.Runs.Specs;
using LlmCourse.Trainer.Execution;

namespace LlmCourse.Cli.Training;

/// <summary>Writes a run's events for people: a line a measurement, samples as text, single steps left out.</summary>
internal sealed class ProgressEventSink(TextWriter output, RunSpec spec) : IRunEventSink
{
    private double secondsOfLastStep;

    /// <inheritdoc/>
    public void Emit(RunEvent happened)
    {
        if (happened.Body is StepTaken)
            secondsOfLastStep = happened.Clock.TrainingSeconds;
        if (Describe(happened) is { } line)
            output.WriteLine(line);
        output.Flush();
    }

    private string? Describe(RunEvent happened) => happened.Body switch
    {
        StateChanged state => string.Join(' ', new[] { $"{state.State}.", state.Message, state.Help }.Where(part => part is not null)),
        RunDescribed built => Describe(built),
        Evaluated measured => Describe(happened, measured),
        Sampled sample => $"  {sample.Prompt}{sample.Text}".ReplaceLineEndings("\n  "),
        KnobChanged knob => Invariant($"{knob.Knob}: {knob.From:0.######} to {knob.To:0.######}"),
        Noted note => note.Text,
        _ => null,
    };

    private static string Describe(RunDescribed built)
    {
        var line = Invariant($"{built.Parameters:N0} parameters, {built.VocabularySize:N0} tokens in the vocabulary, {built.TrainingTokens:N0} to learn from. Nats a token: {built.UniformLoss:0.000} guessing blindly, {built.UnigramEntropy:0.000} knowing how common each token is");
        return built.SourceEntropyPerToken is { } floor ? Invariant($"{line}, {floor:0.000} for the true source.") : line + ".";
    }

    private string Describe(RunEvent happened, Evaluated measured)
    {
        var left = happened.Step == 0 ? 0 : secondsOfLastStep / happened.Step * (spec.Training.Steps - happened.Step);
        return Invariant($"step {happened.Step}/{spec.Training.Steps}  training {measured.TrainingLoss:0.000}  validation {measured.ValidationLoss:0.000}  {happened.Clock.TokensPerSecond:N0} tokens/s  {TimeSpan.FromSeconds(left):m\\:ss} left");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
