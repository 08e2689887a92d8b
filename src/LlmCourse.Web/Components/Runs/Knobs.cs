using LlmCourse.Runs.Specs;

namespace LlmCourse.Web.Components.Runs;

/// <summary>How a knob's slider moves.</summary>
public enum KnobScale
{
    /// <summary>In equal steps.</summary>
    Linear,

    /// <summary>In equal ratios: learning rates and step counts are felt that way.</summary>
    Logarithmic,

    /// <summary>No slider: every number is as good as the next.</summary>
    Typed,
}

/// <summary>One number of a spec that a learner may turn.</summary>
/// <param name="Name">camelCase name, as lessons write it.</param>
/// <param name="Label">What the page calls it.</param>
/// <param name="Unit">What it counts; empty for a bare number.</param>
/// <param name="Sentence">What it does.</param>
/// <param name="Field">Path in the spec, as problems name it.</param>
/// <param name="Minimum">Left end of the slider.</param>
/// <param name="Maximum">Right end of the slider; a larger value may be typed.</param>
/// <param name="Step">Grid of the slider; also whether the value is whole.</param>
/// <param name="Scale">How the slider moves.</param>
/// <param name="Get">Reads it.</param>
/// <param name="Set">Makes a spec with another value.</param>
public sealed record KnobDefinition(
    string Name,
    string Label,
    string Unit,
    string Sentence,
    string Field,
    double Minimum,
    double Maximum,
    double Step,
    KnobScale Scale,
    Func<RunSpec, double> Get,
    Func<RunSpec, double, RunSpec> Set)
{
    /// <summary>Whether only whole numbers make sense.</summary>
    public bool IsWhole => Step >= 1;

    /// <summary>The nearest value that the slider has room for.</summary>
    public double Clamp(double value) => Math.Clamp(double.IsNaN(value) ? Minimum : value, Minimum, Maximum);

    /// <summary>Where on a slider from 0 to 1000 a value stands.</summary>
    public double ToPosition(double value)
    {
        var clamped = Math.Clamp(double.IsNaN(value) ? Minimum : value, Minimum, Maximum);
        return 1000 * (Scale == KnobScale.Logarithmic
            ? Math.Log(clamped / Minimum) / Math.Log(Maximum / Minimum)
            : (clamped - Minimum) / (Maximum - Minimum));
    }

    /// <summary>The value at a slider position, rounded to what one would type.</summary>
    public double FromPosition(double position)
    {
        var share = Math.Clamp(position / 1000, 0, 1);
        if (Scale == KnobScale.Linear) return Math.Round(Minimum + (Math.Round(share * (Maximum - Minimum) / Step) * Step), 6);
        var value = Minimum * Math.Pow(Maximum / Minimum, share);
        var digit = Math.Pow(10, Math.Floor(Math.Log10(value)) - 1); // two significant digits
        var rounded = Math.Round(value / digit) * digit;
        return IsWhole ? Math.Max(Minimum, Math.Round(rounded)) : double.Parse(rounded.ToString("G2", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture);
    }
}

/// <summary>All knobs in the order of the page.</summary>
public static class Knobs
{
    public const string LearningRateName = "learningRate";

    /// <summary>Corpus and tokenizer are chosen from lists; these are their names in a lesson.</summary>
    public const string CorpusName = "corpus";
    public const string TokenizerName = "tokenizer";

    public static KnobDefinition LearningRate { get; } = new(
        LearningRateName, "Learning rate", "", "How far each correction goes at its peak, after warm-up.", "optimizer.learningRate",
        1e-5, 0.1, 0, KnobScale.Logarithmic,
        spec => spec.Optimizer.LearningRate, (spec, value) => spec with { Optimizer = spec.Optimizer with { LearningRate = value } });

    public static KnobDefinition Vocabulary { get; } = new(
        "vocabularySize", "Vocabulary", "tokens", "How many different pieces the tokenizer may learn.", "tokenizer.vocabularySize",
        260, 4096, 4, KnobScale.Logarithmic,
        spec => spec.Tokenizer.VocabularySize, (spec, value) => spec with { Tokenizer = spec.Tokenizer with { VocabularySize = (int)value } });

    public static IReadOnlyList<KnobDefinition> Model { get; } =
    [
        new("layers", "Layers", "blocks", "How many times the model looks back and thinks.", "model.layers",
            1, 8, 1, KnobScale.Linear, spec => spec.Model.Layers, (spec, value) => spec with { Model = spec.Model with { Layers = (int)value } }),
        new("heads", "Heads", "a layer", "Separate ways to look back in each layer; they share the width.", "model.heads",
            1, 8, 1, KnobScale.Linear, spec => spec.Model.Heads, (spec, value) => spec with { Model = spec.Model with { Heads = (int)value } }),
        new("width", "Width", "channels", "Numbers that stand for each token inside the model.", "model.width",
            16, 256, 16, KnobScale.Linear, spec => spec.Model.Width, (spec, value) => spec with { Model = spec.Model with { Width = (int)value } }),
        new("blockSize", "Context", "tokens", "How far back the model can look.", "model.blockSize",
            16, 256, 16, KnobScale.Linear, spec => spec.Model.BlockSize, (spec, value) => spec with { Model = spec.Model with { BlockSize = (int)value } }),
    ];

    public static IReadOnlyList<KnobDefinition> Training { get; } =
    [
        LearningRate,
        new("steps", "Steps", "corrections", "How often the model is corrected.", "training.steps",
            50, 10_000, 10, KnobScale.Logarithmic, spec => spec.Training.Steps, SetSteps),
        new("batchSize", "Batch", "texts a step", "How many texts each correction averages over.", "training.batchSize",
            1, 64, 1, KnobScale.Linear, spec => spec.Training.BatchSize, (spec, value) => spec with { Training = spec.Training with { BatchSize = (int)value } }),
        new("seed", "Seed", "", "The same seed and knobs give the same curve, bit for bit.", "seed",
            0, int.MaxValue, 1, KnobScale.Typed, spec => spec.Seed, (spec, value) => spec with { Seed = (int)value }),
    ];

    /// <summary>Knobs that only some lessons put in front.</summary>
    public static IReadOnlyList<KnobDefinition> Further { get; } =
    [
        new("dropout", "Dropout", "", "Share of numbers that are switched off at random while training.", "model.dropout",
            0, 0.5, 0.05, KnobScale.Linear, spec => spec.Model.Dropout, (spec, value) => spec with { Model = spec.Model with { Dropout = value } }),
        new("temperature", "Temperature", "", "How boldly it writes: 0 always takes the likeliest piece.", "samples.temperature",
            0, 1.5, 0.1, KnobScale.Linear, spec => spec.Samples.Temperature, (spec, value) => spec with { Samples = spec.Samples with { Temperature = value } }),
    ];

    /// <summary>All of them in the order of the page; the vocabulary stands beside the choice of pieces.</summary>
    public static IEnumerable<KnobDefinition> All => Model.Concat(Training).Concat(Further);

    /// <summary>A short run warms up shortly, and measures often enough to show a curve.</summary>
    private static RunSpec SetSteps(RunSpec spec, double value)
    {
        var steps = (int)value;
        var every = Math.Max(1, Math.Min(new EvaluationSpec().Every, steps / 8));
        return spec with
        {
            Training = spec.Training with { Steps = steps },
            Optimizer = spec.Optimizer with { WarmupSteps = Math.Max(0, Math.Min(new OptimizerSpec().WarmupSteps, steps / 10)) },
            Evaluation = spec.Evaluation with { Every = every },
            Samples = spec.Samples with { Every = every },
            Snapshots = spec.Snapshots with { Every = every },
        };
    }
}
