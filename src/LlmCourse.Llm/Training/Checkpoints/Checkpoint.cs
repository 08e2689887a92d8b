using System.Globalization;
using System.Text;
using System.Text.Json;
using LlmCourse.Llm.Models;
using LlmCourse.Llm.Tokenization;
using static TorchSharp.torch;

namespace LlmCourse.Llm.Training.Checkpoints;

/// <summary>
/// A model that can be used anywhere: weights, shape and tokenizer in one safetensors file. The weights are its tensors;
/// shape, tokenizer and step are texts in its metadata.
/// </summary>
/// <param name="Model">The model, in evaluation mode.</param>
/// <param name="Tokenizer">The tokenizer it learned with.</param>
/// <param name="Step">Optimiser steps it has taken.</param>
/// <param name="StartsDocuments">Whether it learned how documents begin; see <see cref="Generation.TextGenerator"/>.</param>
public sealed record Checkpoint(Gpt Model, ITokenizer Tokenizer, int Step, bool StartsDocuments) : IDisposable
{
    private const string ConfigKey = "llmcourse.model";
    private const string TokenizerKey = "llmcourse.tokenizer";
    private const string StepKey = "llmcourse.step";
    private const string StartsDocumentsKey = "llmcourse.startsDocuments";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Writes a checkpoint to a file.</summary>
    /// <param name="path">Where to; an older file there is replaced once the new one is whole.</param>
    public void Write(string path) => Safetensors.Write(path, Model.state_dict(), Describe());

    /// <summary>Writes a checkpoint to a stream.</summary>
    public void Write(Stream stream) => Safetensors.Write(stream, Model.state_dict(), Describe());

    /// <summary>Reads a checkpoint from a file.</summary>
    /// <exception cref="SafetensorsException">The file is not sound, or no checkpoint of this course.</exception>
    public static Checkpoint Read(string path)
    {
        using var file = File.OpenRead(path);
        return Read(file);
    }

    /// <summary>Reads a checkpoint from a stream that can tell its length.</summary>
    /// <exception cref="SafetensorsException">The stream is not sound, or no checkpoint of this course.</exception>
    public static Checkpoint Read(Stream stream)
    {
        using var file = Safetensors.Read(stream);
        var config = Parse(file, ConfigKey, text => JsonSerializer.Deserialize<GptConfig>(text, Json) ?? throw new JsonException("It is null."));
        var tokenizer = Parse(file, TokenizerKey, text => TokenizerFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text))));
        var step = Parse(file, StepKey, text => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture));
        var startsDocuments = Parse(file, StartsDocumentsKey, bool.Parse);
        if (config.VocabularySize != tokenizer.VocabularySize)
            throw new SafetensorsException($"The model knows {config.VocabularySize} tokens and its tokenizer {tokenizer.VocabularySize}.");

        return new Checkpoint(Load(config, file), tokenizer, step, startsDocuments);
    }

    /// <summary>Gives the model's weights back.</summary>
    public void Dispose() => Model.Dispose();

    private Dictionary<string, string> Describe()
    {
        using var tokenizer = new MemoryStream();
        TokenizerFile.Write(Tokenizer, tokenizer);
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [ConfigKey] = JsonSerializer.Serialize(Model.Config, Json),
            [TokenizerKey] = Encoding.UTF8.GetString(tokenizer.ToArray()),
            [StepKey] = Step.ToString(CultureInfo.InvariantCulture),
            [StartsDocumentsKey] = StartsDocuments ? "true" : "false",
        };
    }

    private static Gpt Load(GptConfig config, SafetensorsFile file)
    {
        var model = new Gpt(config, seed: 0);
        try
        {
            var expected = model.state_dict();
            RequireSame(expected, file.Tensors);
            using var withoutGradient = no_grad();
            foreach (var (name, weight) in expected)
                weight.copy_(file.Tensors[name]);
            model.eval();
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    private static void RequireSame(Dictionary<string, Tensor> expected, IReadOnlyDictionary<string, Tensor> found)
    {
        var missing = expected.Keys.Except(found.Keys, StringComparer.Ordinal).ToArray();
        if (missing.Length > 0)
            throw new SafetensorsException($"The file lacks {missing.Length} tensors of the model, the first of them {missing[0]}.");

        var unknown = found.Keys.Except(expected.Keys, StringComparer.Ordinal).ToArray();
        if (unknown.Length > 0)
            throw new SafetensorsException($"The file holds {unknown.Length} tensors that the model lacks, the first of them {unknown[0]}.");

        foreach (var (name, weight) in expected)
        {
            if (!weight.shape.AsSpan().SequenceEqual(found[name].shape))
                throw new SafetensorsException($"The tensor {name} has shape [{string.Join(", ", found[name].shape)}], and the model needs [{string.Join(", ", weight.shape)}].");
        }
    }

    private static T Parse<T>(SafetensorsFile file, string key, Func<string, T> parse)
    {
        if (!file.Metadata.TryGetValue(key, out var text))
            throw new SafetensorsException($"The file's metadata lacks {key}, so it is no checkpoint of this course.");
        try
        {
            return parse(text);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw new SafetensorsException($"The file's metadata {key} cannot be read ({exception.Message}).", exception);
        }
    }
}
