using System.Globalization;

namespace LlmCourse.Web.Learning.Quizzes;

/// <summary>What a right answer counts: all points at the first try, half at the second, a quarter later, none once the answer was shown.</summary>
public static class QuizPoints
{
    /// <summary>Points for a right answer after so many failed ones.</summary>
    public static double For(int points, int failed, bool shown) => (shown, failed) switch
    {
        (true, _) => 0,
        (_, 0) => points,
        (_, 1) => points / 2.0,
        _ => points / 4.0,
    };

    /// <summary>The rule as the question states it.</summary>
    public static string Rule(int points) => $"{Words(points)} at the first try, {Text(points / 2.0)} at the second, {Text(points / 4.0)} after that.";

    /// <summary>1 point, 0.5 points</summary>
    public static string Words(double points) => points == 1 ? "1 point" : $"{Text(points)} points";

    private static string Text(double points) => points.ToString("0.##", CultureInfo.InvariantCulture);
}
