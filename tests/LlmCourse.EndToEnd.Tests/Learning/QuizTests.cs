using System.Collections.Concurrent;
using System.Text;
using LlmCourse.EndToEnd.Tests.Fixtures;
using LlmCourse.Web.Hosting.Identity;
using Microsoft.Playwright;

namespace LlmCourse.EndToEnd.Tests.Learning;

/// <summary>Questions as a learner meets them. What is right is known to the server alone until it was answered.</summary>
[Collection(nameof(PracticeSite))]
public sealed class QuizTests(PracticeSite site)
{
    private static readonly string[] Secrets = ["Stones were there", "Pears hang", "Shoes are sewn", "Whatever grows", "Two is one", "Four is two", "Five leaves", "Even numbers are", "Three tenths", "By weight"];

    [Fact]
    public async Task Single_TellsOnlyOfWhatWasChosen_CountsTheTry_AndStaysAnswered()
    {
        var received = new ConcurrentQueue<string>(); // frames come on another thread
        var page = await site.OpenAsync("/account");
        page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => received.Enqueue(Encoding.UTF8.GetString(frame.Binary ?? []));
        var response = await page.GotoAsync(site.Address + PracticeSite.Questions);
        received.Enqueue(await response!.TextAsync());
        var quiz = await ReadyAsync(page, "single");
        var pageBefore = await page.ContentAsync();
        foreach (var secret in Secrets)
        {
            string.Concat(received).ShouldNotContain(secret);
            pageBefore.ShouldNotContain(secret);
        }

        await quiz.GetByLabel("A stone").CheckAsync();
        await quiz.GetByTestId("answer").ClickAsync();
        await Assertions.Expect(quiz.GetByTestId("verdict")).ToContainTextAsync("Not yet.");
        await Assertions.Expect(quiz.Locator(".feedback")).ToHaveTextAsync("Stones were there before.");
        string.Concat(received).ShouldNotContain("Pears hang");

        await quiz.GetByLabel("A pear").CheckAsync();
        await Assertions.Expect(quiz.Locator(".feedback")).ToHaveCountAsync(0); // what was said was said of another answer
        await quiz.GetByTestId("answer").ClickAsync();
        await Assertions.Expect(quiz.GetByTestId("verdict")).ToContainTextAsync("Right, at the second try.");
        await Assertions.Expect(quiz.GetByTestId("explanation")).ToHaveTextAsync("Whatever grows was smaller once.");
        await Assertions.Expect(quiz.Locator(".points")).ToHaveTextAsync("0.5 points of 1");

        await page.ReloadAsync();
        await Assertions.Expect(quiz).ToHaveAttributeAsync("data-state", "right");
        await Assertions.Expect(quiz.GetByLabel("A pear")).ToBeCheckedAsync();
        await Assertions.Expect(quiz.GetByTestId("answer")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task OtherKinds_SayWhatIsOff_AndTakeTheRightAnswer()
    {
        var page = await site.OpenAsync(PracticeSite.Questions);
        var multiple = await ReadyAsync(page, "multiple");
        await multiple.GetByLabel("Two").CheckAsync();
        await AnswerAsync(multiple, "What you chose is right, and something is missing.");
        await multiple.GetByLabel("Four").CheckAsync();
        await AnswerAsync(multiple, "Right, at the second try.");
        (await multiple.Locator(".feedback").AllInnerTextsAsync()).ShouldBe(["Two is one and one.", "Four is two and two."], ignoreOrder: true);

        var number = page.GetByTestId("quiz-number");
        await number.GetByTestId("number").FillAsync("a third");
        await AnswerAsync(number, "That is not a number.");
        await Assertions.Expect(number.Locator(".points")).ToContainTextAsync("1 point at the first try"); // nothing was counted
        await number.GetByTestId("number").FillAsync("0.5");
        await AnswerAsync(number, "That is too large.");
        await number.GetByTestId("number").FillAsync("0,4"); // at the edge of the tolerance, with a comma
        await AnswerAsync(number, "Right, at the second try.");

        var order = await ReadyAsync(page, "order");
        string[] wanted = ["Mouse", "Dog", "Horse", "Whale"];
        (await WordsAsync(order)).ShouldNotBe(wanted); // it never starts out made
        for (var place = 0; place < wanted.Length; place++)
        {
            for (var at = Array.IndexOf(await WordsAsync(order), wanted[place]); at > place; at--)
            {
                var up = order.Locator("li").Nth(at).GetByRole(AriaRole.Button, new() { Name = "Move up" });
                await up.PressAsync("Enter"); // by keyboard: the focus goes with the row
                await Assertions.Expect(order.Locator("li").Nth(at - 1)).ToContainTextAsync(wanted[place]);
            }
        }

        await AnswerAsync(order, "Right.");
        await Assertions.Expect(order.Locator(".points")).ToHaveTextAsync("1 point of 1");
    }

    [Fact]
    public async Task Answer_IsShown_AfterTwoTries_AndCountsNothing()
    {
        var page = await site.OpenAsync(PracticeSite.Questions);
        var quiz = await ReadyAsync(page, "number");
        foreach (var guess in new[] { "7", "8" })
        {
            await Assertions.Expect(quiz.GetByTestId("show-answer")).ToHaveCountAsync(0);
            await quiz.GetByTestId("number").FillAsync(guess);
            await AnswerAsync(quiz, "That is too large.");
            await Assertions.Expect(quiz.GetByTestId("number")).ToHaveValueAsync(guess);
        }

        await quiz.GetByTestId("show-answer").ClickAsync();
        await Assertions.Expect(quiz.GetByTestId("number")).ToHaveValueAsync("0.3");
        await Assertions.Expect(quiz.GetByTestId("explanation")).ToHaveTextAsync("Three tenths in all.");
        await Assertions.Expect(quiz.Locator(".points")).ToHaveTextAsync("0 points of 1");
    }

    [Fact]
    public async Task Choices_KeepTheirOrderForOneLearner_AndDifferBetweenLearners()
    {
        var orders = new HashSet<string>(StringComparer.Ordinal);
        for (var learner = 0; learner < 8; learner++)
        {
            var page = await site.OpenAsync(PracticeSite.Questions);
            var first = string.Join(' ', await WordsAsync(await ReadyAsync(page, "single")));
            first.ShouldNotBeEmpty();
            await page.ReloadAsync();
            string.Join(' ', await WordsAsync(await ReadyAsync(page, "single"))).ShouldBe(first);
            orders.Add(first);
            await page.Context.CloseAsync();
        }

        orders.Count.ShouldBeGreaterThan(1); // eight learners see the same of six orders once in 280,000 times
    }

    [Fact]
    public async Task BegunAnswers_AreThereAfterAReload()
    {
        var context = await site.Browser.NewContextAsync();
        var learner = await site.SignInAsync(context, Roles.Learner);
        var page = await site.OpenAsync(PracticeSite.Questions, context: context);
        var single = await ReadyAsync(page, "single");
        await single.GetByLabel("A shoe").CheckAsync();
        await page.GetByTestId("quiz-multiple").GetByLabel("Five").CheckAsync();
        await page.GetByTestId("quiz-number").GetByTestId("number").FillAsync("0,7");
        var order = await ReadyAsync(page, "order");
        var before = await WordsAsync(order);
        await order.Locator("li").First.GetByRole(AriaRole.Button, new() { Name = "Move down" }).ClickAsync();
        await Assertions.Expect(order.Locator("li").Nth(1)).ToContainTextAsync(before[0]);
        foreach (var (quiz, count) in new[] { ("single", 1), ("multiple", 1), ("number", 1), ("order", 4) }) await site.KeptAsync(learner.Id, "practice", quiz, kept => kept?.Count == count);

        await page.ReloadAsync();
        await Assertions.Expect(single.GetByLabel("A shoe")).ToBeCheckedAsync();
        await Assertions.Expect(page.GetByTestId("quiz-multiple").GetByLabel("Five")).ToBeCheckedAsync();
        await Assertions.Expect(page.GetByTestId("quiz-number").GetByTestId("number")).ToHaveValueAsync("0,7");
        await Assertions.Expect(order.Locator("li .choice-text")).ToHaveTextAsync([before[1], before[0], .. before[2..]]);
        await Assertions.Expect(single).ToHaveAttributeAsync("data-state", "open");
    }

    private static async Task<ILocator> ReadyAsync(IPage page, string quiz)
    {
        var form = page.GetByTestId($"quiz-{quiz}");
        await Assertions.Expect(form.Locator("fieldset:enabled")).ToBeVisibleAsync();
        return form;
    }

    private static async Task AnswerAsync(ILocator quiz, string verdict)
    {
        await quiz.GetByTestId("answer").ClickAsync();
        await Assertions.Expect(quiz.GetByTestId("verdict")).ToContainTextAsync(verdict);
    }

    private static async Task<string[]> WordsAsync(ILocator quiz) => [.. (await quiz.Locator("li .choice-text").AllInnerTextsAsync()).Select(text => text.Trim())];
}
