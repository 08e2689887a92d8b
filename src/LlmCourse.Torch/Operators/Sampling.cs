using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Draws from distributions that a tensor gives.</summary>
internal static unsafe class Sampling
{
    /// <summary>Positions drawn with probabilities proportional to each row's weights.</summary>
    public static Tensor Multinomial(Tensor weights, long samples, bool replacement, Generator? generator)
    {
        Errors.Require(weights.Layout.Rank is 1 or 2, $"prob_dist must be 1 or 2 dim, but the shape is {weights.Layout}");
        Errors.Require(weights.Type.IsFloating(), $"multinomial only supports floating-point dtypes for input, got: {weights.Type}");
        Errors.Require(samples > 0, "cannot sample n_sample <= 0 samples");
        var classes = (int)weights.Sizes[^1];
        Errors.Require(replacement || samples <= classes, "cannot sample n_sample > prob_dist.size(-1) samples without replacement");
        using var wide = weights.Dense(ScalarType.Float64);
        using var copy = wide.Copy();
        var result = Tensor.New([.. weights.Sizes[..^1], samples], ScalarType.Int64);
        var rows = result.Layout.Count / samples;
        var stream = (generator ?? Generator.Default).Stream;
        lock (stream)
        {
            for (var row = 0L; row < rows; row++)
            {
                var weightsOfRow = new Span<double>(copy.Pointer<double>() + row * classes, classes);
                Draw(weightsOfRow, new Span<long>(result.Pointer<long>() + row * samples, (int)samples), replacement, stream);
            }
        }
        return result;
    }

    private static void Draw(Span<double> weights, Span<long> drawn, bool replacement, RandomStream stream)
    {
        var total = 0.0;
        foreach (var weight in weights)
        {
            Errors.Require(weight >= 0 && double.IsFinite(weight), "probability tensor contains either `inf`, `nan` or element < 0");
            total += weight;
        }
        Errors.Require(total > 0, "invalid multinomial distribution (sum of probabilities <= 0)");
        for (var i = 0; i < drawn.Length; i++)
        {
            var target = stream.NextDouble() * total;
            var choice = -1;
            for (var j = 0; j < weights.Length; j++)
            {
                if (weights[j] <= 0)
                    continue;
                // Rounding may leave a rest after the last; the last possible one takes it.
                choice = j;
                target -= weights[j];
                if (target < 0)
                    break;
            }
            Errors.Require(choice >= 0, "invalid multinomial distribution (with replacement=False, not enough non-negative category to sample)");
            drawn[i] = choice;
            if (replacement)
                continue;
            total -= weights[choice];
            weights[choice] = 0;
        }
    }

    /// <summary>1 with each element's probability, otherwise 0.</summary>
    public static Tensor Bernoulli(Tensor probabilities, Generator? generator)
    {
        Errors.Require(probabilities.Type.IsFloating(), $"bernoulli: expected real probabilities, but got {probabilities.Type}");
        using var wide = probabilities.Dense(ScalarType.Float64);
        var stream = (generator ?? Generator.Default).Stream;
        lock (stream)
        {
            using var drawn = Tensor.New(probabilities.Layout, ScalarType.Float64);
            for (var i = 0L; i < drawn.Layout.Count; i++)
            {
                var p = wide.Pointer<double>()[i];
                Errors.Require(p is >= 0 and <= 1, $"Expected p_in >= 0 && p_in <= 1, but got {p}");
                drawn.Pointer<double>()[i] = stream.NextDouble() < p ? 1 : 0;
            }
            return drawn.Cast(probabilities.Type);
        }
    }
}
