using LlmCourse.Llm.Data;
using LlmCourse.Llm.Models;
using LlmCourse.Llm.Training;
using static TorchSharp.torch;

namespace LlmCourse.Llm.Tests.Models;

public sealed class GptTests
{
    [Fact]
    public void Forward_GuessesUniformly_BeforeAnyTraining()
    {
        using var scope = NewDisposeScope();
        var config = SmallGpt.Config with { VocabularySize = 300, Width = 64, BlockSize = 32 };
        var model = new Gpt(config, seed: 1);
        var batch = new Batch(SmallGpt.Ids(16, 32), SmallGpt.Ids(16, 32, seed: 6), 16 * 32);

        var loss = LanguageModelLoss.Of(model, batch).item<float>();

        ((double)loss).ShouldBe(Math.Log(300), 0.05);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Forward_KeepsEarlierLogits_WhenALaterTokenChanges(bool tied)
    {
        using var scope = NewDisposeScope();
        var model = SmallGpt.Bold(SmallGpt.Config with { TieWeights = tied });
        var numbers = SmallGpt.Numbers(8, seed: 9);
        var before = model.call(tensor(numbers, [1, 8]));

        numbers[5] = (numbers[5] + 1) % SmallGpt.Config.VocabularySize;
        var after = model.call(tensor(numbers, [1, 8]));

        SmallGpt.Floats(after.narrow(1, 0, 5)).ShouldBe(SmallGpt.Floats(before.narrow(1, 0, 5)));
        SmallGpt.Floats(after.narrow(1, 5, 3)).ShouldNotBe(SmallGpt.Floats(before.narrow(1, 5, 3)));
    }

    [Fact]
    public void Forward_TreatsRowsAlone_WhenABatchHoldsSeveral()
    {
        using var scope = NewDisposeScope();
        var model = SmallGpt.Bold(SmallGpt.Config);
        var numbers = SmallGpt.Numbers(16, seed: 2);

        var together = model.call(tensor(numbers, [2, 8]));
        var alone = model.call(tensor(numbers[8..], [1, 8]));

        SmallGpt.Floats(together[1]).ShouldBeClose(SmallGpt.Floats(alone[0]), 1e-5);
    }

    [Fact]
    public void Forward_Throws_WhenTheContextExceedsTheBlock()
    {
        using var scope = NewDisposeScope();
        var model = new Gpt(SmallGpt.Config, seed: 1);

        var error = Should.Throw<ArgumentException>(() => model.call(SmallGpt.Ids(1, 9)));

        error.Message.ShouldContain("9 tokens");
        error.Message.ShouldContain("block of 8");
    }

    [Fact]
    public void Trace_GivesTheFusedLogits_AndWeightsThatAddUpToOne()
    {
        using var scope = NewDisposeScope();
        var model = SmallGpt.Bold(SmallGpt.Config);
        var ids = SmallGpt.Ids(3, 7);
        var attention = new List<Tensor>();

        var traced = model.Trace(ids, attention);

        SmallGpt.Floats(traced).ShouldBeClose(SmallGpt.Floats(model.call(ids)), 1e-4);
        attention.Count.ShouldBe(2);
        attention[0].shape.ShouldBe([3L, 2, 7, 7]);
        foreach (var sum in SmallGpt.Floats(attention[1].sum(-1)))
            ((double)sum).ShouldBe(1, 1e-5);
    }

    [Fact]
    public void Continue_GivesTheLogitsOfForward_HoweverTheTextIsCut()
    {
        using var scope = NewDisposeScope();
        using var withoutGradient = no_grad();
        var model = SmallGpt.Bold(SmallGpt.Config);
        var ids = SmallGpt.Ids(1, 8);
        using var cache = new KeyValueCache(SmallGpt.Config);

        foreach (var (start, length) in new[] { (0, 3), (3, 1), (4, 2), (6, 1), (7, 1) })
        {
            var newest = model.Continue(ids.narrow(1, start, length), cache);
            var whole = model.call(ids.narrow(1, 0, start + length));
            SmallGpt.Floats(newest[0, 0]).ShouldBeClose(SmallGpt.Floats(whole[0, -1]), 1e-4);
        }

        cache.Length.ShouldBe(8);
        Should.Throw<ArgumentException>(() => model.Continue(ids.narrow(1, 0, 1), cache));
    }

    [Fact]
    public void Constructor_MakesTheSameWeights_ForTheSameSeed()
    {
        using var scope = NewDisposeScope();
        var first = new Gpt(SmallGpt.Config, seed: 7).state_dict();
        var second = new Gpt(SmallGpt.Config, seed: 7).state_dict();
        var other = new Gpt(SmallGpt.Config, seed: 8).state_dict();

        second.Keys.ShouldBe(first.Keys);
        foreach (var (name, weight) in first)
            SmallGpt.Floats(second[name]).ShouldBe(SmallGpt.Floats(weight), name);
        SmallGpt.Floats(other["tokens.weight"]).ShouldNotBe(SmallGpt.Floats(first["tokens.weight"]));
    }

    [Theory]
    [InlineData(true, 65 * 32)]
    [InlineData(false, 2 * 65 * 32)]
    public void ParameterCount_CountsTiedWeightsOnce(bool tied, int vocabularyWeights)
    {
        using var scope = NewDisposeScope();
        var config = new GptConfig { VocabularySize = 65, BlockSize = 16, Layers = 3, Heads = 4, Width = 32, TieWeights = tied };

        var model = new Gpt(config, seed: 1);

        const int matrices = 12 * 32 * 32;
        const int biases = 3 * 32 + 32 + 4 * 32 + 32;
        const int norms = 4 * 32;
        model.ParameterCount.ShouldBe(vocabularyWeights + 16 * 32 + 3 * (matrices + biases + norms) + 2 * 32);
    }

    [Fact]
    public void Dropout_ChangesTrainingOnly()
    {
        using var scope = NewDisposeScope();
        var model = SmallGpt.Bold(SmallGpt.Config with { Dropout = 0.5 });
        var ids = SmallGpt.Ids(2, 8);

        SmallGpt.Floats(model.call(ids)).ShouldNotBe(SmallGpt.Floats(model.call(ids)));

        model.eval();
        SmallGpt.Floats(model.call(ids)).ShouldBe(SmallGpt.Floats(model.call(ids)));
    }
}
