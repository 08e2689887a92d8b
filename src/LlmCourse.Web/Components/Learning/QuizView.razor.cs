using LlmCourse.Lessons.Blocks;
using LlmCourse.Lessons.Courses;
using LlmCourse.Web.Learning;
using LlmCourse.Web.Learning.Quizzes;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace LlmCourse.Web.Components.Learning;

/// <summary>A question as a learner answers it. Without a lesson around it (a preview), answers are marked and not kept.</summary>
public sealed partial class QuizView(LearnerBook book, AttemptStore store, DraftStore drafts, TimeProvider time) : ComponentBase
{
    private const int TriesBeforeShow = 2;

    /// <summary>A number is kept once the typing rests, and not at every digit.</summary>
    private static readonly TimeSpan TypingRests = TimeSpan.FromMilliseconds(300);

    private readonly CancellationTokenSource leaving = new();
    private readonly Dictionary<string, ElementReference> ups = [];
    private readonly Dictionary<string, ElementReference> downs = [];
    private readonly HashSet<string> chosen = [];
    private IReadOnlyList<QuizChoice> shuffled = [];
    private List<QuizChoice> order = [];
    private List<QuizAttempt> attempts = [];
    private QuizBlock? asked;
    private QuizChoice? dragged;
    private ElementReference? focusNext;
    private string learner = "", number = "";
    private string? refusal;
    private bool opened, busy, edited;

    /// <summary>The question.</summary>
    [Parameter, EditorRequired]
    public QuizBlock Quiz { get; set; } = default!;

    /// <summary>The lesson it stands in; null in a preview.</summary>
    [CascadingParameter]
    public Lesson? Lesson { get; set; }

    [CascadingParameter] private Task<AuthenticationState>? Identity { get; set; }

    private QuizAttempt? Last => attempts.LastOrDefault(attempt => !attempt.Shown);

    private int Tries => attempts.Count(attempt => !attempt.Shown);

    private bool WasShown => attempts.Any(attempt => attempt.Shown);

    private bool Settled => attempts.Any(attempt => attempt.IsRight || attempt.Shown);

    private string VerdictId => $"{Quiz.Id}-verdict";

    private string StateName => attempts.Any(attempt => attempt.IsRight) ? "right" : WasShown ? "shown" : Tries > 0 ? "wrong" : "open";

    private string KindWords => Quiz.Kind switch
    {
        QuizKind.Single => "Choose one.",
        QuizKind.Multiple => "Choose all that are right.",
        QuizKind.Number => "Work it out.",
        _ => "Put in order.",
    };

    private string PointsWords => Settled
        ? $"{QuizPoints.Words(attempts.Sum(attempt => attempt.Points))} of {Quiz.Points}"
        : QuizPoints.Rule(Quiz.Points);

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (ReferenceEquals(asked, Quiz)) return;
        var first = asked is null;
        asked = Quiz;
        IReadOnlyList<string>? begun = null;
        if (first && Identity is not null)
        {
            learner = await book.OpenAsync(Identity);
            if (Lesson is not null)
            {
                attempts = [.. await store.ReadAsync(learner, Lesson.Id, Quiz.Id!, leaving.Token)];
                begun = Settled ? null : await drafts.ReadAsync(learner, Lesson.Id, Quiz.Id!, leaving.Token);
            }
        }

        // An edit of the lesson may have taken choices away; what is chosen and still there stays chosen.
        shuffled = QuizShuffle.Shuffle(Quiz, Lesson?.Id ?? "", learner);
        var placed = first ? [] : order.Select(choice => choice.Key).ToList();
        order = [.. shuffled.OrderBy(choice => placed.IndexOf(choice.Key) is var at and >= 0 ? at : placed.Count)];
        if (!first) return;
        opened = true;
        PutBack(WasShown ? QuizMarking.RightAnswer(Quiz) : begun ?? Last?.Answer ?? []);
        edited = begun is not null;
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (focusNext is not { } next) return;
        focusNext = null;
        await next.FocusAsync(preventScroll: true);
    }

    private void PutBack(IReadOnlyList<string> answer)
    {
        if (Quiz.Kind == QuizKind.Number) number = answer is [var typed] ? typed : "";
        else if (Quiz.Kind == QuizKind.Order) order = [.. order.OrderBy(choice => Place(answer, choice.Key))];
        else chosen.UnionWith(answer);

        static int Place(IReadOnlyList<string> answer, string key)
        {
            for (var index = 0; index < answer.Count; index++)
            {
                if (answer[index] == key) return index;
            }

            return answer.Count;
        }
    }

    private Task ChooseAsync(QuizChoice choice)
    {
        if (Settled) return Task.CompletedTask;
        if (Quiz.Kind == QuizKind.Single) chosen.Clear();
        if (!chosen.Remove(choice.Key)) chosen.Add(choice.Key);
        return EditedAsync();
    }

    private async Task TypeAsync(ChangeEventArgs typed)
    {
        if (Settled) return;
        number = typed.Value as string ?? "";
        (edited, refusal) = (true, null);
        var newest = number;
        await Task.Delay(TypingRests, time, leaving.Token);
        if (number == newest && edited && !busy) await KeepAsync(); // a refusal stays until the next key
    }

    private Task MoveAsync(QuizChoice choice, int by)
    {
        if (Settled) return Task.CompletedTask;
        var from = order.IndexOf(choice);
        var to = Math.Clamp(from + by, 0, order.Count - 1);
        order.RemoveAt(from);
        order.Insert(to, choice);

        // The row moves in the document and takes the focus from its button: give it back, or to the button that still works.
        var up = by < 0 ? to > 0 : to == order.Count - 1;
        focusNext = up ? ups[choice.Key] : downs[choice.Key];
        return EditedAsync();
    }

    private Task DropAsync(int at)
    {
        var choice = dragged;
        dragged = null;
        return choice is null ? Task.CompletedTask : MoveAsync(choice, at - order.IndexOf(choice));
    }

    private Task EditedAsync()
    {
        (edited, refusal) = (true, null);
        return KeepAsync();
    }

    /// <summary>Keeps what is begun, also for a learner who leaves in the same moment.</summary>
    private Task KeepAsync() => Lesson is null ? Task.CompletedTask : drafts.KeepAsync(learner, Lesson.Id, Quiz.Id!, Answer, CancellationToken.None);

    private IReadOnlyList<string> Answer => Quiz.Kind switch
    {
        QuizKind.Number => [number.Trim()],
        QuizKind.Order => [.. order.Select(choice => choice.Key)],
        _ => [.. Quiz.Choices.Where(choice => chosen.Contains(choice.Key)).Select(choice => choice.Key)],
    };

    private async Task AnswerAsync()
    {
        if (busy || Settled) return;
        busy = true;
        try
        {
            attempts.Add(Lesson is null ? Mark() : await store.AnswerAsync(learner, Lesson.Id, Quiz, Answer, leaving.Token));
            (refusal, edited) = (null, false);
        }
        catch (QuizRefusedException refused)
        {
            refusal = refused.Message;
            if (Lesson is not null) attempts = [.. await store.ReadAsync(learner, Lesson.Id, Quiz.Id!, leaving.Token)];
        }
        finally
        {
            busy = false;
        }
    }

    private async Task ShowAsync()
    {
        if (busy || Settled || Tries < TriesBeforeShow) return; // a page can ask for anything: what it may is decided here
        busy = true;
        try
        {
            attempts.Add(Lesson is null ? new QuizAttempt([], false, 0, true, time.GetUtcNow()) : await store.ShowAsync(learner, Lesson.Id, Quiz, leaving.Token));
            (refusal, edited) = (null, false);
            chosen.Clear();
            PutBack(QuizMarking.RightAnswer(Quiz));
        }
        catch (QuizRefusedException refused)
        {
            refusal = refused.Message;
            attempts = [.. await store.ReadAsync(learner, Lesson!.Id, Quiz.Id!, leaving.Token)];
        }
        finally
        {
            busy = false;
        }
    }

    private QuizAttempt Mark()
    {
        if (QuizMarking.Problem(Quiz, Answer) is { } problem) throw new QuizRefusedException(problem);
        var isRight = QuizMarking.Mark(Quiz, Answer).IsRight;
        return new QuizAttempt(Answer, isRight, isRight ? QuizPoints.For(Quiz.Points, Tries, WasShown) : 0, false, time.GetUtcNow());
    }

    /// <summary>What to say about one choice: only what the learner chose themselves, until the question is Settled.</summary>
    private string? Verdict(QuizChoice choice)
    {
        if (edited || attempts.Count == 0) return null;
        if (Settled && choice.IsRight) return "right";
        if (Last?.Answer.Contains(choice.Key) != true) return null;
        return choice.IsRight ? "right" : "wrong";
    }

    private string VerdictWords(QuizAttempt last)
    {
        if (last.IsRight) return Tries == 1 ? "Right." : $"Right, at the {Ordinal(Tries)} try.";
        if (WasShown) return "This is the answer.";
        return $"Not yet. {(QuizMarking.Problem(Quiz, last.Answer) is null ? QuizMarking.Mark(Quiz, last.Answer).Remark : null)}".TrimEnd();
    }

    private static string Ordinal(int number) => number switch { 2 => "second", 3 => "third", 4 => "fourth", _ => $"{number}th" };

    /// <inheritdoc />
    public void Dispose()
    {
        leaving.Cancel();
        leaving.Dispose();
    }
}
