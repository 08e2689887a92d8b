using LlmCourse.Llm.Models;
using static TorchSharp.torch;

namespace LlmCourse.Llm.Generation;

/// <summary>Reads each token once and remembers its keys and values.</summary>
internal sealed class CachedNextToken(Gpt model) : INextToken
{
    private readonly KeyValueCache cache = new(model.Config);
    private int start;

    #region generate-cached
    /// <inheritdoc/>
    public Tensor Scores(IReadOnlyList<int> ids)
    {
        var from = ContextWindow.Start(ids.Count, model.Config.BlockSize);
        if (from != start)
        {
            // The window moved, so every token has another position and its keys are stale.
            cache.Clear();
            start = from;
        }

        long[] unread = [.. ids.Skip(start + cache.Length)];
        var logits = model.Continue(tensor(unread, [1, unread.Length]), cache);
        return logits[0, 0];
    }
    #endregion

    public void Dispose() => cache.Dispose();
}
