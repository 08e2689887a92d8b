using TorchSharp;
using TorchSharp.Kernels;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LlmCourse.Torch.Tests.Nn;

/// <summary>What a training step costs beside its arithmetic: nothing that adds up, and no chance in its bits.</summary>
[Collection(nameof(AloneOnTheMachine))]
public class TrainingStepTests
{
    private const int Vocabulary = 31, Width = 32, Heads = 4, Time = 16, Items = 4;

    /// <summary>Managed bytes that a step may allocate: handles, graph nodes and shapes, no data.</summary>
    private const long ManagedBudget = 64 * 1024;

    [Fact]
    public void Step_AllocatesFewManagedBytesAndNoNativeMemory()
    {
        using var trainer = new Trainer();
        for (var step = 0; step < 50; step++)
            trainer.Step();
        var native = BufferCache.NativeBytes;
        var managed = GC.GetAllocatedBytesForCurrentThread();

        for (var step = 0; step < 1000; step++)
            trainer.Step();

        ((GC.GetAllocatedBytesForCurrentThread() - managed) / 1000).ShouldBeLessThan(ManagedBudget);
        BufferCache.NativeBytes.ShouldBe(native);
    }

    [Fact]
    public void Steps_GiveTheSameBitsOnEveryRun()
    {
        var first = Run(30);

        Run(30).ShouldBe(first);
    }

    [Fact]
    public void Steps_GiveTheSameBitsUnderLoad()
    {
        var quiet = Run(30);
        using var stop = new CancellationTokenSource();
        var load = Enumerable.Range(0, Environment.ProcessorCount * 2).Select(_ => new Thread(() => Burn(stop.Token)) { IsBackground = true }).ToList();
        load.ForEach(thread => thread.Start());

        var busy = Run(30);
        stop.Cancel();
        load.ForEach(thread => thread.Join());

        busy.ShouldBe(quiet);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Steps_GiveTheSameBitsForTheSameThreadCount(int threads)
    {
        var before = ComputePool.Threads;
        try
        {
            ComputePool.Threads = threads;
            Run(10).ShouldBe(Run(10));
        }
        finally
        {
            ComputePool.Threads = before;
        }
    }

    private static int[] Run(int steps)
    {
        using var trainer = new Trainer();
        return [.. Enumerable.Range(0, steps).Select(_ => BitConverter.SingleToInt32Bits(trainer.Step()))];
    }

    private static void Burn(CancellationToken stop)
    {
        var x = 1.0;
        while (!stop.IsCancellationRequested)
            x = Math.Sin(x) + 1;
    }

    /// <summary>One transformer block with dropout, trained on random tokens with clipping and a schedule.</summary>
    private sealed class Trainer : IDisposable
    {
        private readonly Block _model;
        private readonly AdamW _optimizer;
        private readonly optim.lr_scheduler.LRScheduler _schedule;
        private readonly Generator _generator = new(11);

        public Trainer()
        {
            manual_seed(5);
            _model = new Block();
            _optimizer = optim.AdamW(_model.parameters(), lr: 1e-3, weight_decay: 0.1);
            _schedule = optim.lr_scheduler.CosineAnnealingLR(_optimizer, 2000);
        }

        public float Step()
        {
            using var scope = NewDisposeScope();
            var tokens = randint(0, Vocabulary, [Items, Time], dtype: ScalarType.Int64, generator: _generator);
            _model.zero_grad();
            var loss = nn.functional.cross_entropy(_model.call(tokens).view(-1, Vocabulary), tokens.roll(-1, 1).reshape(-1));
            loss.backward();
            nn.utils.clip_grad_norm_(_model.parameters(), 1.0);
            _optimizer.step();
            _schedule.step();
            return loss.item<float>();
        }

        public void Dispose()
        {
            _optimizer.Dispose();
            _model.Dispose();
            _generator.Dispose();
        }
    }

    private sealed class Block : nn.Module<Tensor, Tensor>
    {
        private readonly Embedding tokens = nn.Embedding(Vocabulary, Width);
        private readonly LayerNorm attentionNorm = nn.LayerNorm(Width);
        private readonly Linear queryKeyValue = nn.Linear(Width, 3 * Width);
        private readonly Linear mix = nn.Linear(Width, Width);
        private readonly LayerNorm norm = nn.LayerNorm(Width);
        private readonly Linear expand = nn.Linear(Width, 4 * Width);
        private readonly Linear contract = nn.Linear(4 * Width, Width);
        private readonly Dropout dropout = nn.Dropout(0.1);

        public Block() : base(nameof(Block)) => RegisterComponents();

        public override Tensor forward(Tensor ids)
        {
            var x = tokens.call(ids);
            var parts = queryKeyValue.call(attentionNorm.call(x)).chunk(3, -1).Select(part => part.view(Items, Time, Heads, -1).transpose(1, 2)).ToArray();
            var heads = nn.functional.scaled_dot_product_attention(parts[0], parts[1], parts[2], is_casual: true);
            x = x + dropout.call(mix.call(heads.transpose(1, 2).reshape(Items, Time, Width)));
            x = x + dropout.call(contract.call(nn.functional.gelu(expand.call(norm.call(x)))));
            return nn.functional.linear(x, tokens.weight!);
        }
    }
}

/// <summary>Tests that count memory, set the thread count or seed the process-wide generator run while no other test does.</summary>
[CollectionDefinition(nameof(AloneOnTheMachine), DisableParallelization = true)]
public sealed class AloneOnTheMachine;
