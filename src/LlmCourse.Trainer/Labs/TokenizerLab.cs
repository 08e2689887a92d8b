using LlmCourse.Llm.Tokenization;
using LlmCourse.Runs.Hub.Labs;
using LlmCourse.Trainer.Execution;
using Microsoft.Extensions.Options;

namespace LlmCourse.Trainer.Labs;

/// <summary>Cuts texts with three tokenizers that learnt the story corpus at the first call.</summary>
internal sealed class TokenizerLab(LabCorpus corpus, IOptions<TrainerOptions> options) : ITokenizerLab
{
    private readonly Lazy<IReadOnlyList<(string Title, ITokenizer Tokenizer)>> tokenizers = new(() =>
    [
        ("Characters", CharacterTokenizer.Train(corpus.Stories)),
        ("Words", WordTokenizer.Train(corpus.Stories, options.Value.TokenizerLabVocabulary)),
        ("Byte pairs (BPE)", BpeTokenizer.Train(corpus.Stories, options.Value.TokenizerLabVocabulary)),
    ]);

    public TokenizeReply Tokenize(TokenizeRequest request) => request.Text switch
    {
        null => new TokenizeReply([], "There is no text to cut."),
        { Length: > TokenizeRequest.MaxTextLength } text => new TokenizeReply(
            [],
            $"The text has {text.Length} characters; the lab cuts at most {TokenizeRequest.MaxTextLength}, because the page draws every piece. Shorten it."),
        var text => new TokenizeReply([.. tokenizers.Value.Select(entry => Cut(entry.Title, entry.Tokenizer, text))]),
    };

    private static TokenizerCut Cut(string title, ITokenizer tokenizer, string text)
    {
        var pieces = LabPieces.Cut(tokenizer, text);
        return new TokenizerCut(tokenizer.Kind, title, tokenizer.VocabularySize, pieces, LabPieces.CharactersPerToken(text, pieces), pieces.Count(piece => piece.Unknown));
    }
}
