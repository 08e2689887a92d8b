using LlmCourse.Llm.Models;
using static TorchSharp.torch;

namespace LlmCourse.Llm.Generation;

/// <summary>Reads the whole context again for every token: simple, and slower with every token written.</summary>
internal sealed class PlainNextToken(Gpt model) : INextToken
{
    #region generate-plain
    /// <inheritdoc/>
    public Tensor Scores(IReadOnlyList<int> ids)
    {
        var start = ContextWindow.Start(ids.Count, model.Config.BlockSize);
        long[] context = [.. ids.Skip(start)];
        var logits = model.call(tensor(context, [1, context.Length]));
        return logits[0, -1];
    }
    #endregion

    public void Dispose()
    {
    }
}
