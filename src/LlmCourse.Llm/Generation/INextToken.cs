using static TorchSharp.torch;

namespace LlmCourse.Llm.Generation;

/// <summary>A way of asking a model what comes next. Both ways give the same scores; they differ in work.</summary>
internal interface INextToken : IDisposable
{
    /// <summary>Scores of the token that follows a text.</summary>
    /// <param name="ids">The whole text so far; each call sees the text of the call before with more at its end.</param>
    /// <returns>Logits <c>[vocabulary]</c>.</returns>
    Tensor Scores(IReadOnlyList<int> ids);
}
