using static TorchSharp.torch;

namespace LlmCourse.Llm.Evaluation;

/// <summary>Switches dropout off for a while, and leaves the model as it was.</summary>
internal sealed class EvaluationMode : IDisposable
{
    private readonly nn.Module model;
    private readonly bool wasTraining;

    private EvaluationMode(nn.Module model)
    {
        this.model = model;
        wasTraining = model.training;
        if (wasTraining)
            model.eval();
    }

    /// <summary>Evaluation mode until the result is disposed.</summary>
    public static EvaluationMode Of(nn.Module model) => new(model);

    public void Dispose()
    {
        if (wasTraining)
            model.train();
    }
}
