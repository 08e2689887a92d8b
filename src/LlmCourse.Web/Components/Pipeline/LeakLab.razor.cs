using System.Globalization;
using System.Text;
using LlmCourse.Runs.Hub.Labs;
using LlmCourse.Web.Components.Runs;
using LlmCourse.Web.Components.Shared;
using LlmCourse.Web.Hosting;
using Microsoft.AspNetCore.Components;

namespace LlmCourse.Web.Components.Pipeline;

/// <summary>The lab "leak a benchmark": one model tested three times. The address holds the knobs, the seed and the question that is looked at.</summary>
public sealed partial class LeakLab
{
    private const int Tests = 3;
    private const double Chance = 0.25; // four choices

    private static readonly LeakRequest Author = new(Part: 0.5, Copies: 3, Edits: 0, LeakWords: 13, Seed: 1);

    private static readonly KnobDefinition PartKnob = Make("leak-part", "Leak", "of the questions", "Part of the benchmark that stands in the crawl.", 0, 1, 0.05);
    private static readonly KnobDefinition CopiesKnob = Make("leak-copies", "Copies", "documents", "Documents that hold each of these questions.", 1, LeakRequest.MostCopies, 1);
    private static readonly KnobDefinition EditsKnob = Make("leak-edits", "Rewording", "of the words", "Part of each copy's words that are exchanged.", 0, 0.5, 0.05);
    private static readonly KnobDefinition WordsKnob = Make("leak-words", "Decontamination", "words", "Shared words in a row that count as a leak.", PipelineLimits.LeastLeakWords, PipelineLimits.MostLeakWords, 1);

    private static readonly (string Name, string Token)[] Legend =
        [("questions that leak", "--kind-benchmarkLeak"), ("other questions", "--kind-clean"), ("blind guessing, 25 %", "--ink")];

    private readonly List<LeakTest> tests = [];
    private IReadOnlyList<LeakQuestion> questions = [];
    private CancellationTokenSource? running;
    private LeakRequest asked = Author, tested = Author;
    private string? failure;
    private int question;
    private bool cancelled, linked;

    /// <summary>Names the lab in the page and in the address.</summary>
    [Parameter, EditorRequired] public string Id { get; set; } = "";

    /// <summary>Heading.</summary>
    [Parameter] public string Title { get; set; } = "Leak a benchmark";

    private BrowserModule Browser => field ??= new(JavaScript, Assets["lib/LeakLab.js"]);

    private bool IsTested => tests.Count == Tests;

    private string Status => running is not null ? $"test {Math.Min(tests.Count + 1, Tests)} of {Tests}" : cancelled ? "stopped" : IsTested ? "done" : "";

    private LeakQuestion Question => questions[question];

    /// <summary>Its number as people count.</summary>
    private int Shown => question + 1;

    private int Leaked => questions.Count(each => each.Leaked);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (running is { } going)
        {
            running = null;
            await going.CancelAsync();
        }

        await Browser.DisposeAsync();
    }

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        var query = System.Web.HttpUtility.ParseQueryString(new Uri(Navigation.Uri).Query);
        linked = query.AllKeys.Any(key => key?.StartsWith($"{Id}-", StringComparison.Ordinal) == true);
        asked = new LeakRequest(Read(PartKnob, asked.Part), (int)Read(CopiesKnob, asked.Copies), Read(EditsKnob, asked.Edits), (int)Read(WordsKnob, asked.LeakWords), Whole("seed") ?? asked.Seed);
        question = Math.Max(1, Whole("question") ?? 1) - 1;

        double Read(KnobDefinition knob, double otherwise) =>
            double.TryParse(query[$"{Id}-{knob.Name}"], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? knob.Clamp(value) : otherwise;

        int? Whole(string name) => int.TryParse(query[$"{Id}-{name}"], NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && linked) await RunAsync(); // a link to a result brings the result
    }

    private static KnobDefinition Make(string name, string label, string unit, string sentence, double least, double most, double step) =>
        new(name, label, unit, sentence, name, least, most, step, KnobScale.Linear, _ => 0, (spec, _) => spec);

    private static string TitleOf(LeakTest test) => test.Corpus switch { "clean" => "Before the leak", "leaked" => "With the leak", _ => "Leaked, then decontaminated" };

    private static int Right(LeakTest test) => test.RightLeaked + test.RightOthers;

    private string Percent(int part) => Share(part).ToString("0.# %", CultureInfo.InvariantCulture);

    private string Width(int right) => Share(right).ToString("0.##%", CultureInfo.InvariantCulture);

    private double Share(int part) => (double)part / questions.Count;

    private string Details(LeakTest test) => $"{test.RightLeaked} of {Leaked} questions that leak, {test.RightOthers} of {questions.Count - Leaked} others · {Words.Number(test.Documents)} documents read, {Words.Number(test.LeakyDocuments)} with a leak";

    private async Task RunAsync()
    {
        using var stop = running = new CancellationTokenSource();
        (failure, cancelled, tested) = (null, false, asked);
        if (!linked) question = 0;
        linked = false;
        tests.Clear();
        StateHasChanged();
        try
        {
            await foreach (var news in Trainer.LeakAsync(tested, stop.Token))
            {
                failure = news.Error;
                questions = news.Questions ?? questions;
                question = Math.Min(question, Math.Max(0, questions.Count - 1));
                if (news.Test is not null) tests.Add(news.Test);
                StateHasChanged();
            }
        }
        catch (OperationCanceledException)
        {
            cancelled = true;
        }
        catch (Exception unreachable)
        {
            Log.LogWarning(unreachable, "The leak lab got no answer");
            failure = "The trainer does not answer. Run the tests again when it is back.";
        }

        if (running != stop) return;
        running = null;
        await WriteAddressAsync();
        StateHasChanged();
    }

    private Task WriteAddressAsync()
    {
        return Browser.CallAsync("setAddress", $"{Id}-", new Dictionary<string, string?>
        {
            [PartKnob.Name] = Text(tested.Part, Author.Part),
            [CopiesKnob.Name] = Text(tested.Copies, Author.Copies),
            [EditsKnob.Name] = Text(tested.Edits, Author.Edits),
            [WordsKnob.Name] = Text(tested.LeakWords, Author.LeakWords),
            ["seed"] = Text(tested.Seed, Author.Seed),
            ["question"] = tests.Count > 0 ? $"{question + 1}" : null, // a result is looked at, whatever the knobs are
        });

        static string? Text(double value, double otherwise) => value == otherwise ? null : value.ToString(CultureInfo.InvariantCulture);
    }

    private async Task TurnAsync(int to)
    {
        question = Math.Clamp(to, 0, questions.Count - 1);
        if (running is null) await WriteAddressAsync();
    }

    private Task SavePictureAsync() => Browser.CallAsync("savePicture", Id, new
    {
        bars = tests.Select(test => new
        {
            title = TitleOf(test),
            score = $"{Right(test)} of {questions.Count} right, {Percent(Right(test))}",
            words = Details(test),
            leaked = Share(test.RightLeaked),
            others = Share(test.RightOthers),
        }),
        legend = Legend.Select(each => new[] { each.Name, each.Token }),
        chance = Chance,
    });

    private Task SaveScoresAsync() => SaveAsync(Id, ["corpus", "documents", "leaky_documents", "right_leaked", "leaked_questions", "right_others", "other_questions"],
        tests.Select(test => (string[])[test.Corpus, .. new[] { test.Documents, test.LeakyDocuments, test.RightLeaked, Leaked, test.RightOthers, questions.Count - Leaked }.Select(count => count.ToString(CultureInfo.InvariantCulture))]));

    private Task SaveAnswersAsync() => SaveAsync($"{Id}-answers", ["question", "leaked", "right", "clean", "leaked_model", "decontaminated"],
        questions.Select((each, index) => (string[])[$"{index + 1}", each.Leaked ? "yes" : "no", each.Choices[each.Right], .. tests.Select(test => each.Choices[test.Picks[index]])]));

    private Task SaveAsync(string name, string[] head, IEnumerable<string[]> rows) =>
        Browser.CallAsync("saveTable", name, Encoding.UTF8.GetBytes(string.Concat(rows.Prepend(head).Select(row => Csv.Row(row)))));
}
