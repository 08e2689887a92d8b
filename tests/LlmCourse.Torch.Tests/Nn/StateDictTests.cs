using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LlmCourse.Torch.Tests.Nn;

public class StateDictTests
{
    [Fact]
    public void LoadStateDict_CopiesValuesIntoTheModulesOwnTensors()
    {
        using var scope = NewDisposeScope();
        using var source = Linear(3, 2);
        using var target = Linear(3, 2);
        var weight = target.weight;

        var (missing, unexpected) = target.load_state_dict(source.state_dict());

        missing.ShouldBeEmpty();
        unexpected.ShouldBeEmpty();
        target.weight.ShouldBeSameAs(weight);
        target.weight.requires_grad.ShouldBeTrue();
        target.weight.Equals(source.weight).ShouldBeTrue();
    }

    [Fact]
    public void LoadStateDict_StrictRefusesOtherNamesAndChangesNothing()
    {
        using var scope = NewDisposeScope();
        using var target = Linear(3, 2);
        var before = target.weight.clone();
        var state = new Dictionary<string, Tensor> { ["weight"] = zeros(2, 3), ["extra"] = zeros(1) };

        var error = Should.Throw<InvalidOperationException>(() => target.load_state_dict(state));

        error.Message.ShouldContain("bias");
        error.Message.ShouldContain("extra");
        target.weight.Equals(before).ShouldBeTrue();
    }

    [Fact]
    public void LoadStateDict_LenientReportsOtherNames()
    {
        using var scope = NewDisposeScope();
        using var target = Linear(3, 2);

        var (missing, unexpected) = target.load_state_dict(new() { ["weight"] = ones(2, 3), ["extra"] = zeros(1) }, strict: false);

        missing.ShouldBe(["bias"]);
        unexpected.ShouldBe(["extra"]);
        target.weight.sum().item<float>().ShouldBe(6);
    }

    [Fact]
    public void LoadStateDict_RefusesOtherShapesByName()
    {
        using var scope = NewDisposeScope();
        using var target = Linear(3, 2);

        var error = Should.Throw<InvalidOperationException>(() => target.load_state_dict(new() { ["weight"] = ones(2, 1), ["bias"] = zeros(2) }));

        error.Message.ShouldContain("weight");
        error.Message.ShouldContain("[2, 1]");
    }

    [Fact]
    public void LoadStateDict_LeavesSkippedNamesAlone()
    {
        using var scope = NewDisposeScope();
        using var target = Linear(3, 2);
        var before = target.bias!.clone();

        target.load_state_dict(new() { ["weight"] = ones(2, 3) }, skip: ["bias"]);

        target.bias.Equals(before).ShouldBeTrue();
        target.weight.sum().item<float>().ShouldBe(6);
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.BFloat16)]
    public void SaveAndLoad_KeepEveryBit(ScalarType type)
    {
        using var scope = NewDisposeScope();
        using var source = new ModuleTests.Net();
        using var target = new ModuleTests.Net();
        source.to(type);
        target.to(type);
        using var stream = new MemoryStream();
        var read = new Dictionary<string, bool>();

        source.save(stream);
        target.load(new MemoryStream(stream.ToArray()), loadedParameters: read);

        read.Count.ShouldBe(10);
        foreach (var (name, tensor) in source.state_dict())
            target.state_dict()[name].Equals(tensor).ShouldBeTrue(name);
    }

    [Fact]
    public void Load_StrictRefusesAStateOfAnotherModule()
    {
        using var source = Linear(3, 2);
        using var target = new ModuleTests.Net();
        using var stream = new MemoryStream();
        source.save(stream);

        Should.Throw<ArgumentException>(() => target.load(new MemoryStream(stream.ToArray()))).Message.ShouldContain("2 tensors");
    }

    [Fact]
    public void Save_LeavesSkippedNamesOut()
    {
        using var scope = NewDisposeScope();
        using var source = Linear(3, 2);
        using var target = Linear(3, 2);
        using var stream = new MemoryStream();
        var read = new Dictionary<string, bool>();

        source.save(stream, skip: ["bias"]);
        target.load(new MemoryStream(stream.ToArray()), strict: false, loadedParameters: read);

        read.Keys.ShouldBe(["weight"]);
        target.weight.Equals(source.weight).ShouldBeTrue();
    }
}
