using System.Security.Cryptography;
using System.Text;
using LlmCourse.Lessons.Blocks;

namespace LlmCourse.Web.Learning.Quizzes;

/// <summary>The order in which a learner sees the choices of a question: theirs alone, and the same at every visit.</summary>
public static class QuizShuffle
{
    /// <summary>The choices in this learner's order. An order to be made never starts out made.</summary>
    public static IReadOnlyList<QuizChoice> Shuffle(QuizBlock quiz, string lesson, string learner)
    {
        var choices = quiz.Choices.ToArray();
        new Random(Seed($"{learner}\n{lesson}\n{quiz.Id}")).Shuffle(choices);
        if (quiz.Kind == QuizKind.Order && choices.Length > 1 && choices.SequenceEqual(quiz.Choices)) (choices[0], choices[^1]) = (choices[^1], choices[0]);
        return choices;
    }

    // string.GetHashCode differs between processes; this does not.
    private static int Seed(string text) => BitConverter.ToInt32(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
