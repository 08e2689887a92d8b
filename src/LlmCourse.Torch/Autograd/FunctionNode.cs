using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>The step of the graph that a user's <see cref="autograd.Function{T}"/> differentiates.</summary>
internal sealed class FunctionNode : Node
{
    private readonly string name;
    private readonly Func<autograd.AutogradContext, List<Tensor>, List<Tensor>> backward;
    private readonly Layout?[] inputs;
    private (Layout Layout, ScalarType Type)[] outputs = [];

    /// <summary>Connects the arguments of a call, in order; those that are no tensors take a place without a gradient.</summary>
    /// <param name="name">The function's name, for messages.</param>
    /// <param name="backward">Computes one gradient for each argument from those of the outputs.</param>
    /// <param name="arguments">What the function is applied to.</param>
    public FunctionNode(string name, Func<autograd.AutogradContext, List<Tensor>, List<Tensor>> backward, object[] arguments)
    {
        this.name = name;
        this.backward = backward;
        inputs = new Layout?[arguments.Length];
        Context = new autograd.AutogradContext(this);
        for (var i = 0; i < arguments.Length; i++)
        {
            var tensor = arguments[i] as Tensor;
            inputs[i] = tensor?.Layout;
            Connect(tensor?.Edge ?? default);
        }
    }

    /// <summary>What the forward leaves for the backward.</summary>
    public autograd.AutogradContext Context { get; }

    /// <inheritdoc/>
    public override int OutputCount => outputs.Length;

    /// <inheritdoc/>
    public override string Name => name;

    /// <summary>Makes this node the history of what the forward returned, and keeps what it asked to save.</summary>
    /// <returns>The outputs; an argument returned as it is becomes a view of itself, so that it keeps its own history.</returns>
    public List<Tensor> Wrap(List<Tensor> results, object[] arguments)
    {
        outputs = [.. results.Select(result => (result.Layout, result.Type))];
        Errors.Require(Context.Dirty.All(dirty => Holds(results, dirty)), "Some elements marked as dirty during the forward method were not returned as output.");
        var wrapped = new List<Tensor>(results.Count);
        for (var i = 0; i < results.Count; i++)
            wrapped.Add(Wrap(results[i], i, arguments));
        Context.Save();
        return wrapped;
    }

    /// <inheritdoc/>
    protected override void Backward(Tensor gradient) => Backward([gradient]);

    /// <inheritdoc/>
    protected override void Backward(Tensor?[] gradients)
    {
        var arrived = new List<Tensor>(gradients.Length);
        for (var i = 0; i < gradients.Length; i++)
            arrived.Add(gradients[i] ?? (Context.MaterializeGrads ? zeros(outputs[i].Layout.Sizes.ToArray(), outputs[i].Type) : null!));
        var results = backward(Context, arrived);
        Errors.Require(
            results.Count >= inputs.Length && results.Skip(inputs.Length).All(result => result is null),
            $"Function {name} returned an incorrect number of gradients (expected {inputs.Length}, got {results.Count}).");
        for (var i = 0; i < inputs.Length; i++)
        {
            if (results[i] is { } result)
                Send(i, Checked(result, i));
        }
    }

    /// <inheritdoc/>
    protected override void ReleaseSaved() => Context.Dispose();

    /// <summary>Whether the tensor itself is among these; tensors compare by their elements otherwise.</summary>
    private static bool Holds(IEnumerable<object> among, Tensor tensor) => among.Any(each => ReferenceEquals(each, tensor));

    private Tensor Wrap(Tensor result, int index, object[] arguments)
    {
        if (Holds(Context.NonDifferentiable, result) || !result.Type.IsFloating())
            return result;
        if (Holds(Context.Dirty, result))
        {
            result.BeforeInPlace();
            return result.SetHistory(this, index);
        }
        if (!Holds(arguments, result))
            return result.Attach(this, index);
        var view = result.Share();
        view.SetBase(result);
        return view.Attach(this, index);
    }

    /// <summary>A handle of the engine's own on the gradient of an argument, which the user's backward may hold on to.</summary>
    private Tensor Checked(Tensor gradient, int input)
    {
        if (inputs[input] is not { } expected)
        {
            throw Errors.Autograd(
                $"Function {name} returned a gradient at position {input + 1}, but the corresponding forward input was not a Tensor.");
        }
        Errors.Require(
            gradient.Layout.SameSizes(expected),
            $"Function {name} returned an invalid gradient at index {input} - got {gradient.Layout} but expected shape compatible with {expected}");
        return gradient.ShareHistory();
    }
}
