using System.Text;
using LlmCourse.Llm.Corpora.Languages;
using LlmCourse.Llm.Tokenization;
using LlmCourse.Llm.Tokenization.Tracing;
using LlmCourse.Runs.Hub.Labs;

namespace LlmCourse.Trainer.Labs;

/// <summary>Cuts texts with the lab's tokenizers; one that is still getting ready is named instead of waited for.</summary>
internal sealed class TokenizerLab(LabTokenizers tokenizers) : ITokenizerLab
{
    public TokenizeReply Tokenize(TokenizeRequest request) => request.Text switch
    {
        null => new TokenizeReply([], "There is no text to cut."),
        { Length: > TokenizeRequest.MaxTextLength } text => new TokenizeReply(
            [],
            $"The text has {text.Length} characters; the lab cuts at most {TokenizeRequest.MaxTextLength}, because the page draws every piece. Shorten it."),
        var text => new TokenizeReply([.. tokenizers.Of(request.Tokenizers).Select(tokenizer => Cut(tokenizer, text))]),
    };

    public async Task<TraceReply> TraceAsync(TraceRequest request, CancellationToken cancellationToken)
    {
        if (tokenizers.Find(request.Tokenizer) is not { } entry)
            return TraceReply.Failed($"There is no tokenizer '{request.Tokenizer}'.");
        if (request.Text is not { Length: <= TokenizeRequest.MaxTextLength } text || request.Position < 0 || request.Position >= text.Length)
            return TraceReply.Failed("There is no piece at that place of the text. Choose another one.");

        try
        {
            var (tokenizer, _) = await entry.Ready.WaitAsync(cancellationToken);
            return MergeTracer.CanTrace(tokenizer)
                ? LabTraces.Reply(MergeTracer.Of(tokenizer).TraceAt(text, request.Position))
                : TraceReply.Failed($"{entry.Title} are looked up, not merged, so there are no steps to watch. Choose a piece in another row.");
        }
        catch (Exception reason) when (reason is TokenizerFileException or ArgumentException)
        {
            return TraceReply.Failed(reason.Message);
        }
    }

    public async Task<LanguageCostReply> CostsAsync(LanguageCostRequest request, CancellationToken cancellationToken)
    {
        var sentences = ParallelSentence.All.Select(sentence => new LanguageSentence(
            sentence.Code,
            sentence.Name,
            sentence.OwnName,
            sentence.Text,
            sentence.Text.EnumerateRunes().Count(),
            Encoding.UTF8.GetByteCount(sentence.Text)));
        var columns = await Task.WhenAll(tokenizers.Of(request.Tokenizers).Select(entry => CostsAsync(entry, cancellationToken)));
        return new LanguageCostReply([.. sentences], columns);
    }

    private static async Task<TokenizerCosts> CostsAsync(LabTokenizer entry, CancellationToken cancellationToken)
    {
        try
        {
            var (tokenizer, _) = await entry.Ready.WaitAsync(cancellationToken);
            var costs = LanguageCost.Measure(tokenizer, ParallelSentence.All);
            return new TokenizerCosts(entry.Name, entry.Title, [.. costs.Select(cost => new SentenceCost(cost.Tokens, cost.Unknown, cost.Ratio))]);
        }
        catch (TokenizerFileException reason)
        {
            return new TokenizerCosts(entry.Name, entry.Title, [], reason.Message);
        }
    }

    private static TokenizerCut Cut(LabTokenizer entry, string text)
    {
        var nothing = new TokenizerCut(entry.Name, entry.Title, 0, [], 0, 0);
        var ready = entry.Ready;
        if (!ready.IsCompleted)
            return nothing with { Preparing = true };
        if (ready.Exception?.InnerException is { } reason)
            return nothing with { Problem = Explain(reason) };

        var (tokenizer, cost) = ready.Result;
        var pieces = LabPieces.Cut(tokenizer, text);
        return nothing with
        {
            VocabularySize = tokenizer.VocabularySize,
            Pieces = pieces,
            CharactersPerToken = LabPieces.CharactersPerToken(text, pieces),
            UnknownCount = pieces.Count(piece => piece.Unknown),
            Cost = cost,
        };
    }

    private static string Explain(Exception reason) => reason is TokenizerFileException
        ? reason.Message
        : $"This tokenizer could not be made ready: {reason.Message}";
}
