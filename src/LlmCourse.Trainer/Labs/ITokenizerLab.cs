using LlmCourse.Runs.Hub.Labs;

namespace LlmCourse.Trainer.Labs;

/// <summary>Cuts texts with tokenizers that were trained once.</summary>
internal interface ITokenizerLab
{
    /// <summary>Cuts a text with every tokenizer; what is wrong with the text is said in the reply.</summary>
    TokenizeReply Tokenize(TokenizeRequest request);

    /// <summary>Shows how one word of a text was merged; what is wrong with the request is said in the reply.</summary>
    Task<TraceReply> TraceAsync(TraceRequest request, CancellationToken cancellationToken);

    /// <summary>Measures one sentence in many languages.</summary>
    Task<LanguageCostReply> CostsAsync(LanguageCostRequest request, CancellationToken cancellationToken);
}

/// <summary>Trains a byte-level BPE while somebody watches.</summary>
internal interface IBpeLab
{
    /// <summary>Streams merges until the vocabulary is reached; what goes wrong is said in the last report.</summary>
    IAsyncEnumerable<BpeTrainingProgress> TrainAsync(BpeTrainingRequest request, CancellationToken cancellationToken);
}

/// <summary>Lets a learner bet on the next letter of held-out stories, against models that have counted others.</summary>
internal interface IGuessLab
{
    /// <summary>What a game needs before its first guess; what went wrong is said in the reply.</summary>
    Task<GuessDesk> OpenAsync(GuessDeskRequest request, CancellationToken cancellationToken);

    /// <summary>Plays all bets of a game and uncovers their letters, no more; what is wrong with a bet is said in the reply.</summary>
    Task<GuessReply> PlayAsync(GuessRequest request, CancellationToken cancellationToken);
}
