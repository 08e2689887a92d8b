using System.Security.Claims;
using LlmCourse.Lessons.Blocks;
using LlmCourse.Lessons.Courses;
using LlmCourse.Web.Components.Learning;
using LlmCourse.Web.Learning;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace LlmCourse.Web.Tests.Learning;

public sealed class QuizViewTests : IDisposable
{
    private static readonly Lesson Lesson = new() { Id = "lesson", Folder = "01-lesson", Number = 1, Title = "Lesson" };
    private readonly LearningDesk desk = new();
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    public void Dispose() => desk.Dispose();

    [Theory]
    [InlineData(QuizKind.Single)]
    [InlineData(QuizKind.Multiple)]
    [InlineData(QuizKind.Number)]
    [InlineData(QuizKind.Order)]
    public async Task Page_TellsNothingOfTheAnswer_BeforeTheLearnerHasAnswered(QuizKind kind)
    {
        var page = await RenderAsync(QuizTests.Ask(kind));

        var html = page.DocumentElement.OuterHtml;
        html.ShouldNotContain("feedback on");
        html.ShouldNotContain("the explanation");
        html.ShouldNotContain("0.3");
        page.QuerySelectorAll(".right, .wrong").ShouldBeEmpty();
        page.QuerySelector(".points")!.TextContent.ShouldBe("4 points at the first try, 2 at the second, 1 after that.");
    }

    [Fact]
    public async Task Page_SpeaksOnlyOfWhatWasChosen_AfterAFailedTry()
    {
        var quiz = QuizTests.Ask(QuizKind.Single);
        await desk.Attempts.AnswerAsync("ada", "lesson", quiz, ["a"], cancel);

        var page = await RenderAsync(quiz);

        page.QuerySelector(".feedback")!.TextContent.ShouldBe("feedback on a");
        page.QuerySelectorAll(".right").ShouldBeEmpty();
        page.QuerySelector("[data-testid=verdict]")!.TextContent.ShouldContain("Not yet.");
        page.QuerySelector("[data-testid=explanation]").ShouldBeNull();
        page.QuerySelector("input[value=a]")!.HasAttribute("checked").ShouldBeTrue();
    }

    [Fact]
    public async Task Page_ExplainsAndCounts_AfterTheRightAnswer()
    {
        var quiz = QuizTests.Ask(QuizKind.Single);
        await desk.Attempts.AnswerAsync("ada", "lesson", quiz, ["a"], cancel);
        await desk.Attempts.AnswerAsync("ada", "lesson", quiz, ["b"], cancel);

        var page = await RenderAsync(quiz);

        page.QuerySelector("[data-testid=verdict]")!.TextContent.ShouldContain("Right, at the second try.");
        page.QuerySelector("[data-testid=explanation]")!.TextContent.ShouldBe("the explanation");
        page.QuerySelector(".points")!.TextContent.ShouldBe("2 points of 4");
        page.QuerySelector("[data-testid=answer]").ShouldBeNull();
    }

    [Fact]
    public async Task Page_ShowsTheAnswer_OnceTheLearnerAskedForIt()
    {
        var quiz = QuizTests.Ask(QuizKind.Number);
        await desk.Attempts.AnswerAsync("ada", "lesson", quiz, ["7"], cancel);
        await desk.Attempts.ShowAsync("ada", "lesson", quiz, cancel);

        var page = await RenderAsync(quiz);

        page.QuerySelector("[data-testid=number]")!.GetAttribute("value").ShouldBe("0.3");
        page.QuerySelector("[data-testid=verdict]")!.TextContent.ShouldContain("This is the answer.");
    }

    [Fact]
    public async Task Page_PutsBackWhatWasBegun_AndSaysNothingOfIt()
    {
        var quiz = QuizTests.Ask(QuizKind.Single);
        await desk.Attempts.AnswerAsync("ada", "lesson", quiz, ["a"], cancel);
        await desk.Drafts.KeepAsync("ada", "lesson", quiz.Id!, ["b"], cancel);

        var page = await RenderAsync(quiz);

        page.QuerySelector("input[value=b]")!.HasAttribute("checked").ShouldBeTrue();
        page.QuerySelector("input[value=a]")!.HasAttribute("checked").ShouldBeFalse();
        page.QuerySelectorAll(".right, .wrong, .feedback").ShouldBeEmpty();
    }

    private async Task<AngleSharp.Html.Dom.IHtmlDocument> RenderAsync(QuizBlock quiz)
    {
        await using var stage = new Stage(services: services =>
        {
            services.AddSingleton(desk.Progress);
            services.AddSingleton(desk.Attempts);
            services.AddSingleton(desk.Drafts);
            services.AddScoped<LearnerBook>();
        });
        var ada = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "ada"), new Claim(ClaimTypes.Name, "Ada")], "test"));
        return await stage.RenderAsync<CascadingValue<Task<AuthenticationState>>>(new()
        {
            ["Value"] = Task.FromResult(new AuthenticationState(ada)),
            ["ChildContent"] = (RenderFragment)(outer =>
            {
                outer.OpenComponent<CascadingValue<Lesson>>(0);
                outer.AddAttribute(1, "Value", Lesson);
                outer.AddAttribute(2, "ChildContent", (RenderFragment)(inner =>
                {
                    inner.OpenComponent<QuizView>(0);
                    inner.AddAttribute(1, "Quiz", quiz);
                    inner.CloseComponent();
                }));
                outer.CloseComponent();
            }),
        });
    }
}
