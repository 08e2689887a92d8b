using LlmCourse.Llm.Corpora.Stories;

namespace LlmCourse.Llm.Evaluation;

/// <summary>A question with a gap and some words to fill it with.</summary>
/// <param name="Before">Text before the gap.</param>
/// <param name="Choices">Words to choose from.</param>
/// <param name="Right">Which of them is right, from 0.</param>
/// <param name="After">Text after the gap.</param>
public sealed record ClozeItem(string Before, IReadOnlyList<string> Choices, int Right, string After)
{
    /// <summary>Words to choose from: guessing blindly is right one time in four.</summary>
    public const int ChoiceCount = 4;

    /// <summary>The text with one of the choices in the gap.</summary>
    public string With(int choice) => Before + Choices[choice] + After;

    #region cloze-pick
    /// <summary>The choice that a model finds likeliest in its place; of equals the first.</summary>
    /// <param name="logProbability">The model's log-probability of a whole text.</param>
    public int Pick(Func<string, double> logProbability)
    {
        ArgumentNullException.ThrowIfNull(logProbability);
        return Enumerable.Range(0, Choices.Count).MaxBy(choice => logProbability(With(choice)));
    }
    #endregion

    /// <summary>
    /// Makes questions with a gap from sentences of one pattern. The gap is at a place where the sentences differ; one
    /// wrong word comes from the same place of another sentence, so that only who knows the sentence can tell it from the
    /// right one; the others come from other places, where knowing the pattern is enough.
    /// </summary>
    /// <param name="sentences">Sentences with equally many words.</param>
    /// <param name="seed">The same seed and sentences give the same questions for ever.</param>
    /// <exception cref="ArgumentException">The sentences have no pattern in common.</exception>
    public static IReadOnlyList<ClozeItem> From(IReadOnlyList<string> sentences, long seed)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        string[][] words = [.. sentences.Select(sentence => sentence.Split(' '))];
        if (words.Length < 2 || words.Any(sentence => sentence.Length != words[0].Length))
            throw new ArgumentException("Questions with a gap need two sentences or more, with equally many words.", nameof(sentences));
        int[] places = [.. Enumerable.Range(0, words[0].Length).Where(place => words.Any(sentence => sentence[place] != words[0][place]))];
        if (places.Length < 2)
            throw new ArgumentException("The sentences differ in fewer than two places.", nameof(sentences));

        var random = new SplitMix64(unchecked((ulong)seed));
        return [.. words.Select(sentence => Make(sentence, words, places, random))];
    }

    private static ClozeItem Make(string[] sentence, string[][] words, int[] places, SplitMix64 random)
    {
        var gap = random.Pick(places);
        var choices = new List<string> { sentence[gap] };
        while (choices.Count < ChoiceCount)
        {
            var place = choices.Count == 1 ? gap : random.Pick(places);
            var word = random.Pick(words)[place];
            if (!choices.Contains(word))
                choices.Add(word);
        }

        for (var last = choices.Count - 1; last > 0; last--)
        {
            var other = random.Next(last + 1);
            (choices[last], choices[other]) = (choices[other], choices[last]);
        }

        return new ClozeItem(
            string.Concat(sentence[..gap].Select(word => word + " ")),
            choices,
            choices.IndexOf(sentence[gap]),
            string.Concat(sentence[(gap + 1)..].Select(word => " " + word)));
    }
}
