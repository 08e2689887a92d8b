using System.Text;
using LlmCourse.Llm.Corpora;
using LlmCourse.Llm.Tokenization;
using LlmCourse.Llm.Training;

namespace LlmCourse.Llm.Data;

/// <summary>A document as token ids.</summary>
/// <param name="Ids">Token ids without end marks.</param>
/// <param name="Characters">Unicode characters of its text.</param>
/// <param name="Bytes">UTF-8 bytes of its text.</param>
/// <param name="LogProbability">See <see cref="Document.LogProbability"/>.</param>
internal sealed record TokenizedDocument(int[] Ids, int Characters, int Bytes, double? LogProbability);

/// <summary>A corpus as token ids.</summary>
internal sealed class TokenizedCorpus
{
    /// <summary>Tokenises both splits.</summary>
    /// <exception cref="TrainingException">A split is empty.</exception>
    public TokenizedCorpus(Corpus corpus, ITokenizer tokenizer)
    {
        VocabularySize = tokenizer.VocabularySize;
        EndOfText = tokenizer.EndOfText;
        Unknown = tokenizer.Unknown;
        HasDocuments = corpus.HasDocuments;
        Training = Tokenize(corpus.Training, tokenizer);
        Validation = Tokenize(corpus.Validation, tokenizer);

        if (Training.Sum(document => (long)document.Ids.Length) == 0)
            throw new TrainingException($"The corpus {corpus.Name} holds no text to learn from.", "Choose a corpus with text in it.");
        if (Validation.Sum(document => (long)document.Ids.Length) == 0)
            throw new TrainingException($"The corpus {corpus.Name} holds no text for validation.", "Hold out a larger part of it, or choose a longer text.");
    }

    /// <summary>Tokens of the tokenizer.</summary>
    public int VocabularySize { get; }

    /// <summary>Id of the end mark.</summary>
    public int EndOfText { get; }

    /// <summary>See <see cref="ITokenizer.Unknown"/>.</summary>
    public int? Unknown { get; }

    /// <summary>See <see cref="Corpus.HasDocuments"/>.</summary>
    public bool HasDocuments { get; }

    /// <summary>Documents to learn from.</summary>
    public IReadOnlyList<TokenizedDocument> Training { get; }

    /// <summary>Documents held out.</summary>
    public IReadOnlyList<TokenizedDocument> Validation { get; }

    /// <summary>One running text: documents follow one another with an end mark before, between and after them.</summary>
    public int[] Join(IReadOnlyList<TokenizedDocument> documents)
    {
        if (!HasDocuments)
            return [.. documents.SelectMany(document => document.Ids)];
        return [EndOfText, .. documents.SelectMany(document => document.Ids.Append(EndOfText))];
    }

    private static TokenizedDocument[] Tokenize(IReadOnlyList<Document> documents, ITokenizer tokenizer) =>
        [.. documents.AsParallel().AsOrdered().Select(document => new TokenizedDocument(
            tokenizer.Encode(document.Text),
            document.Text.EnumerateRunes().Count(),
            Encoding.UTF8.GetByteCount(document.Text),
            document.LogProbability))];
}
