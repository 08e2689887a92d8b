using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LlmCourse.Torch.Tests.Nn;

[Collection(nameof(AloneOnTheMachine))] // others draw from the process-wide generator too
public class LayerTests
{
    [Fact]
    public void Linear_StartsWithinOneOverTheRootOfItsInputs()
    {
        using var scope = NewDisposeScope();
        using var layer = Linear(100, 50);

        layer.weight.shape.ShouldBe([50, 100]);
        foreach (var parameter in layer.parameters())
        {
            parameter.detach().abs().data<float>().ToArray().Max().ShouldBeInRange(0.05f, 0.1f);
            parameter.requires_grad.ShouldBeTrue();
        }
        using var bare = Linear(4, 3, hasBias: false);
        bare.bias.ShouldBeNull();
        bare.named_parameters().Select(entry => entry.name).ShouldBe(["weight"]);
    }

    [Fact]
    public void Linear_NamesShapesThatDoNotFit()
    {
        using var scope = NewDisposeScope();
        using var layer = Linear(3, 2);

        var error = Should.Throw<Exception>(() => layer.call(ones(4, 5)));

        error.Message.ShouldContain("[4, 5]");
        error.Message.ShouldContain("[2, 3]");
    }

    [Fact]
    public void Linear_WithoutInputs_GivesTheBias()
    {
        using var scope = NewDisposeScope();
        var result = functional.linear(ones(2, 0), ones(3, 0), tensor(new[] { 1f, 2f, 3f }));

        result.data<float>().ToArray().ShouldBe([1, 2, 3, 1, 2, 3]);
    }

    [Fact]
    public void Embedding_KeepsThePaddingRowAtZero()
    {
        using var scope = NewDisposeScope();
        using var table = Embedding(4, 3, padding_idx: -1);

        table.call(tensor(new long[] { 3, 1, 3 })).sum().backward();

        table.weight![3].abs().sum().item<float>().ShouldBe(0);
        table.weight!.grad![3].abs().sum().item<float>().ShouldBe(0);
        table.weight!.grad![1].sum().item<float>().ShouldBe(3);
    }

    [Fact]
    public void Embedding_RefusesNumbersOutsideTheTable()
    {
        using var scope = NewDisposeScope();
        using var table = Embedding(4, 3);

        Should.Throw<Exception>(() => table.call(tensor(new long[] { 4 }))).Message.ShouldContain("4");
        Should.Throw<Exception>(() => table.call(tensor(new long[] { -1 }))).Message.ShouldContain("-1");
        Should.Throw<NotSupportedException>(() => Embedding(4, 3, max_norm: 1));
    }

    [Fact]
    public void EmbeddingFromPretrained_IsFrozenAndACopy()
    {
        using var scope = NewDisposeScope();
        var values = ones(2, 2);
        using var table = Embedding_from_pretrained(values);
        values.zero_();

        table.weight!.requires_grad.ShouldBeFalse();
        table.weight!.sum().item<float>().ShouldBe(4);
    }

    [Fact]
    public void LayerNorm_HasMeanZeroAndVarianceOne()
    {
        using var scope = NewDisposeScope();
        using var norm = LayerNorm(64);
        using var bare = LayerNorm(64, elementwise_affine: false);
        manual_seed(3);
        var x = randn(5, 64) * 3 + 7;

        norm.parameters().Count().ShouldBe(2);
        bare.parameters().ShouldBeEmpty();
        foreach (var y in new[] { norm.call(x), bare.call(x) })
        {
            y.mean([-1L]).abs().data<float>().ToArray().Max().ShouldBeLessThan(1e-6f);
            (y.square().mean([-1L]) - 1).abs().data<float>().ToArray().Max().ShouldBeLessThan(1e-4f);
        }
    }

    [Fact]
    public void Dropout_ActsInTrainingOnlyAndKeepsTheMean()
    {
        using var scope = NewDisposeScope();
        using var layer = Dropout(0.25);
        manual_seed(1);
        var x = ones(20_000);

        var y = layer.call(x);
        var zeroed = y.eq(0).to(ScalarType.Float32).mean().item<float>();
        layer.eval();

        zeroed.ShouldBeInRange(0.23f, 0.27f);
        y.data<float>().ToArray().Max().ShouldBe(4f / 3, 1e-6);
        layer.call(x).Equals(x).ShouldBeTrue();
    }

    [Fact]
    public void Dropout_ZeroesResultAndGradientAlike()
    {
        using var scope = NewDisposeScope();
        var x = ones(1000, requires_grad: true);

        var y = functional.dropout(x, 0.5);
        y.sum().backward();

        x.grad!.Equals(y.detach()).ShouldBeTrue();
        functional.dropout(x, 1).abs().sum().item<float>().ShouldBe(0);
        Should.Throw<ArgumentOutOfRangeException>(() => functional.dropout(x, 1.5));
    }

    [Fact]
    public void Sequential_CallsItsModulesInOrder()
    {
        using var scope = NewDisposeScope();
        using var net = Sequential(Linear(2, 4), GELU(), Linear(4, 1));
        var x = ones(3, 2);

        var expected = ((Linear)net[2]).call(functional.gelu(((Linear)net[0]).call(x)));

        net.call(x).Equals(expected).ShouldBeTrue();
        net.Count.ShouldBe(3);
        net.named_parameters().Select(entry => entry.name).ShouldBe(["0.weight", "0.bias", "2.weight", "2.bias"]);
        net[1..].Count.ShouldBe(2);
        net.call(x).sum().backward();
        net.parameters().Select(parameter => parameter.grad).ShouldNotContain((Tensor?)null);
    }

    [Fact]
    public void Sequential_Empty_ReturnsItsInput()
    {
        using var scope = NewDisposeScope();
        using var net = Sequential();

        net.call(ones(2)).sum().item<float>().ShouldBe(2);
    }

    [Fact]
    public void ModuleDict_RegistersByName()
    {
        using var dict = ModuleDict(("up", Linear(2, 4)), ("down", Linear(4, 2)));
        using var owner = new Owner(dict);

        owner.named_parameters().Select(entry => entry.name).ShouldBe(["parts.up.weight", "parts.up.bias", "parts.down.weight", "parts.down.bias"]);
        dict["up"].ShouldBeSameAs(dict[0].Item2);
        dict.Keys.ShouldBe(["up", "down"]);
    }

    [Fact]
    public void Attention_RefusesMaskAndCausalTogether()
    {
        using var scope = NewDisposeScope();
        var q = ones(1, 1, 2, 4);

        Should.Throw<ArgumentException>(() => functional.scaled_dot_product_attention(q, q, q, ones(2, 2), is_casual: true));
        Should.Throw<Exception>(() => functional.scaled_dot_product_attention(q, ones(1, 1, 2, 3), q)).Message.ShouldContain("[1, 1, 2, 3]");
    }

    [Fact]
    public void OneHot_MarksEachClass()
    {
        using var scope = NewDisposeScope();

        functional.one_hot(tensor(new long[] { 1, 0, 2 })).data<long>().ToArray().ShouldBe([0, 1, 0, 1, 0, 0, 0, 0, 1]);
        functional.one_hot(tensor(new long[] { 1 }), 3).shape.ShouldBe([1, 3]);
        Should.Throw<ArgumentException>(() => functional.one_hot(tensor(new long[] { 3 }), 3)).Message.ShouldContain("3");
    }

    [Fact]
    public void CrossEntropyLoss_UsesItsOptions()
    {
        using var scope = NewDisposeScope();
        using var loss = new CrossEntropyLoss(ignore_index: 0, reduction: Reduction.Sum, label_smoothing: 0.1);
        using var plain = CrossEntropyLoss();
        var (logits, targets) = (randn(4, 3), tensor(new long[] { 0, 1, 2, 0 }));

        loss.call(logits, targets).item<float>().ShouldBe(
            functional.cross_entropy(logits, targets, ignore_index: 0, reduction: Reduction.Sum, label_smoothing: 0.1).item<float>());
        plain.call(logits, targets).item<float>().ShouldBe(functional.cross_entropy(logits, targets).item<float>());
    }

    [Fact]
    public void CrossEntropy_WithNothingToCount_IsNotANumber()
    {
        using var scope = NewDisposeScope();
        var logits = randn(2, 3, requires_grad: true);

        float.IsNaN(functional.cross_entropy(logits, full([2], -100, dtype: ScalarType.Int64)).item<float>()).ShouldBeTrue();
        functional.cross_entropy(logits, full([2], -100, dtype: ScalarType.Int64), reduction: Reduction.Sum).item<float>().ShouldBe(0);
    }

    [Fact]
    public void CrossEntropy_OfHugeLogits_StaysFinite()
    {
        using var scope = NewDisposeScope();
        var logits = tensor(new[] { 3e38f, -3e38f, 0, 90f, 90f, -3e38f }, [2, 3]).requires_grad_();

        var loss = functional.cross_entropy(logits, tensor(new long[] { 0, 1 }));
        loss.backward();

        loss.item<float>().ShouldBe(MathF.Log(2) / 2, 1e-5);
        var gradient = logits.grad!.data<float>().ToArray();
        gradient[..3].ShouldBe([0, 0, 0]);
        gradient[3].ShouldBe(0.25f, 1e-5);
        gradient[4].ShouldBe(-0.25f, 1e-5);
        gradient[5].ShouldBe(0);
    }

    private sealed class Owner : Module
    {
        private readonly Module parts;

        public Owner(Module parts) : base(nameof(Owner))
        {
            this.parts = parts;
            RegisterComponents();
        }

        public override string ToString() => parts.GetName();
    }
}
