using LlmCourse.Llm.Corpora;
using LlmCourse.Llm.Models;
using LlmCourse.Llm.Tokenization;
using LlmCourse.Llm.Training;
using TorchSharp;

namespace LlmCourse.Llm.Tests.Training;

/// <summary>What the course's small model leaves behind while it trains.</summary>
[Collection(DefaultGenerator.Name)] // nothing else may take or return tensors while the native bytes are counted
public sealed class PretrainingAllocationTests
{
    /// <summary>Tensor handles, graph nodes and the batch's own numbers fit; a list or closure in every operator would not.</summary>
    private const long ManagedBudget = 64 * 1024;

    private const int Steps = 1_000;

    [Fact]
    public void Step_AllocatesFewManagedBytesAndNoNativeMemory_AtTheSmallConfiguration()
    {
        var letters = string.Concat(Enumerable.Range(0, 64).Select(i => (char)('0' + i)));
        var text = string.Concat(Enumerable.Repeat(letters, 100));
        var tokenizer = CharacterTokenizer.Train([text]);
        var config = new GptConfig { VocabularySize = tokenizer.VocabularySize, BlockSize = 64, Layers = 4, Heads = 4, Width = 128 };
        var options = new PretrainingOptions { Steps = 2 * Steps, BatchSize = 12, Layout = BatchLayout.Windows };
        using var training = new Pretraining(TextCorpus.FromText("letters", text, validationFraction: 0.1), tokenizer, config, options);
        for (var warmUp = 0; warmUp < 20; warmUp++)
            training.Step();
        var native = BufferCache.NativeBytes;
        var managed = GC.GetAllocatedBytesForCurrentThread();

        for (var step = 0; step < Steps; step++)
            training.Step();

        ((GC.GetAllocatedBytesForCurrentThread() - managed) / Steps).ShouldBeLessThan(ManagedBudget);
        BufferCache.NativeBytes.ShouldBe(native);
    }
}
