using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LlmCourse.Llm.Models;

/// <summary>
/// A GPT-2-style language model (Radford et al., 2019): token and position embeddings, pre-norm transformer blocks, a
/// final norm, and scores for every token of the vocabulary.
/// </summary>
public sealed class Gpt : nn.Module<Tensor, Tensor>
{
    private const double InitialDeviation = 0.02;

    private readonly Embedding tokens;
    private readonly Embedding positions;
    private readonly Dropout embeddingDropout;
    private readonly ModuleList<TransformerBlock> blocks;
    private readonly LayerNorm norm;
    private readonly Linear? head;

    /// <summary>A model with fresh weights.</summary>
    /// <param name="config">Its shape.</param>
    /// <param name="seed">Seeds the weights: the same seed gives the same model.</param>
    /// <exception cref="ArgumentException">The shape is impossible; see <see cref="GptConfig.Validate"/>.</exception>
    public Gpt(GptConfig config, int seed)
        : base(nameof(Gpt))
    {
        config.Validate();
        Config = config;

        tokens = nn.Embedding(config.VocabularySize, config.Width);
        positions = nn.Embedding(config.BlockSize, config.Width);
        embeddingDropout = nn.Dropout(config.Dropout);
        blocks = nn.ModuleList(Enumerable.Range(0, config.Layers).Select(_ => new TransformerBlock(config)).ToArray());
        norm = nn.LayerNorm(config.Width);
        head = config.TieWeights ? null : nn.Linear(config.Width, config.VocabularySize, hasBias: false);
        RegisterComponents();
        Initialize(seed);
    }

    /// <summary>The model's shape.</summary>
    public GptConfig Config { get; }

    /// <summary>Trainable numbers; tied weights count once.</summary>
    public long ParameterCount => parameters().Sum(parameter => parameter.numel());

    #region gpt-forward
    /// <summary>Scores for the next token at every position.</summary>
    /// <param name="ids">Token ids, int64 <c>[batch, time]</c>; time is at most the block size.</param>
    /// <returns>Logits <c>[batch, time, vocabulary]</c>.</returns>
    public override Tensor forward(Tensor ids)
    {
        var stream = Embed(ids, firstPosition: 0);

        foreach (var block in blocks)
            stream = block.call(stream);

        return Logits(stream);
    }
    #endregion

    /// <summary>The same logits as <see cref="forward"/> without dropout, keeping the attention of every layer.</summary>
    /// <param name="ids">Token ids, int64 <c>[batch, time]</c>.</param>
    /// <param name="attention">Receives one <c>[batch, heads, time, time]</c> tensor a layer, first layer first.</param>
    /// <returns>Logits <c>[batch, time, vocabulary]</c>.</returns>
    public Tensor Trace(Tensor ids, ICollection<Tensor> attention)
    {
        var stream = Embed(ids, firstPosition: 0);
        foreach (var block in blocks)
            stream = block.Trace(stream, attention);
        return Logits(stream);
    }

    #region gpt-cached
    /// <summary>Scores for the newest positions only, reading the earlier ones from a cache.</summary>
    /// <param name="ids">The newest token ids, int64 <c>[batch, new]</c>.</param>
    /// <param name="cache">What the model has read so far; the newest positions are added.</param>
    /// <returns>Logits of the very last position, <c>[batch, 1, vocabulary]</c>.</returns>
    public Tensor Continue(Tensor ids, KeyValueCache cache)
    {
        var stream = Embed(ids, firstPosition: cache.Length);

        for (var layer = 0; layer < blocks.Count; layer++)
            stream = blocks[layer].Continue(stream, cache, layer);

        var newest = (int)ids.size(1);
        cache.Advance(newest);
        return Logits(stream.narrow(1, newest - 1, 1));
    }
    #endregion

    private Tensor Embed(Tensor ids, int firstPosition)
    {
        var time = ids.size(1);
        if (firstPosition + time > Config.BlockSize)
            throw new ArgumentException($"A context of {firstPosition + time} tokens does not fit a block of {Config.BlockSize}. Give the model the newest {Config.BlockSize} tokens.", nameof(ids));

        var places = arange(firstPosition, firstPosition + time, dtype: ScalarType.Int64, device: ids.device);
        return embeddingDropout.call(tokens.call(ids) + positions.call(places));
    }

    private Tensor Logits(Tensor stream) =>
        nn.functional.linear(norm.call(stream), head?.weight ?? tokens.weight!);

    #region gpt-initial-weights
    /// <summary>
    /// GPT-2's start: small normal weights, zero biases. Each block adds to the residual stream twice, so the layers
    /// that write into it start smaller by the square root of how many they are, and the sum keeps its size.
    /// </summary>
    private void Initialize(int seed)
    {
        using var withoutGradient = no_grad();
        using var generator = new Generator((ulong)seed);
        var residualDeviation = InitialDeviation / Math.Sqrt(2 * Config.Layers);

        foreach (var (name, parameter) in named_parameters())
        {
            if (name.EndsWith("bias", StringComparison.Ordinal))
                parameter.zero_();
            else if (parameter.dim() == 1)
                parameter.fill_(1);
            else if (name.EndsWith("output.weight", StringComparison.Ordinal))
                parameter.normal_(0, residualDeviation, generator);
            else
                parameter.normal_(0, InitialDeviation, generator);
        }
    }
    #endregion
}
