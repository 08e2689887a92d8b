using System.Text;
using System.Text.RegularExpressions;
using LlmCourse.Llm.Tokenization;

namespace LlmCourse.Llm.Tests.Tokenization;

/// <summary>
/// Byte-pair encoding as one would write it on a blackboard: recounts and rescans everything for every merge, and takes
/// GPT-2's pieces from the regular expression of its definition. Slow, and independent of what it checks.
/// </summary>
internal static partial class NaiveBpe
{
    public static List<LearntMerge> Train(IEnumerable<string> texts, int merges)
    {
        var words = texts.SelectMany(Pieces).Select(Bytes).ToList();
        var learnt = new List<LearntMerge>();
        while (learnt.Count < merges)
        {
            var best = words.SelectMany(Pairs).GroupBy(pair => pair)
                .Select(group => (Pair: group.Key, Count: group.LongCount()))
                .OrderByDescending(entry => entry.Count).ThenBy(entry => entry.Pair.Left).ThenBy(entry => entry.Pair.Right)
                .FirstOrDefault();
            if (best.Count < 2)
                break;
            learnt.Add(new LearntMerge(256 + learnt.Count, best.Pair, best.Count));
            words = [.. words.Select(word => Join(word, best.Pair, learnt[^1].Id))];
        }

        return learnt;
    }

    public static int[] Encode(string text, IReadOnlyList<BpePair> merges) =>
        [.. Pieces(text).SelectMany(piece =>
        {
            var tokens = Bytes(piece);
            for (var index = 0; index < merges.Count; index++)
                tokens = Join(tokens, merges[index], 256 + index);
            return tokens;
        })];

    public static IEnumerable<string> Pieces(string text) => Gpt2Pieces().Matches(text).Select(match => match.Value);

    private static List<int> Bytes(string piece) => [.. Encoding.UTF8.GetBytes(piece).Select(value => (int)value)];

    private static IEnumerable<BpePair> Pairs(List<int> tokens) => tokens.Zip(tokens.Skip(1), (left, right) => new BpePair(left, right));

    private static List<int> Join(List<int> tokens, BpePair pair, int id)
    {
        var joined = new List<int>();
        for (var index = 0; index < tokens.Count; index++)
        {
            if (index + 1 < tokens.Count && tokens[index] == pair.Left && tokens[index + 1] == pair.Right)
            {
                joined.Add(id);
                index++;
            }
            else
            {
                joined.Add(tokens[index]);
            }
        }

        return joined;
    }

    [GeneratedRegex(@"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Gpt2Pieces();
}
