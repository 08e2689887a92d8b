using LlmCourse.Llm.Evaluation;
using LlmCourse.Llm.Models;
using LlmCourse.Llm.Tokenization;
using static TorchSharp.torch;

namespace LlmCourse.Llm.Generation;

/// <summary>Text that a model wrote.</summary>
/// <param name="Prompt">What it was given.</param>
/// <param name="Text">What it wrote after the prompt.</param>
/// <param name="Ids">The tokens it wrote, without the end mark.</param>
/// <param name="Ended">Whether it ended the text itself, before it ran out of tokens.</param>
public sealed record GeneratedText(string Prompt, string Text, IReadOnlyList<int> Ids, bool Ended);

/// <summary>Lets a model write, one token after the other.</summary>
public static class TextGenerator
{
    /// <summary>Continues a prompt until the model ends the text or the tokens run out.</summary>
    /// <param name="model">The model; it keeps its training mode and its weights.</param>
    /// <param name="tokenizer">The tokenizer it learned with.</param>
    /// <param name="prompt">Text to continue; empty begins a new one.</param>
    /// <param name="maxTokens">Most tokens to write.</param>
    /// <param name="options">How to pick tokens.</param>
    /// <param name="seed">Seeds the picks: the same seed gives the same text.</param>
    /// <param name="startDocument">
    /// Whether the prompt begins a document, as in training on documents; false for a model that learned from windows of
    /// one running text and never saw a beginning: an empty prompt then stands for a line break.
    /// </param>
    /// <param name="cancellationToken">Stops between two tokens.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static GeneratedText Generate(
        Gpt model,
        ITokenizer tokenizer,
        string prompt,
        int maxTokens,
        SamplingOptions options,
        int seed,
        bool startDocument = true,
        CancellationToken cancellationToken = default)
    {
        using var nextToken = new CachedNextToken(model);
        return Write(nextToken, model, tokenizer, prompt, maxTokens, options, seed, startDocument, cancellationToken);
    }

    #region generate
    internal static GeneratedText Write(
        INextToken nextToken,
        Gpt model,
        ITokenizer tokenizer,
        string prompt,
        int maxTokens,
        SamplingOptions options,
        int seed,
        bool startDocument,
        CancellationToken cancellationToken)
    {
        options.Validate();
        ArgumentOutOfRangeException.ThrowIfNegative(maxTokens);
        using var withoutGradient = no_grad();
        using var withoutDropout = EvaluationMode.Of(model);
        using var generator = new Generator((ulong)seed);

        List<int> ids = [.. Begin(tokenizer, prompt, startDocument)];
        var written = new List<int>(maxTokens);
        while (written.Count < maxTokens)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();

            var id = Sampler.Pick(nextToken.Scores(ids), options, generator);
            if (id == tokenizer.EndOfText)
                return Finish(ended: true);

            ids.Add(id);
            written.Add(id);
        }

        return Finish(ended: false);

        GeneratedText Finish(bool ended) => new(prompt, tokenizer.Decode([.. written]), written, ended);
    }
    #endregion

    private static int[] Begin(ITokenizer tokenizer, string prompt, bool startDocument)
    {
        var ids = tokenizer.Encode(prompt);
        if (startDocument)
            return [tokenizer.EndOfText, .. ids];
        if (ids.Length > 0)
            return ids;

        var lineBreak = tokenizer.Encode("\n");
        return lineBreak.Length > 0 ? lineBreak : [tokenizer.EndOfText];
    }
}
