using LlmCourse.Runs.Stores.Files;

namespace LlmCourse.Runs.Specs;

/// <summary>What is known about a corpus before it is read in full.</summary>
/// <param name="Characters">Unicode characters of the whole text.</param>
public sealed record CorpusFacts(long Characters);

/// <summary>Finds everything that is wrong with a spec, so that a page can say it all before Start is pressed.</summary>
/// <param name="limits">How large a run may be.</param>
public sealed class RunSpecValidator(RunLimits limits)
{
    /// <summary>Checks a spec that a page submits.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="corpus">Facts about the uploaded text; null when there is none or it is not known.</param>
    /// <param name="allowFiles">Whether paths of this machine are allowed: on the command line, never for a page.</param>
    /// <param name="shards">Facts about the token shards; null when there are none or they are not known.</param>
    /// <returns>All problems; empty when it can run.</returns>
    public IReadOnlyList<RunSpecProblem> Validate(RunSpec spec, CorpusFacts? corpus = null, bool allowFiles = false, ShardFacts? shards = null)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var check = new Problems();
        check.Range("version", spec.Version, 1, RunSpec.CurrentVersion);
        if (spec.Title.Length is 0 or > MaxTitleLength)
        {
            check.Add("title", $"The title has {spec.Title.Length} characters.", $"Give it 1 to {MaxTitleLength}.");
        }

        CheckCorpus(spec, allowFiles, check);
        CheckLength(spec, corpus, shards, check);
        CheckModel(spec, shards, check);
        CheckOptimizer(spec, check);
        CheckMeasuring(spec, check);
        return check.Found;
    }

    /// <summary>Longest title: it stands in one row of a list.</summary>
    public const int MaxTitleLength = 120;

    /// <summary>Longest prompt or probe in characters: the model sees at most a block of it, and pages show it whole.</summary>
    public const int MaxPromptLength = 2_000;

    /// <summary>
    /// Trainable parameters of a GPT-2-style model with biases: embeddings of tokens and positions, 12 C² + 13 C a block,
    /// the last layer norm, and an output matrix when it is not shared (Radford et al. 2019).
    /// </summary>
    public static long EstimateParameters(ModelSpec model, int vocabularySize)
    {
        ArgumentNullException.ThrowIfNull(model);
        long width = model.Width;
        var embeddings = (vocabularySize + model.BlockSize) * width;
        var blocks = model.Layers * ((12 * width * width) + (13 * width));
        var output = model.TieWeights ? 0 : vocabularySize * width;
        return embeddings + blocks + (2 * width) + output;
    }

    private void CheckCorpus(RunSpec spec, bool allowFiles, Problems check)
    {
        var corpus = spec.Corpus;
        switch (corpus.Kind)
        {
            case var kind when kind.IsWorld():
                check.Range("corpus.stories", corpus.Stories, 1, limits.MaxStories, $"{RunLimits.Section}:{nameof(RunLimits.MaxStories)}");
                corpus.World?.Check(kind, check);
                break;
            case CorpusKind.Web:
                check.Range("corpus.webDocuments", corpus.WebDocuments, 100, limits.MaxWebDocuments, $"{RunLimits.Section}:{nameof(RunLimits.MaxWebDocuments)}");
                break;
            case CorpusKind.Upload when string.IsNullOrEmpty(corpus.UploadId):
                check.Add("corpus.uploadId", "No uploaded text is chosen.", "Upload a text, or take the stories.");
                break;
            case CorpusKind.File when !allowFiles:
                check.Add("corpus.path", "A page may not read files of the server.", "Upload the text instead; paths are for the command line.");
                break;
            case CorpusKind.Shards when string.IsNullOrEmpty(corpus.Shards):
                check.Add("corpus.shards", "No folder of token shards is named.", "Name the folder that a pipeline with a tokenizer wrote.");
                break;
            case CorpusKind.Shards when !allowFiles && !SafeName.IsSafePath(corpus.Shards!):
                check.Add("corpus.shards", "A page may read shards only below the folder 'corpora' of the data folder.", "Name a folder in it, such as 'web' or 'web/cleaned', of plain names without '..'.");
                break;
            case CorpusKind.File when string.IsNullOrEmpty(corpus.Path):
                check.Add("corpus.path", "No file is named.", "Name a UTF-8 text file.");
                break;
        }

        if (!corpus.Kind.IsWorld())
        {
            if (corpus.World is not null)
            {
                check.Add("corpus.world", "These settings are for a world, but the text comes from elsewhere.", "Take them out, or choose a world, such as brackets.");
            }

            if (!(corpus.ValidationFraction is > 0 and <= 0.5))
            {
                check.Add("corpus.validationFraction", $"The held-out fraction is {corpus.ValidationFraction}.", "Choose more than 0 and at most 0.5, such as 0.1.");
            }

            if (spec.Training.Layout == BatchLayout.Documents)
            {
                check.Add(
                    "training.layout",
                    corpus.Kind == CorpusKind.Web ? "Pages of the web are longer than a block, and a batch of documents takes whole ones." : "This corpus is one running text without separate documents.",
                    "Choose windows.");
            }
        }

        if (spec.Tokenizer.Kind != TokenizerKind.Character && corpus.Kind != CorpusKind.Shards)
        {
            // 256 bytes, <|endoftext|>, and at least one merge; a word list has no natural minimum beyond its special tokens.
            var minimum = spec.Tokenizer.Kind == TokenizerKind.Bpe ? 258 : 3;
            check.Range("tokenizer.vocabularySize", spec.Tokenizer.VocabularySize, minimum, limits.MaxVocabulary, $"{RunLimits.Section}:{nameof(RunLimits.MaxVocabulary)}");
        }
    }

    // Characters are tokens only where each has one; of other texts the trainer tells the length, once it has cut them.
    private static void CheckLength(RunSpec spec, CorpusFacts? corpus, ShardFacts? shards, Problems check)
    {
        if (shards is not null)
            CheckParts(spec, "The shards have", shards.Tokens, "tokens", "Write shards of more text, or choose a smaller block.", check);
        else if (corpus is not null && !spec.Corpus.Kind.IsWorld() && spec.Tokenizer.Kind == TokenizerKind.Character)
            CheckParts(spec, "The text has", corpus.Characters, "characters", "Upload a longer text, or choose a smaller block.", check);
    }

    private static void CheckParts(RunSpec spec, string whole, long length, string unit, string help, Problems check)
    {
        var heldOut = (long)(length * spec.Corpus.ValidationFraction);
        if (spec.Corpus.ValidationFraction is > 0 and < 1 && Math.Min(heldOut, length - heldOut) <= spec.Model.BlockSize)
        {
            check.Add(
                "model.blockSize",
                $"{whole} {length} {unit}, {heldOut} of them held out; the shorter part is no longer than one block of {spec.Model.BlockSize}.",
                help);
        }
    }

    private void CheckModel(RunSpec spec, ShardFacts? shards, Problems check)
    {
        var model = spec.Model;
        check.Range("model.layers", model.Layers, 1, limits.MaxLayers, $"{RunLimits.Section}:{nameof(RunLimits.MaxLayers)}");
        check.Range("model.width", model.Width, 1, limits.MaxWidth, $"{RunLimits.Section}:{nameof(RunLimits.MaxWidth)}");
        check.Range("model.heads", model.Heads, 1, limits.MaxWidth);
        check.Range("model.blockSize", model.BlockSize, 2, limits.MaxBlockSize, $"{RunLimits.Section}:{nameof(RunLimits.MaxBlockSize)}");
        if (model is { Heads: > 0, Width: > 0 } && model.Width % model.Heads != 0)
        {
            check.Add(
                "model.heads",
                $"{model.Heads} heads do not divide a width of {model.Width}: each head takes an equal share of the channels.",
                $"Choose {NearestDivisors(model.Width, model.Heads)} heads, or change the width.");
        }

        if (!(model.Dropout is >= 0 and < 1))
        {
            check.Add("model.dropout", $"A dropout of {model.Dropout} is not a probability below 1.", "Choose from 0 to 0.9.");
        }

        check.Range("training.batchSize", spec.Training.BatchSize, 1, limits.MaxBatchSize, $"{RunLimits.Section}:{nameof(RunLimits.MaxBatchSize)}");
        check.Range("training.steps", spec.Training.Steps, 1, limits.MaxSteps, $"{RunLimits.Section}:{nameof(RunLimits.MaxSteps)}");
        check.Range("training.threads", spec.Training.Threads, 0, MaxThreads);

        var tokens = (long)spec.Training.BatchSize * model.BlockSize;
        if (tokens > limits.MaxTokensPerStep)
        {
            check.Add(
                "training.batchSize",
                $"{spec.Training.BatchSize} sequences of {model.BlockSize} tokens are {tokens} tokens a step; at most {limits.MaxTokensPerStep} fit ({RunLimits.Section}:{nameof(RunLimits.MaxTokensPerStep)}).",
                "Choose a smaller batch or block.");
        }

        // A character vocabulary is small beside the limit, so any value stands for it.
        var vocabulary = shards?.VocabularySize ?? (spec.Tokenizer.Kind == TokenizerKind.Character ? 256 : Math.Max(0, spec.Tokenizer.VocabularySize));
        var parameters = EstimateParameters(model, vocabulary);
        if (parameters > limits.MaxParameters)
        {
            check.Add(
                "model.width",
                $"This model would have about {parameters} parameters; at most {limits.MaxParameters} are allowed ({RunLimits.Section}:{nameof(RunLimits.MaxParameters)}).",
                "Choose fewer layers or a smaller width.");
        }
    }

    private static void CheckOptimizer(RunSpec spec, Problems check)
    {
        var optimizer = spec.Optimizer;
        check.LearningRate("optimizer.learningRate", optimizer.LearningRate);
        check.Fraction("optimizer.finalFraction", optimizer.FinalFraction);
        check.NotNegative("optimizer.weightDecay", optimizer.WeightDecay);
        check.NotNegative("optimizer.gradientClip", optimizer.GradientClip);
        check.Decay("optimizer.beta1", optimizer.Beta1);
        check.Decay("optimizer.beta2", optimizer.Beta2);
        if (optimizer.WarmupSteps < 0 || optimizer.WarmupSteps >= spec.Training.Steps)
        {
            check.Add(
                "optimizer.warmupSteps",
                $"{optimizer.WarmupSteps} warm-up steps do not fit into {spec.Training.Steps} steps: the learning rate would never reach its peak.",
                "Choose a warm-up from 0 to one less than the steps.");
        }
    }

    private void CheckMeasuring(RunSpec spec, Problems check)
    {
        check.Range("evaluation.every", spec.Evaluation.Every, 1, limits.MaxSteps);
        check.Range("evaluation.batches", spec.Evaluation.Batches, 1, limits.MaxEvaluationBatches, $"{RunLimits.Section}:{nameof(RunLimits.MaxEvaluationBatches)}");
        check.Range("samples.every", spec.Samples.Every, 1, limits.MaxSteps);
        check.Range("samples.tokens", spec.Samples.Tokens, 1, limits.MaxSampleTokens, $"{RunLimits.Section}:{nameof(RunLimits.MaxSampleTokens)}");
        check.Range("samples.topK", spec.Samples.TopK, 0, limits.MaxVocabulary);
        check.NotNegative("samples.temperature", spec.Samples.Temperature);
        if (!(spec.Samples.TopP is > 0 and <= 1))
        {
            check.Add("samples.topP", $"A top-p of {spec.Samples.TopP} is not a share of the probability.", "Choose more than 0 and at most 1; 1 keeps every token.");
        }

        check.Range("snapshots.every", spec.Snapshots.Every, 1, limits.MaxSteps);
        check.Length("samples.prompt", spec.Samples.Prompt, MaxPromptLength);
        check.Length("snapshots.probe", spec.Snapshots.Probe, MaxPromptLength);
    }

    // More threads than any machine this runs on has cores; the engine clamps to what is there.
    private const int MaxThreads = 256;

    private static string NearestDivisors(int width, int heads)
    {
        var below = Enumerable.Range(1, Math.Min(heads, width)).Last(candidate => width % candidate == 0);
        var above = Enumerable.Range(heads, Math.Max(1, width - heads + 1)).FirstOrDefault(candidate => candidate <= width && width % candidate == 0);
        return above == 0 || above == below ? $"{below}" : $"{below} or {above}";
    }

}
