namespace TorchSharp.Modules;

using System.Runtime.CompilerServices;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

/// <summary>Modules called one after the other, each with the previous one's result.</summary>
public class Sequential : Module<Tensor, Tensor>
{
    private readonly List<(string Name, Module Module)> _stages = [];

    /// <summary>Makes a sequence of named modules.</summary>
    /// <param name="modules">Names and modules.</param>
    protected internal Sequential(params (string name, Module<Tensor, Tensor> submodule)[] modules) : base(nameof(Sequential))
    {
        foreach (var (stage, module) in modules)
            append(stage, module);
    }

    /// <summary>Makes a sequence of modules named "0", "1", …</summary>
    /// <param name="modules">The modules.</param>
    protected internal Sequential(params Module<Tensor, Tensor>[] modules) : base(nameof(Sequential))
    {
        foreach (var module in modules)
            append(module);
    }

    /// <summary>Number of modules.</summary>
    public int Count => _stages.Count;

    /// <summary>The module at a position.</summary>
    /// <param name="index">The position.</param>
    [IndexerName("SequentialItems")]
    public IModule<Tensor, Tensor> this[int index] => (IModule<Tensor, Tensor>)_stages[index].Module;

    /// <summary>A sequence of some of the modules, which both sequences then share.</summary>
    /// <param name="index">First position and the position after the last; null for the ends.</param>
    [IndexerName("SequentialItems")]
    public Sequential this[(int? start, int? end) index] => this[(index.start ?? 0)..(index.end ?? Count)];

    /// <summary>A sequence of some of the modules, which both sequences then share.</summary>
    /// <param name="index">The positions.</param>
    [IndexerName("SequentialItems")]
    public Sequential this[Range index]
    {
        get
        {
            var (start, length) = index.GetOffsetAndLength(Count);
            var result = new Sequential(Array.Empty<Module<Tensor, Tensor>>());
            foreach (var (stage, module) in _stages.GetRange(start, length))
                result.append(stage, (IModule<Tensor, Tensor>)module);
            return result;
        }
    }

    /// <summary>Adds a module at the end, named after its position.</summary>
    /// <param name="module">The module.</param>
    /// <returns>This sequence.</returns>
    public Sequential append(IModule<Tensor, Tensor> module) => append($"{Count}", module);

    /// <summary>Adds a named module at the end.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="module">The module.</param>
    /// <returns>This sequence.</returns>
    public Sequential append(string name, IModule<Tensor, Tensor> module)
    {
        register_module(name, (Module)module);
        _stages.Add((name, (Module)module));
        return this;
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor)
    {
        if (_stages.Count == 0)
            return tensor.alias();
        var result = tensor;
        foreach (var (_, module) in _stages)
        {
            var next = ((IModule<Tensor, Tensor>)module).call(result);
            if (!ReferenceEquals(result, tensor) && !ReferenceEquals(result, next))
                result.Dispose();
            result = next;
        }
        return result;
    }
}
