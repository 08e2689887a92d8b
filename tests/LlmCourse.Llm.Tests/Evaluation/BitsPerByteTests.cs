using System.Text;
using LlmCourse.Llm.Corpora;
using LlmCourse.Llm.Evaluation;
using LlmCourse.Llm.Models;
using LlmCourse.Llm.Tests.Training;
using LlmCourse.Llm.Tokenization;
using LlmCourse.Llm.Training;
using static TorchSharp.torch;

namespace LlmCourse.Llm.Tests.Evaluation;

public sealed class BitsPerByteTests
{
    [Fact]
    public void Of_IsOneBit_WhenEachByteIsACoinToss() => BitsPerByte.Of(Math.Log(2), tokens: 80, bytes: 80).ShouldBe(1, 1e-12);

    [Fact]
    public void Of_IsTheSame_WhenFewerTokensCarryTheSameSurprise() =>
        BitsPerByte.Of(lossPerToken: 3.0, tokens: 100, bytes: 400).ShouldBe(BitsPerByte.Of(lossPerToken: 0.75, tokens: 400, bytes: 400), 1e-12);

    [Fact]
    public void Evaluate_ChargesEveryTokenOfTheMeasuredTextToItsBytes_WhenAModelGuessesBlindly()
    {
        Document[] held = [new("größer 🙂", null), new("ab", null), new("never measured", null)];
        var corpus = new Corpus("umlauts", [.. Enumerable.Repeat(new Document("größer als ab 🙂 never measured", null), 8)], held, HasDocuments: true);
        var tokenizer = BpeTokenizer.Train([corpus.Training[0].Text, corpus.Training[1].Text], 270);
        var config = SmallCorpus.Config with { VocabularySize = tokenizer.VocabularySize, BlockSize = 64 };
        using var training = new Pretraining(corpus, tokenizer, config, SmallCorpus.Options with { BatchSize = 2, EvaluationBatches = 1 });
        Silence(training.Model);

        var result = training.Evaluate();

        var tokens = held.Take(2).Sum(document => tokenizer.Encode(document.Text).Length + 1);
        var bytes = held.Take(2).Sum(document => Encoding.UTF8.GetByteCount(document.Text));
        result.ValidationLoss.ShouldBe(Math.Log(tokenizer.VocabularySize), 1e-5);
        result.ValidationBitsPerByte.ShouldNotBeNull().ShouldBe(tokens * Math.Log2(tokenizer.VocabularySize) / bytes, 1e-5);
    }

    [Fact]
    public void Evaluate_MeasuresTheSameFloor_WhateverTheTokenizer()
    {
        using var letters = SmallCorpus.Train();
        var pieces = BpeTokenizer.Train(SmallCorpus.Documents.Training.Select(document => document.Text), 280);
        using var merged = new Pretraining(SmallCorpus.Documents, pieces, SmallCorpus.Config with { VocabularySize = pieces.VocabularySize }, SmallCorpus.Options);

        var floor = letters.Statistics.SourceBitsPerByte.ShouldNotBeNull();
        merged.Statistics.SourceBitsPerByte.ShouldNotBeNull().ShouldBe(floor, 1e-12);
        floor.ShouldBe(3.0 / "the cat sat".Length, 1e-12); // one of eight sayings of eleven letters
        merged.Statistics.SourceEntropyPerToken.ShouldNotBeNull().ShouldBeGreaterThan(letters.Statistics.SourceEntropyPerToken!.Value);
    }

    [Fact]
    public void Evaluate_GivesNoBits_WhenTheVocabularyLacksSomethingOfTheText()
    {
        var corpus = new Corpus("gap", SmallCorpus.Documents.Training, [new("the zebra", null)], HasDocuments: true);
        using var training = SmallCorpus.Train(corpus: corpus);
        training.Evaluate().ValidationBitsPerByte.ShouldBeNull();
    }

    [Fact]
    public void Evaluate_ChargesTheBytesOfTheVeryTokensThatItGuesses_OverWindows()
    {
        const string text = "größer 🙂 größer 🙂 größer";
        var corpus = new Corpus("umlauts", [new Document(string.Concat(Enumerable.Repeat(text, 20)), null)], [new Document(text, null)], HasDocuments: false);
        var tokenizer = BpeTokenizer.Train(["größer", "größer"], 260); // a smile falls into four tokens of a byte
        var config = SmallCorpus.Config with { VocabularySize = tokenizer.VocabularySize, BlockSize = 9 };
        using var training = new Pretraining(corpus, tokenizer, config, SmallCorpus.Options with { Layout = BatchLayout.Windows, EvaluationBatches = 1, BatchSize = 1 });
        Silence(training.Model);

        var bytes = tokenizer.DecodeBytes(tokenizer.Encode(text).AsSpan(1, config.BlockSize)).Length; // the first token is given
        training.Statistics.MeasuredTokens.ShouldBe(config.BlockSize);
        training.Evaluate().ValidationBitsPerByte.ShouldNotBeNull().ShouldBe(config.BlockSize * Math.Log2(tokenizer.VocabularySize) / bytes, 1e-5);
    }

    [Fact]
    public void Evaluate_GivesNoBits_WhenAWindowHoldsSomethingUnknown()
    {
        var corpus = SmallCorpus.Running with { Validation = [new Document("the cat sat, the zebra ran", null)] };
        using var training = SmallCorpus.Train(SmallCorpus.Options with { Layout = BatchLayout.Windows, EvaluationBatches = 1, BatchSize = 2 }, corpus: corpus);
        training.Evaluate().ValidationBitsPerByte.ShouldBeNull();
    }

    /// <summary>With a final norm of zero every score is zero, so every token is equally likely.</summary>
    private static void Silence(Gpt model)
    {
        using var withoutGradient = no_grad();
        foreach (var (name, parameter) in model.named_parameters())
        {
            if (name.StartsWith("norm", StringComparison.Ordinal))
                parameter.zero_();
        }
    }
}
