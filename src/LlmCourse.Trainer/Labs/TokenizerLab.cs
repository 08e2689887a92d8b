using LlmCourse.Llm.Tokenization;
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
