using System.Globalization;
using LlmCourse.Llm.Corpora.Stories;

namespace LlmCourse.Llm.Corpora.Worlds;

/// <summary>
/// Sums and differences, a line each: <c>047+358=0405</c>. The operands are any, the result is certain, so all of the
/// entropy lies before the equals sign.
/// </summary>
public sealed class ArithmeticWorld : TextWorld
{
    /// <summary>Most digits of an operand: a sum must fit 32 bits.</summary>
    public const int MostDigits = 9;

    internal const int DefaultDigits = 3, DefaultLines = 8;

    private const string Signs = "+-";

    private static readonly Choice<int>[] Digits = [.. Enumerable.Range(0, 10).Select(digit => new Choice<int>(digit.ToString(CultureInfo.InvariantCulture), 1, digit))];
    private static readonly Choice<char>[] Operators = [.. Signs.Select(sign => new Choice<char>(sign.ToString(), 1, sign))];

    private readonly int digits;
    private readonly int lines;
    private readonly bool reversed;

    /// <summary>Sets what is reckoned with.</summary>
    /// <param name="digits">Digits of an operand, zeros in front included, from 1 to 9.</param>
    /// <param name="lines">Lines of a text.</param>
    /// <param name="reversed">
    /// Whether results are written from their last digit, so that each carry is known when it is needed (Lee et al.,
    /// "Teaching arithmetic to small transformers", 2023).
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is impossible.</exception>
    public ArithmeticWorld(int digits = DefaultDigits, int lines = DefaultLines, bool reversed = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(digits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(digits, MostDigits);
        ArgumentOutOfRangeException.ThrowIfLessThan(lines, 1);
        (this.digits, this.lines, this.reversed) = (digits, lines, reversed);
        Entropy = ExactEntropy.Of([.. PlaceEntropies()]);
    }

    /// <inheritdoc/>
    public override string Name => "Arithmetic";

    /// <inheritdoc/>
    public override ExactEntropy Entropy { get; }

    #region arithmetic
    internal override void Tell(Teller teller)
    {
        for (var line = 0; line < lines; line++)
        {
            if (line > 0)
                teller.Say("\n");
            var left = Operand(teller);
            var sign = teller.Choose<char>(Operators);
            var right = Operand(teller);
            teller.Say("=" + Result(sign == '+' ? left + right : left - right));
        }

        teller.Say(Teller.End);
    }

    private int Operand(Teller teller)
    {
        var value = 0;
        for (var place = 0; place < digits; place++)
            value = (10 * value) + teller.Choose<int>(Digits);
        return value;
    }
    #endregion

    // One place more than the operands: for a carry, or for the sign of a difference.
    private string Result(int value)
    {
        var magnitude = Math.Abs(value).ToString(CultureInfo.InvariantCulture);
        var written = value < 0 ? "-" + magnitude.PadLeft(digits, '0') : magnitude.PadLeft(digits + 1, '0');
        return reversed ? string.Concat(written.Reverse()) : written;
    }

    private IEnumerable<double> PlaceEntropies()
    {
        var operand = Enumerable.Repeat(Math.Log(Digits.Length), digits);
        var line = operand.Append(Math.Log(Operators.Length)).Concat(operand).Concat(Enumerable.Repeat(0.0, digits + 2)); // = and the result
        return Enumerable.Range(0, lines).SelectMany(number => number == 0 ? line : line.Prepend(0));
    }
}
